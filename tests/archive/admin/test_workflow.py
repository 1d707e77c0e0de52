"""The states of a report: who may set them, and what follows."""

import pytest

from archive.history.versions import versions_of
from archive.models import Article, Metric, Removal
from tests.archive.builders import make_capture, make_full_report
from tests.archive.desk import change_address, errors, form_at, signed_in
from tests.builders import make_article

pytestmark = pytest.mark.django_db

ADD = "/admin/archive/article/add/"


def save(client, article, **fields):
    return client.post(change_address(article), form_at(client, change_address(article)) | fields)


def state(article):
    return Article.objects.get(pk=article.pk).state


@pytest.mark.parametrize("group", ["编辑", "审核", "管理员"])
def test_a_new_report_begins_as_a_draft(group):
    client = signed_in(group)

    client.post(ADD, form_at(client, ADD) | {"title": "示例：新报告"})

    assert [(row.title, row.state) for row in Article.objects.all()] == [("示例：新报告", "draft")]


@pytest.mark.parametrize(
    ("group", "before", "after", "allowed"),
    [
        ("编辑", "draft", "review", True),
        ("编辑", "review", "draft", True),
        ("编辑", "draft", "published", False),
        ("编辑", "review", "published", False),
        ("编辑", "published", "withdrawn", False),
        ("编辑", "published", "review", False),
        ("编辑", "published", "draft", False),
        ("编辑", "withdrawn", "published", False),
        ("编辑", "withdrawn", "review", True),
        ("审核", "review", "published", True),
        ("审核", "published", "withdrawn", True),
        ("审核", "draft", "trashed", False),
        ("管理员", "withdrawn", "published", True),
    ],
)
def test_who_may_bring_a_report_to_which_state(group, before, after, allowed):
    article = make_article(state=before)

    page = save(signed_in(group), article, state=after)

    assert (state(article), not errors(page)) == (after if allowed else before, allowed)


@pytest.mark.parametrize(("group", "answer", "status"), [("编辑", 403, "extracted"), ("审核", 302, "confirmed")])
def test_who_decides_on_figures(group, answer, status):
    metric = make_full_report().metrics.get()

    page = signed_in(group).post("/admin/archive/metric/review/", {"figure": metric.pk, "decision": "accept"})

    assert (page.status_code, Metric.objects.get().status) == (answer, status)
    assert versions_of(metric.article).count() == (0 if answer == 403 else 2)


@pytest.mark.parametrize(("group", "answer", "status"), [("编辑", 403, "doubtful"), ("审核", 302, "confirmed")])
def test_who_decides_on_lines(group, answer, status):
    removal = make_capture(make_article(), removed=[(1, "spam", "存疑")]).removals.get()
    Removal.objects.update(status="doubtful")

    page = signed_in(group).post(f"/admin/archive/removal/{removal.pk}/confirm/")

    assert (page.status_code, Removal.objects.get().status) == (answer, status)


@pytest.mark.parametrize(("group", "answer"), [("编辑", 403), ("审核", 403), ("管理员", 200)])
def test_who_changes_names_and_the_dictionary(group, answer):
    client = signed_in(group)
    outlet = make_article(outlet="示例日报").outlet

    assert client.get("/admin/search/dictionaryword/add/").status_code == answer
    rows = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    changed = client.post(change_address(outlet), {"name": "示例晚报", **rows})
    assert changed.status_code == (302 if answer == 200 else 403)
