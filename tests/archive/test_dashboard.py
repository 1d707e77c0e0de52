"""What the editors' first page tells, to whom, and at what cost."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from archive.models import ImportRun, Removal
from tests.archive.builders import make_capture, make_metric
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def make_waiting():
    """Two drafts, one report in review with a doubtful line and a doubtful figure, a sound figure, a failed run."""
    article = make_article(state="review")
    make_article(state="draft")
    make_article(state="draft")
    capture = make_capture(article, content=b"12345", removed=[(1, "spam", "某"), (2, "spam", "某")])
    capture.removals.filter(line=1).update(status=Removal.Status.DOUBTFUL)
    make_metric(article, doubt=2)
    make_metric(article)
    return ImportRun.objects.create(counts={"created": 3, "failed": 2}, finished_at=article.created_at)


def desk(browser):
    (shown,) = html.fromstring(browser.get("/admin/").content.decode()).xpath("//div[@class='desk']")
    return shown


def words(element):
    return " ".join(element.text_content().split())


def test_what_waits_is_counted_and_linked(editor):
    run = make_waiting()

    shown = desk(editor)

    assert [(words(link), link.get("href")) for link in shown.xpath(".//ul[@class='tiles']//a")] == [
        ("2 Drafts", "/admin/archive/article/?state__exact=draft"),
        ("1 In review", "/admin/archive/article/?state__exact=review"),
        ("0 Edits of published reports", "/admin/archive/pendingedit/?state__exact=waiting"),
        ("1 Doubtful lines", "/admin/archive/removal/"),
        ("1 Doubtful figures", "/admin/archive/metric/review/"),
    ]
    assert "5 inputs, 2 failed" in words(shown)
    assert shown.xpath(f".//a[@href='/admin/archive/importrun/{run.pk}/change/']")
    assert "Original bytes in it: 5\xa0bytes".replace("\xa0", " ") in words(shown)


def test_everybody_sees_only_what_they_may(client, django_user_model):
    make_waiting()
    user = django_user_model.objects.create_user("one", is_staff=True)
    client.force_login(user)

    assert words(desk(client)) == ""
    user.user_permissions.add(Permission.objects.get(codename="view_removal"))
    assert [link.get("href") for link in desk(client).xpath(".//a")] == ["/admin/archive/removal/"]


def test_it_asks_no_more_for_more_rows(editor):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            editor.get("/admin/")
        return len(asked)

    queries()
    few = queries()
    make_waiting()
    ImportRun.objects.create()
    many = queries()

    assert (many - few, many <= 20) == (0, True)
