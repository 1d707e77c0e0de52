"""A report that is not published leaves no word of itself on any public page, in any feed, count or suggestion."""

from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from archive.models import Article
from tests.archive.builders import make_metric
from tests.builders import make_article, make_section
from tests.journeys.test_crawling import NOT_FOLLOWED, crawl

ASKED, TELLING = "灵犀", "廊桥"  # what is asked for, which pages may repeat, and what stands beside it in the report
ASKING = (
    "/search/?q={q}", "/search/?q=title:{q}", "/search/complete/?q={q}", "/search/results.csv?q={q}",
    "/search/results.json?q={q}", "/search/results.atom?q={q}", "/search/concordance/?q={q}", "/search/trend/?q={q}",
    "/search/results.atom?q=", "/search/results.json?q=", "/articles/?q={q}", "/compare/?q={q}",
    "/metrics/?subject={q}", "/metrics/figures.csv", "/metrics/figures.json", "/metrics/", "/regions/", "/years/",
)  # fmt: skip


@pytest.fixture
def hidden(transactional_db):
    """A report that was public and indexed, with the telling words in each of its parts."""
    call_command("import_articles", settings.BASE_DIR / "fixtures" / "samples" / "10-tax-counter.utf8.txt", verbosity=0)
    article = make_article(
        f"示例：{ASKED}{TELLING}", organization=f"{ASKED}{TELLING}区政协", text=f"{ASKED}{TELLING}协商。"
    )
    section = make_section(article, heading=f"{ASKED}{TELLING}机制", text=f"走访{ASKED}{TELLING}87次。")
    make_metric(article, section=section, subject=f"{ASKED}{TELLING}")
    article.set_keywords(article.keywords.model.objects.all_named([f"{ASKED}{TELLING}"]))
    article.save()
    return article


def said_by(client, address):
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return body.decode(errors="replace")


def addresses(client, article):
    """All that a reader is led to, and what a reader could type who knows the report's names."""
    body = article.organization.slug
    crawled, _ = crawl(client, "/", lambda address: not NOT_FOLLOWED.search(address))
    typed = [article.get_absolute_url(), f"/articles/{article.pk}/", f"/compare/?report={article.pk}"]
    typed += [reverse("organization", args=[body])]
    typed += [reverse("keyword", args=[keyword.slug]) for keyword in article.keywords.all()]
    typed += [
        f"{page}&organization={body}" for page in ("/metrics/?", "/articles/?", "/search/?q=", f"/search/?q={ASKED}")
    ]
    found = dict.fromkeys([*crawled, *typed, *(address.format(q=ASKED) for address in ASKING)])
    return [address for address in found if TELLING not in unquote(address)]  # pages repeat what they are asked


def test_what_is_not_published_is_told_nowhere(client, hidden):
    telling = [address for address in addresses(client, hidden) if TELLING in said_by(client, address)]
    assert len(telling) > 20

    for state in set(Article.State.values) - {Article.State.PUBLISHED}:
        hidden.state = state
        hidden.save()
        assert [address for address in telling if TELLING in said_by(client, address)] == [], state
