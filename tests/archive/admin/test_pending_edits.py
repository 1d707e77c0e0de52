"""What somebody who may not publish changes in a published report waits beside it, until it is decided on."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from archive.admin import pending_edits
from archive.history.pending_edits import contents_of
from archive.history.versions import save_version, versions_of
from archive.models import Article, Keyword, Organization, PendingEdit, Section
from tests.archive.builders import make_capture, make_full_report, make_metric
from tests.archive.desk import (
    add_metric_address,
    add_section_address,
    change_address,
    errors,
    form_at,
    section_address,
    sent,
    signed_in,
)
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

LIST = "/admin/archive/article/"


def save(client, article, **fields):
    return client.post(change_address(article), form_at(client, change_address(article)) | fields, follow=True)


def act(client, action, *articles, **fields):
    chosen = {"action": action, "_selected_action": [row.pk for row in articles], **fields}
    return [str(message) for message in client.post(LIST, chosen, follow=True).context["messages"]]


def decide(client, edit, decision, **fields):
    return client.post(change_address(edit), form_at(client, change_address(edit)) | {"decision": decision, **fields})


def words(page):
    return " ".join(html.fromstring(page.content.decode()).text_content().split())


def read(client, article):
    return words(client.get(article.get_absolute_url(), follow=True))


def stored(article):
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def article():
    return make_full_report("示例：旧题")


@pytest.fixture
def edit(article):
    client = signed_in("编辑")
    save(client, article, title="示例：新题")
    sent(client, section_address(article.sections.get(anchor="s1")), text="座谈88次。")
    edit = PendingEdit.objects.get()
    edit.client = client
    return edit


def test_an_edit_leaves_the_published_report_as_it_is(article, edit, client):
    assert (stored(article).state, stored(article).title) == ("published", "示例：旧题")
    assert list(article.sections.values_list("text", flat=True)) == ["正文", "座谈87次。", "形成35篇。"]
    assert "旧题" in read(client, article)
    assert "新题" not in read(client, article)
    assert (edit.state, contents_of(edit).article.title) == ("waiting", "示例：新题")


def test_the_author_is_told_that_it_waits(article):
    page = save(signed_in("编辑"), article, title="示例：新题")

    assert [str(message) for message in page.context["messages"]] == [
        "Your edit of “示例：旧题” waits. Readers see the published version until somebody who may publish has decided "
        "on it."
    ]


def test_a_save_that_changes_nothing_makes_no_edit(article):
    page = save(signed_in("编辑"), article)

    assert [str(message) for message in page.context["messages"]] == ["Nothing was changed."]
    assert PendingEdit.objects.count() == 0


def test_an_invalid_edit_is_shown_with_its_errors_and_kept_nowhere(article):
    page = save(signed_in("编辑"), article, title="")

    assert errors(page) == ["This field is required."]
    assert PendingEdit.objects.count() == 0


@pytest.mark.parametrize("group", ["审核", "管理员"])
def test_who_may_publish_edits_at_once(article, group):
    save(signed_in(group), article, title="示例：新题")

    assert (stored(article).title, PendingEdit.objects.count()) == ("示例：新题", 0)


def test_its_author_goes_on_from_the_edit_and_others_from_the_published_text(article, edit):
    assert form_at(edit.client, change_address(article))["title"] == "示例：新题"
    assert form_at(signed_in("编辑"), change_address(article))["title"] == "示例：旧题"
    assert form_at(signed_in("审核"), change_address(article))["title"] == "示例：旧题"

    save(edit.client, article, author="甲")

    edit.refresh_from_db()
    contents = contents_of(edit).article
    assert (contents.title, contents.author, PendingEdit.objects.count()) == ("示例：新题", "甲", 1)


def test_parts_that_an_edit_adds_are_edited_further_and_published(article):
    client = signed_in("编辑")
    last = article.sections.get(anchor="s1")
    add = add_section_address(article)
    sent(client, add, kind="section", heading="新章", text="走访9家。", where="after", target=last.pk)
    (pk,) = [row.pk for row in client.get(change_address(article)).context["parts"].outline if row.name == "新章"]
    assert pk < 0
    assert sent(client, add, kind="point", text="一点。", where="inside", target=pk).status_code == 302
    new = f"/admin/archive/article/{article.pk}/sections/{pk}/"
    assert sent(client, new, text="走访10家。").status_code == 302
    sent(client, add_metric_address(article), section=pk, raw="10家", value="10", unit="家")
    sent(client, change_address(article.metrics.get()), subject="座谈")

    make_section(make_article("示例：别的"), text="占了号。")  # takes the id that the new section had for a moment
    decide(signed_in("审核"), PendingEdit.objects.get(), "publish")

    sections = {section.text: section for section in article.sections.all()}
    assert list(sections) == ["正文", "座谈87次。", "形成35篇。", "走访10家。", "一点。"]
    assert sections["一点。"].parent == sections["走访10家。"]
    assert Section.objects.filter(pk__lt=0).count() == 0
    metrics = {metric.raw: metric for metric in article.metrics.all()}
    assert {raw: metric.section for raw, metric in metrics.items()} == {
        "87次": sections["座谈87次。"],
        "10家": sections["走访10家。"],
    }
    assert metrics["87次"].subject == "座谈"


def test_a_figure_that_an_edit_adds_is_listed_changed_and_deleted_in_it(article):
    client = signed_in("编辑")
    sent(client, add_metric_address(article), raw="9篇", value="9", unit="篇")
    listed = f"/admin/archive/metric/?article__id__exact={article.pk}"
    (address,) = html.fromstring(client.get(listed).content.decode()).xpath("//th/a[text()='9篇']/@href")

    sent(client, address, subject="信息")
    rows = {metric.raw: metric for metric in client.get(listed).context["cl"].result_list}
    chosen = {"action": "delete_selected", "_selected_action": [rows["87次"].pk], "post": "yes"}
    client.post(listed, chosen)

    kept = contents_of(PendingEdit.objects.get()).metrics
    assert [(metric.raw, metric.subject) for metric in kept] == [("9篇", "信息")]
    assert [metric.raw for metric in article.metrics.all()] == ["87次"]


def test_figures_deleted_from_the_list_of_all_wait_too(article):
    client = signed_in("编辑")
    chosen = {"action": "delete_selected", "_selected_action": [article.metrics.get().pk], "post": "yes"}

    client.post("/admin/archive/metric/", chosen)

    assert (article.metrics.count(), contents_of(PendingEdit.objects.get()).metrics) == (1, [])


def test_names_that_an_edit_brings_are_kept_with_it(article):
    client = signed_in("编辑")
    act(client, "set_names", article, apply="1", organization="", keywords="新词")

    assert [str(tagging) for tagging in article.taggings.all()] == ["词0"]
    decide(signed_in("审核"), PendingEdit.objects.get(), "publish")

    assert [str(tagging) for tagging in article.taggings.all()] == ["词0", "新词"]
    assert Keyword.objects.count() == 2


def test_publishing_tells_both_names_in_the_history(article, edit, client):
    publisher = signed_in("审核")
    decide(publisher, edit, "publish")

    assert "新题" in read(client, article)
    edit.refresh_from_db()
    author, other = User.objects.order_by("pk")
    assert (edit.state, edit.decided_by) == ("published", other)
    latest = versions_of(article)[0]
    assert (latest.revision.user, latest.revision.comment) == (other, f"Edited by {author}, published by {other}.")
    assert f"Edited by {author}, published by {other}." in words(publisher.get(f"{LIST}{article.pk}/history/"))


def test_an_edit_sent_back_keeps_its_text_and_says_why(article, edit):
    publisher = signed_in("审核")
    assert "Say in the remark what is to be changed." in words(
        publisher.get(decide(publisher, edit, "send_back")["Location"])
    )

    decide(publisher, edit, "send_back", remark="请核对数字。")

    edit.refresh_from_db()
    assert (edit.state, edit.remark) == ("sent_back", "请核对数字。")
    assert "请核对数字。" in words(edit.client.get(change_address(article)))
    save(edit.client, article, title="示例：再改")
    edit.refresh_from_db()
    assert (edit.state, contents_of(edit).article.title) == ("waiting", "示例：再改")


def test_its_author_withdraws_it_and_nobody_else(article, edit):
    for group in ("编辑", "审核"):
        assert signed_in(group).post(change_address(edit), {"decision": "withdraw"}).status_code == 403

    decide(edit.client, edit, "withdraw")

    edit.refresh_from_db()
    assert edit.state == "withdrawn"
    assert form_at(edit.client, change_address(article))["title"] == "示例：旧题"


@pytest.mark.parametrize("decision", ["publish", "send_back"])
def test_who_may_not_publish_decides_on_no_edit(edit, decision):
    for client in (edit.client, signed_in("编辑")):
        assert client.post(change_address(edit), {"decision": decision, "remark": "好"}).status_code == 403

    edit.refresh_from_db()
    assert edit.state == "waiting"


def test_an_edit_is_decided_on_once(edit):
    publisher = signed_in("审核")
    data = form_at(publisher, change_address(edit))
    decide(edit.client, edit, "withdraw")

    page = publisher.post(change_address(edit), data | {"decision": "publish"}, follow=True)

    assert "Somebody has decided on this edit already." in words(page)
    assert stored(edit.article).title == "示例：旧题"


def test_an_edit_that_was_changed_after_its_page_was_opened_is_looked_at_again(article, edit):
    publisher = signed_in("审核")
    data = form_at(publisher, change_address(edit))
    save(edit.client, article, title="示例：别的题")

    page = publisher.post(change_address(edit), data | {"decision": "publish"}, follow=True)

    assert "The edit has been changed since you opened it." in words(page)
    assert stored(article).title == "示例：旧题"


def test_a_report_changed_meanwhile_is_shown_and_overwritten_only_by_a_decision(article, edit):
    publisher = signed_in("审核")
    save(publisher, article, author="后来")

    page = publisher.get(change_address(edit))
    assert "The report was changed since this edit was begun, last by" in words(page)
    assert "后来" in words(page)
    decide(publisher, edit, "publish")
    assert (stored(article).title, stored(article).author) == ("示例：旧题", "后来")

    (stamp,) = html.fromstring(page.content.decode()).xpath("//input[@name='overwrite']/@value")
    decide(publisher, edit, "publish", overwrite=stamp)

    assert (stored(article).title, stored(article).author) == ("示例：新题", "")
    assert "后来" in words(publisher.get(f"{LIST}{article.pk}/history/"))


def test_a_report_saved_meanwhile_without_a_change_is_no_conflict(article, edit):
    stored(article).save()

    decide(signed_in("审核"), edit, "publish")

    assert stored(article).title == "示例：新题"


def test_two_forms_of_one_edit_do_not_overwrite_one_another(article, edit):
    address = change_address(article)
    first, second = form_at(edit.client, address), form_at(edit.client, address)
    edit.client.post(address, first | {"title": "示例：先存"})

    page = edit.client.post(address, second | {"title": "示例：后存"})

    assert "Nothing is saved yet" in words(page)
    edit.refresh_from_db()
    assert contents_of(edit).article.title == "示例：先存"


# --- where it is seen ----------------------------------------------------------------------------


def test_the_preview_is_the_page_as_it_would_be(article, edit, client):
    address = f"/articles/{article.pk}/edits/{edit.pk}/"

    page = signed_in("审核").get(address)

    assert "示例：新题" in words(page)
    assert "Preview of an edit by" in words(page)
    assert (page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == ("noindex", True)
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("looker", is_staff=True))
    assert client.get(address).status_code == 403
    assert stored(article).title == "示例：旧题"


def test_the_page_of_an_edit_marks_what_it_changes(edit):
    page = signed_in("审核").get(change_address(edit))

    marked = html.fromstring(page.content.decode())
    assert marked.xpath("//del/text()")[:2] == ["旧", "7"]
    assert marked.xpath("//ins/text()")[:2] == ["新", "8"]


def test_dashboard_list_form_and_history_lead_to_what_waits(article, edit):
    publisher = signed_in("审核")
    pages = ["/admin/", "/admin/archive/pendingedit/", change_address(article), f"{LIST}{article.pk}/history/"]

    for page in pages:
        links = html.fromstring(publisher.get(page).content.decode()).xpath("//div[@id='content']//a/@href")
        assert any(link.startswith(change_address(edit)) for link in links), page


def test_who_may_not_see_reports_sees_no_edit(edit, client):
    client.force_login(User.objects.create_user("one", is_staff=True))

    assert client.get(change_address(edit)).status_code == 403
    assert client.get("/admin/archive/pendingedit/").status_code == 403


def test_the_page_of_a_report_costs_readers_no_query_more(article, client):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(article.get_absolute_url())
        return len(queries)

    asked()
    before = asked()
    save(signed_in("编辑"), article, title="示例：新题")

    assert asked() == before


# --- every other way to change a published report ------------------------------------------------


def test_a_version_that_an_editor_brings_back_waits():
    article = make_article("示例：旧题")
    save_version(article)
    article.title = "示例：新题"
    article.save()

    signed_in("编辑").post(f"{LIST}{article.pk}/versions/{versions_of(article)[0].pk}/")

    assert stored(article).title == "示例：新题"
    assert contents_of(PendingEdit.objects.get()).article.title == "示例：旧题"


def test_names_set_by_an_editor_wait_and_drafts_get_them_at_once():
    article, draft = make_article(), make_article("示例：草稿", state="draft")
    organization = Organization.objects.named("青禾区政协")

    told = act(signed_in("编辑"), "set_names", article, draft, apply="1", organization=organization.pk, keywords="协商")

    assert (stored(article).organization, stored(draft).organization) == (None, organization)
    assert contents_of(PendingEdit.objects.get()).article.organization_id == organization.pk
    assert [re.split("[:,]", message)[0] for message in told] == [
        "1 report",
        "1 report is published",
    ]


def test_figures_extracted_again_by_an_editor_wait(article):
    article.sections.filter(anchor="s1").update(text="座谈87次，走访99次。")
    article.sections.filter(anchor="s1-1").delete()

    act(signed_in("编辑"), "figures_again", article)

    assert [metric.raw for metric in article.metrics.all()] == ["87次"]
    assert [metric.raw for metric in contents_of(PendingEdit.objects.get()).metrics] == ["87次", "99次"]


@pytest.mark.parametrize("action", ["to_review", "parse_again"])
def test_what_cannot_wait_is_refused_in_words(article, action):
    make_capture(article)

    told = act(signed_in("编辑"), action, article)

    assert told == ["“示例：旧题”: It is published; only who may publish can do that."]
    assert (stored(article).state, PendingEdit.objects.count()) == ("published", 0)


def with_permission(group, codename):
    client = signed_in(group)
    User.objects.latest("pk").user_permissions.add(Permission.objects.get(codename=codename))
    return client


def test_who_may_delete_but_not_publish_trashes_no_published_report(article):
    client = with_permission("编辑", "delete_article")

    told = act(client, "move_to_trash", article)

    assert told == ["“示例：旧题”: It is published; only who may publish can do that."]
    assert client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}).status_code == 403
    assert stored(article).state == "published"


def test_who_may_judge_figures_but_not_publish_judges_none_of_a_published_report(article):
    client = with_permission("编辑", "change_metric")
    metric = article.metrics.get()
    draft = make_metric(make_article("示例：草稿", state="draft"))

    for each in (metric, draft):
        client.post("/admin/archive/metric/review/", {"figure": each.pk, "decision": "accept"})
    page = sent(client, change_address(metric), status="rejected")

    metric.refresh_from_db()
    draft.refresh_from_db()
    assert (metric.status, draft.status, page.status_code) == ("extracted", "confirmed", 302)
    assert [row.status for row in contents_of(PendingEdit.objects.get()).metrics] == ["rejected"]


def test_who_may_judge_lines_but_not_publish_judges_none_of_a_published_report(article):
    client = with_permission("编辑", "change_removal")
    removal = make_capture(article, removed=[(1, "spam", "存疑")]).removals.get()

    client.post(f"/admin/archive/removal/{removal.pk}/confirm/")
    page = client.post(f"/removals/{removal.pk}/decide", {"decision": "confirm"})

    removal.refresh_from_db()
    assert (removal.status, page.status_code) == ("removed", 409)


def test_an_editor_makes_no_published_report_a_reprint(article):
    other = make_article("示例：别的")
    save(signed_in("编辑"), article, reprint_of=other.pk, title="示例：新题")

    assert stored(article).reprint_of is None
    assert contents_of(PendingEdit.objects.get()).article.reprint_of_id is None


def test_an_edit_of_a_report_that_was_withdrawn_leaves_it_withdrawn(article, edit):
    publisher = signed_in("审核")
    act(publisher, "withdraw", article)

    decide(publisher, edit, "publish", overwrite=_stamp_on(publisher, edit))

    assert (stored(article).state, stored(article).title) == ("withdrawn", "示例：新题")


def _stamp_on(client, edit):
    page = html.fromstring(client.get(change_address(edit)).content.decode())
    return next(iter(page.xpath("//input[@name='overwrite']/@value")), "")


def test_a_report_deleted_for_good_takes_its_edits_along(article, edit):
    chief = signed_in("管理员")
    act(chief, "move_to_trash", article)

    chief.post(
        f"{LIST}?state__exact=trashed", {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}
    )

    assert (Article.objects.count(), PendingEdit.objects.count()) == (0, 0)


def test_every_decision_has_its_button(edit):
    open_to = {
        name
        for client in (edit.client, signed_in("审核"))
        for name in html.fromstring(client.get(change_address(edit)).content.decode()).xpath("//button/@value")
    }

    assert open_to == set(pending_edits.DECISIONS)
