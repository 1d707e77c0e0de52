"""Facts of reports out to sheets and back: nothing lost, no formula, no new report, every change indexed."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from haystack.query import SearchQuerySet
from lxml import html
from openpyxl import load_workbook

from archive.history.pending_edits import changes_by, contents_of
from archive.history.versions import versions_of
from archive.models import Article, PendingEdit
from tests.archive.desk import signed_in
from tests.builders import make_article

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/archive/article/"
CSV, XLSX = "0", "1"


def exported(browser, kind=CSV, query=""):
    return browser.post(f"{LIST}export/{query}", {"format": kind, "resource": ""}).content


def rows(browser, query=""):
    return list(csv.DictReader(io.StringIO(exported(browser, query=query).decode("utf-8-sig"))))


def preview(browser, changed, name="sheet.csv"):
    if isinstance(changed, list):
        text = io.StringIO()
        table = csv.DictWriter(text, changed[0])
        table.writeheader()
        table.writerows(changed)
        changed = text.getvalue().encode("utf-8-sig")
    kind = XLSX if name.endswith("xlsx") else CSV
    sent = {"format": kind, "resource": "", "import_file": SimpleUploadedFile(name, changed)}
    return browser.post(f"{LIST}import/", sent)


def words(page):
    return html.fromstring(page.content.decode()).text_content()


def confirm(browser, page):
    (form,) = html.fromstring(page.content.decode()).xpath("//form[contains(@action, 'process_import')]")
    return browser.post(f"{LIST}process_import/", dict(form.form_values()), follow=True)


def make_report():
    return make_article(
        organization="青禾区政协",
        outlet="示例网",
        keywords=["民主监督", "协商", "Open Data", "甲, 乙"],
        author="甲",
        url="https://a.example/1",
    )


def test_each_report_is_a_row_of_its_facts(editor):
    article = make_report()

    assert rows(editor) == [
        {
            "id": str(article.pk),
            "title": "示例：青禾区协商报告",
            "published": "2019-11-22 16:16",
            "organization": "青禾区政协",
            "outlet": "示例网",
            "author": "甲",
            "editor": "",
            "keywords": '民主监督、协商、"Open Data"、"甲, 乙"',
            "state": "published",
            "url": "https://a.example/1",
        }
    ]


def test_the_sheet_holds_what_the_list_shows(editor):
    make_article("示例：草稿", state="draft")
    make_article("示例：已发布")

    assert [row["title"] for row in rows(editor, "?state__exact=draft")] == ["示例：草稿"]


@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_a_sheet_that_comes_back_as_it_went_changes_nothing(editor, kind):
    article = make_report()
    make_article("=1+1", author="'-x", published_at=None)
    before = Article.objects.get(pk=article.pk).updated_at
    page = preview(editor, exported(editor, kind), name="sheet.csv" if kind == CSV else "sheet.xlsx")

    assert [row.import_type for row in page.context["result"].valid_rows()] == ["skip", "skip"]
    confirm(editor, page)
    assert Article.objects.get(pk=article.pk).updated_at == before


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "'=1"])
def test_no_cell_is_a_formula(editor, title):
    make_article("示例", author=title)

    assert rows(editor)[0]["author"] == f"'{title}"
    sheet = load_workbook(io.BytesIO(exported(editor, XLSX))).active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_changes_are_shown_first_then_saved_and_found(editor):
    article = make_report()
    (row,) = rows(editor)
    row |= {"title": "示例：改名", "published": "2020-03", "outlet": "新网", "keywords": "协商、提案"}
    page = preview(editor, [row])

    assert "示例：改名" in words(page).replace("青禾区协商报告", "")
    assert Article.objects.get().title == "示例：青禾区协商报告"
    confirm(editor, page)
    article.refresh_from_db()
    assert (article.title, article.outlet_name, article.published_precision) == ("示例：改名", "新网", "month")
    assert [str(keyword) for keyword in article.taggings.all()] == ["协商", "提案"]
    assert [int(hit.pk) for hit in SearchQuerySet().filter(outlet=article.outlet.pk)] == [article.pk]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "999999"}, "There is no report with this id"),
        ({"id": ""}, "There is no report with this id"),
        ({"title": ""}, "This field cannot be blank"),
        ({"published": "昨天"}, "“昨天” is no date."),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_a_row_that_cannot_be_is_told_and_nothing_saved(editor, change, told):
    make_report()
    (row,) = rows(editor)
    page = preview(editor, [row | change])

    assert told in words(page)
    assert html.fromstring(page.content.decode()).xpath("//form[contains(@action, 'process_import')]") == []
    assert Article.objects.count() == 1


def test_a_sheet_publishes_nothing(editor):
    make_article(state="draft")
    (row,) = rows(editor)
    confirm(editor, preview(editor, [row | {"state": "published", "author": "乙"}]))

    assert Article.objects.values_list("state", "author").get() == ("draft", "乙")


def test_a_report_changed_by_a_sheet_is_kept_before_and_after():
    article = make_report()
    browser = signed_in("审核")
    (row,) = rows(browser)
    page = confirm(browser, preview(browser, [row | {"author": "乙"}]))

    assert Article.objects.values_list("state", "author").get() == ("published", "乙")
    assert "Readers see published reports as they were" not in words(page)
    assert [(kept.revision.comment, kept.field_dict["author"]) for kept in versions_of(article)] == [
        ("Changed by a sheet", "乙"),
        ("", "甲"),
    ]


def test_a_preview_keeps_no_version_and_no_edit():
    article = make_report()
    browser = signed_in("编辑")
    (row,) = rows(browser)
    preview(browser, [row | {"author": "乙"}])

    assert (PendingEdit.objects.count(), versions_of(article).count()) == (0, 0)


def test_what_an_editors_sheet_changes_in_a_published_report_waits():
    article = make_report()
    keywords = [str(tagging) for tagging in article.taggings.all()]
    browser = signed_in("编辑")
    (row,) = rows(browser)
    page = confirm(browser, preview(browser, [row | {"author": "乙", "outlet": "新报", "keywords": "民主监督、税务"}]))

    assert Article.objects.values_list("author", "outlet__name").get() == ("甲", "示例网")
    assert [str(tagging) for tagging in article.taggings.all()] == keywords
    assert "Readers see published reports as they were" in words(page)
    shown = {change.label: change.pieces[-1].text for change in changes_by(PendingEdit.objects.get())}
    assert (shown["author"], shown["keywords"][-2:], contents_of(PendingEdit.objects.get()).article.outlet.name) == (
        "乙",
        "税务",
        "新报",
    )


def test_a_second_sheet_changes_only_its_own_cells_of_the_edit():
    make_report()
    browser = signed_in("编辑")
    (row,) = rows(browser)
    for cells in ({"author": "乙"}, {"editor": "丙"}):
        confirm(browser, preview(browser, [row | cells]))

    contents = contents_of(PendingEdit.objects.get()).article
    assert (contents.author, contents.editor) == ("乙", "丙")


def test_a_sheet_does_not_change_what_is_in_the_trash(editor):
    article = make_report()
    (row,) = rows(editor)
    article.state = "trashed"
    article.save()

    assert "It is in the trash." in words(preview(editor, [row | {"author": "乙"}]))


def test_only_who_may_change_reports_may_import(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("one", is_staff=True))

    assert client.get(f"{LIST}import/").status_code == client.get(f"{LIST}export/").status_code == 403
