"""Only published reports are seen and counted, and a reprint only through the report it repeats."""

import pytest

from archive.models import Article, Metric, Organization
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden():
    """A reprint, a draft, a report in review and a withdrawn one, all of the organization of a public report."""
    public = make_article("示例：公开报告", organization="青禾区政协")
    make_article("示例：转载", organization="青禾区政协", reprint_of=public)
    for state in ("draft", "review", "withdrawn"):
        make_article(f"示例：{state}", organization="青禾区政协", state=state)
    for article in Article.objects.all():
        Metric.objects.create(article=article, raw="42篇", value=42, unit="篇")
    return public


def test_public_reports_are_the_published_that_repeat_no_other(hidden):
    assert list(Article.objects.public()) == [hidden]


def test_figures_of_other_reports_are_not_public(hidden):
    assert [metric.article for metric in Metric.objects.public()] == [hidden]


def test_names_count_public_reports_only(hidden):
    assert [name.reports for name in Organization.objects.with_report_counts()] == [1]


def test_no_list_shows_them_and_drafts_have_no_page(hidden, client):
    titles = [article.title for article in client.get("/articles/").context["articles"]]
    pages = {article.title: client.get(article.get_absolute_url()).status_code for article in Article.objects.all()}

    assert titles == ["示例：公开报告"]
    assert list(pages.values()) == [200, 200, 404, 404, 410]
