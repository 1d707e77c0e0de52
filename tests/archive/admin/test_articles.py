"""The admin: finding reports, read-only records, and what search relies on."""

import re

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from django.test.utils import CaptureQueriesContext
from lxml import html

from archive.models import Article, Capture, ImportRun, Organization, Region, Removal
from tests.archive.builders import make_capture, make_full_report, make_huge_report, make_metric
from tests.archive.desk import change_address, errors, form_at, form_of, section_address
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

# What the page of a report with 3,000 figures and 500 sections may take; and the fields of its form.
MOST_STATEMENTS = 20
MOST_BYTES = 300_000
MOST_FIELDS = 40


@pytest.mark.parametrize("words", ["協商", "协商", "青禾區", "日報", "民主監督"])
def test_reports_are_found_by_title_and_names_in_either_script(editor, words):
    make_article("示例：协商", organization="青禾区政协", outlet="示例日报", keywords=["民主监督"])
    make_article("示例：提案")

    page = editor.get("/admin/archive/article/", {"q": words})

    assert [article.title for article in page.context["cl"].result_list] == ["示例：协商"]


def test_autocomplete_finds_either_script(editor):
    Organization.objects.named("青禾區政協")
    asked = {"app_label": "archive", "model_name": "article", "field_name": "organization", "term": "青禾区"}

    found = editor.get("/admin/autocomplete/", asked).json()["results"]

    assert [row["text"] for row in found] == ["青禾區政協"]


def test_view_on_site_leads_to_the_report(editor):
    article = make_article()
    (link,) = html.fromstring(editor.get(change_address(article)).content.decode()).xpath("//a[@class='viewsitelink']")

    assert editor.get(link.get("href"))["Location"].endswith(article.get_absolute_url())


@pytest.mark.parametrize("page", ["", "?level__exact=full", "?published_at__year=2019"])
def test_the_list_can_be_filtered(editor, page):
    article = make_article()

    assert list(editor.get(f"/admin/archive/article/{page}").context["cl"].result_list) == [article]


def test_pages_ask_no_more_for_more_rows(editor):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            editor.get(address)
        return len(queries)

    def extend(article, number):
        section = make_section(article, anchor=f"s{number}", text="座谈87次。")
        make_section(article, kind="point", anchor=f"s{number}-1", parent=section, text="点")
        make_metric(article, section=section)

    article = make_article("示例：零", organization="示例0", outlet="示例0")
    extend(article, 0)
    addresses = ["/admin/archive/article/", change_address(article)]
    for address in addresses:
        asked(address)  # the first time fills Django's own caches
    few = [asked(address) for address in addresses]
    for number in (1, 2):
        make_article(f"示例：{number}", organization="示例0", outlet="示例0")
        extend(article, number)

    assert [asked(address) for address in addresses] == few


def test_originals_are_shown_without_their_bytes_and_cannot_be_changed(editor):
    article = make_article()
    capture = make_capture(article, content=b"secret bytes", removed=[(1, "spam", "<b>垃圾</b>")])

    with CaptureQueriesContext(connection) as asked:
        pages = [editor.get(row) for row in (change_address(capture), change_address(article))]
        pages.append(editor.get("/admin/archive/capture/"))

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert [query["sql"] for query in asked if '"archive_capture"."content"' in query["sql"]] == []
    assert "&lt;b&gt;垃圾&lt;/b&gt;" in pages[0].content.decode()
    assert editor.post(change_address(capture), {"origin": "other"}).status_code == 403
    assert editor.post(f"/admin/archive/capture/{capture.pk}/delete/", {"post": "yes"}).status_code == 403


def test_import_runs_are_only_read(editor):
    run = ImportRun.objects.create(paths=["示例.txt"], counts={"created": 1})

    assert editor.get(change_address(run)).status_code == 200
    assert editor.get("/admin/archive/importrun/").status_code == 200
    assert editor.get("/admin/archive/importrun/add/").status_code == 403
    assert editor.post(f"/admin/archive/importrun/{run.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_report_and_its_parts_are_saved_in_one_transaction(editor, django_capture_on_commit_callbacks):
    seen = []

    def listen(instance, **_signal):
        transaction.on_commit(lambda: seen.append([section.text for section in instance.sections.all()]))

    article = make_article(text="旧文")
    address = section_address(article.sections.get())
    data = form_at(editor, address) | {"text": "新文"}
    post_save.connect(listen, sender=Article)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            editor.post(address, data)
    finally:
        post_save.disconnect(listen, sender=Article)

    assert seen == [["新文"]]


def test_the_page_of_a_report_shows_its_outline_and_counts_its_figures(editor):
    article = make_full_report()
    make_metric(article, raw="9篇", value=9, unit="篇", status="rejected")
    make_capture(article)
    page = html.fromstring(editor.get(change_address(article)).content.decode())

    lines = [
        " ".join(" ".join(cell.text_content() for cell in line).split())
        for line in page.xpath("//table[@class='outline']/tbody/tr")
    ]
    links = [link.text_content() for link in page.xpath("//section[@aria-labelledby='figures']//a")]

    assert lines == [
        "正文 2 add after move delete",
        "一、学习 座谈87次 10 add after move delete",
        "一是学 形成35篇 9 add after move delete",
    ]
    assert links == ["All figures of this report", "extracted: 1", "rejected: 1", "Add a figure"]
    assert len(page.xpath("//section[@aria-labelledby='captures']//li")) == 1


def test_a_report_of_3000_figures_and_500_sections_opens_small_and_saves(editor):
    article = make_huge_report()
    address = change_address(article)
    editor.get(address)  # the first time fills Django's own caches

    with CaptureQueriesContext(connection) as asked:
        page = editor.get(address)
    data = form_of(page)

    assert (len(asked) <= MOST_STATEMENTS, len(page.content) <= MOST_BYTES) == (True, True), (len(asked), page)
    assert len(data) <= MOST_FIELDS
    assert editor.post(address, data | {"title": "示例：改题"}).status_code == 302
    assert Article.objects.get().title == "示例：改题"


def test_deleting_many_reports_tells_of_each_and_takes_their_originals_along(editor):
    gone = []

    def listen(instance, **_signal):
        gone.append(instance.title)

    articles = [make_article(f"示例：{number}", state="trashed") for number in range(3)]
    make_capture(articles[0], removed=[(1, "spam", "垃圾")])
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in articles], "post": "yes"}
    post_delete.connect(listen, sender=Article)
    try:
        editor.post("/admin/archive/article/?state__exact=trashed", chosen)
    finally:
        post_delete.disconnect(listen, sender=Article)

    assert sorted(gone) == ["示例：0", "示例：1", "示例：2"]
    assert (Article.objects.count(), Capture.objects.count()) == (0, 0)


def test_organizations_show_their_region_and_aliases_and_are_found_by_these(editor):
    region = Region.objects.create(code="000000", name="示例国", level="country")
    organization = Organization.objects.create(name="云泽市青禾区政协", region=region)
    organization.aliases.create(name="青禾區政協")

    page = editor.get("/admin/archive/organization/", {"q": "禾区政"}).content.decode()

    assert "示例国" in page
    assert "青禾區政協" in page


@pytest.mark.parametrize("asked", ["雲澤", "云泽", "990100"])
def test_regions_are_looked_up_in_either_script(editor, asked):
    country = Region.objects.create(code="000000", name="示例国", level="country")
    Region.objects.create(code="990100", name="云泽市", level="city", parent=country)

    assert editor.get("/admin/archive/region/", {"q": asked}).context["cl"].result_count == 1


# --- doubtful lines --------------------------------------------------------------------------------


def listed(editor, query=""):
    page = editor.get(f"/admin/archive/removal/{query}")
    return page, [removal.text for removal in page.context["cl"].result_list]


def test_the_list_of_removed_lines_begins_with_what_waits_for_a_decision(editor):
    capture = make_capture(make_article(), removed=[(1, "spam", "确定"), (2, "hidden-text", "存疑")])
    capture.removals.filter(line=2).update(status="doubtful")

    assert listed(editor)[1] == ["存疑"]
    assert listed(editor, "?status=all")[1] == ["确定", "存疑"]


def test_one_click_confirms_a_removal(editor):
    make_capture(make_article(), removed=[(2, "hidden-text", "存疑")])
    Removal.objects.update(status="doubtful")
    page = html.fromstring(listed(editor)[0].content.decode())
    restore, confirm = page.xpath("//form[@id='changelist-form']//button/@formaction")

    editor.post(confirm)

    assert (restore.endswith("/restore/"), Removal.objects.get().status) == (True, "confirmed")
    assert (editor.get(confirm).status_code, Removal.objects.get().status) == (405, "confirmed")


def test_a_line_that_cannot_come_back_says_why(editor):
    removal = make_capture(make_article(text="编辑改过"), removed=[(2, "hidden-text", "存疑")]).removals.get()

    page = editor.post(f"/admin/archive/removal/{removal.pk}/restore/", follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "Without this line nothing of the report would be left."
    ]
    assert Removal.objects.get().status == "removed"


def test_removed_lines_are_not_edited(editor):
    removal = make_capture(make_article(), removed=[(2, "spam", "垃圾")]).removals.get()

    assert editor.post(change_address(removal), {"text": "x"}).status_code == 403


# --- reprints --------------------------------------------------------------------------------------


def test_a_reprint_can_be_set_and_cleared(editor):
    original, article = make_article("示例：原文"), make_article("示例：转载")
    found = []
    for choice in (original.pk, ""):
        editor.post(change_address(article), form_at(editor, change_address(article)) | {"reprint_of": choice})
        found.append(Article.objects.get(pk=article.pk).reprint_of)

    assert found == [original, None]


def test_reprints_are_not_chained(editor):
    original = make_article("示例：原文")
    reprint, third = make_article("示例：转载", reprint_of=original), make_article("示例：再转载")
    answers = [
        errors(editor.post(change_address(one), form_at(editor, change_address(one)) | {"reprint_of": other.pk}))
        for one, other in ((third, reprint), (original, third), (third, third))
    ]

    assert answers == [
        ["“示例：转载” is a reprint itself; choose the report it repeats."],
        ["Other reports are reprints of this one; it cannot be a reprint itself."],
        ["A report is no reprint of itself."],
    ]


def test_the_boxes_of_a_moment_have_names_that_are_read_aloud(editor):
    html = editor.get("/admin/archive/article/add/").content.decode()

    assert re.findall(r'<input[^>]*id="id_published_at_\d"[^>]*aria-label="([^"]*)"', html) == ["Date:", "Time:"]
