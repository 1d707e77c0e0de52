"""Importing files in the admin: seen first, then imported as seen; nobody else's, and no name is a path."""

import io
import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from archive.admin import import_runs
from archive.editing import uploads
from archive.models import Article, Capture, ImportRun, PendingEdit
from tests.archive import desk
from tests.archive.desk import errors

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/archive/importrun/upload/"
REPORT = """示例：青禾区协商报告
2019-11-22 16:16 来源：示例网
青禾区政协坚持协商在前，全年有序开展工作。
一、加强学习
全年组织座谈87次。
二、深入协商
形成建议35条。
【责任编辑：甲】
"""


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def text_file(name="报告.txt", text=REPORT):
    return SimpleUploadedFile(name, text.encode())


def sent(browser, *files):
    return browser.post(UPLOAD, {"files": list(files)})


def words(page):
    return html.fromstring(page.content.decode()).text_content()


def waiting():
    return [path for path in Path(settings.DATA_DIR, "uploads").glob("*/*") if path.is_dir()]


def signed_in(client, django_user_model, name, *, may_import=True):
    user = django_user_model.objects.create_user(name, is_staff=True)
    if may_import:
        user.user_permissions.set(
            Permission.objects.filter(codename__in=["add_article", "change_article", "publish_article"])
        )
    client.force_login(user)
    return client


def test_what_is_in_a_file_is_shown_before_anything_is_stored(editor):
    page = editor.get(sent(editor, text_file())["Location"])

    (shown,) = page.context["shown"]
    record = shown.outcome.record
    assert (record.title, record.outlet, str(shown.status)) == ("示例：青禾区协商报告", "示例网", "new report")
    for text in ("报告.txt", record.title, "22 November 2019, 16:16", "示例网", "一、加强学习", "87次"):
        assert text in words(page)
    assert [(removed.line, removed.rule, removed.text) for removed in record.removed] == []
    assert (Article.objects.count(), Capture.objects.count(), ImportRun.objects.count()) == (0, 0, 0)


def test_what_is_left_out_is_shown_with_its_line_and_rule(editor):
    page = editor.get(sent(editor, text_file(text=REPORT + "分享到：微信 微博\n"))["Location"])

    (row,) = html.fromstring(page.content.decode()).xpath("//section//tbody/tr")
    assert [" ".join(cell.text_content().split()) for cell in row] == ["9", "share buttons share", "分享到：微信 微博"]


def test_exactly_the_files_seen_are_imported_and_let_go(editor):
    preview = sent(editor, text_file())["Location"]
    page = editor.post(preview)

    (article,) = Article.objects.all()
    assert Capture.objects.get().origin == "报告.txt"
    assert ImportRun.objects.get().paths == ["报告.txt"]
    assert f"/admin/archive/article/{article.pk}/change/" in page.content.decode()
    assert waiting() == []
    assert editor.post(preview, follow=True).redirect_chain == [(UPLOAD, 302)]
    assert ImportRun.objects.count() == 1


def test_what_is_given_up_is_not_imported(editor):
    editor.post(sent(editor, text_file())["Location"], {"cancel": "1"})

    assert (Article.objects.count(), ImportRun.objects.count(), waiting()) == (0, 0, [])


def test_files_inside_a_zip_are_shown_one_by_one(editor):
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("甲.txt", REPORT)
        archive.writestr("乙.txt", "不是")
        archive.writestr("图.png", b"")
    page = editor.get(sent(editor, SimpleUploadedFile("全部.zip", packed.getvalue()))["Location"])

    assert [each.outcome.path for each in page.context["shown"]] == ["全部.zip::乙.txt", "全部.zip::甲.txt"]
    assert page.context["passed_over"] == 1


def test_a_duplicate_and_a_change_lead_to_their_report(editor):
    editor.post(sent(editor, text_file())["Location"])
    article = Article.objects.get()
    changed = text_file(text=REPORT.replace("87次", "88次"))
    page = editor.get(sent(editor, text_file("另一.txt", "\n" + REPORT), changed)["Location"])

    assert [(str(each.status), each.article) for each in page.context["shown"]] == [
        ("duplicate: will not be stored", article),
        ("changes the report", article),
    ]


def sent_as(browser, name):
    """A file sent under a name that no decent browser would give it."""
    head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    return browser.generic("POST", UPLOAD, f"{head}{REPORT}\r\n--x--\r\n".encode(), "multipart/form-data; boundary=x")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../escape.txt", "escape.txt"),
        ("/etc/passwd", "passwd"),
        ("..\\a.txt", "a.txt"),
        ("names.json", "names.json"),
    ],
)
def test_a_file_name_is_no_path(editor, data_dir, name, kept):
    page = editor.get(sent_as(editor, name)["Location"])

    assert [outcome.outcome.path for outcome in page.context["shown"]] == [kept]
    (folder,) = waiting()
    assert {path.name for path in folder.iterdir()} == {"0", "names.json"}
    assert {path.name for path in data_dir.iterdir()} <= {"uploads", "index"}


def test_nobody_sees_or_imports_another_persons_files(client, django_user_model):
    preview = sent(signed_in(client, django_user_model, "one"), text_file())["Location"]
    other = signed_in(client, django_user_model, "other")

    assert other.get(preview)["Location"] == other.post(preview)["Location"] == UPLOAD
    assert Article.objects.count() == 0
    assert len(waiting()) == 1


def test_only_who_may_add_reports_may_import(client, django_user_model):
    browser = signed_in(client, django_user_model, "reader", may_import=False)

    assert browser.get(UPLOAD).status_code == sent(browser, text_file()).status_code == 403
    assert browser.post(f"{UPLOAD}{'0' * 32}/").status_code == 403


@pytest.mark.parametrize("token", ["0" * 32, "names", "0"])
def test_a_token_that_leads_nowhere_is_told(editor, token):
    page = editor.get(f"{UPLOAD}{token}/", follow=True)

    assert "These files wait no longer" in words(page)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "This field is required."),
        ([("a.txt", "")], "The submitted file is empty."),
        ([("a.txt", "文"), ("a.txt", "字")], "Two files are named a.txt: rename one."),
        ([("a.txt", "文" * 60)], "Together they are larger than 100\xa0bytes."),
        ([("a.jsonl", '{"title": "t"}\n' * 6)], "They hold more than 5 reports."),
    ],
)
def test_what_cannot_be_taken_is_told(editor, monkeypatch, files, told):
    monkeypatch.setattr(uploads, "LARGEST", 100)
    monkeypatch.setattr(import_runs, "MOST_REPORTS", 5)
    page = sent(editor, *(text_file(name, text) for name, text in files))

    (error,) = errors(page)
    assert error.startswith(told)
    assert waiting() == []


def test_files_that_wait_too_long_are_let_go(editor):
    sent(editor, text_file())
    (old,) = waiting()
    os.utime(old, (0, 0))
    sent(editor, text_file())

    assert old not in waiting()
    assert len(waiting()) == 1


def test_an_editor_imports_drafts_and_edits_that_wait(data_dir):
    browser = desk.signed_in("编辑")
    address = sent(browser, text_file())["Location"]
    assert "new report: will be a draft" in words(browser.get(address))
    assert "stored as a draft" in words(browser.post(address))
    assert Article.objects.get().state == "draft"
    Article.objects.update(state="published")

    address = sent(browser, text_file(text=REPORT.replace("87次", "88次")))["Location"]
    assert "changes a published report: will wait as an edit" in words(browser.get(address))
    assert "waits as an edit of the published report" in words(browser.post(address))

    assert "87次" in "".join(Article.objects.get().sections.values_list("text", flat=True))
    assert "88次" in PendingEdit.objects.get().contents


def test_a_reviewer_imports_what_readers_see_at_once(data_dir):
    browser = desk.signed_in("审核")

    assert "stored" in words(browser.post(sent(browser, text_file())["Location"]))
    assert Article.objects.get().state == "published"
