"""The page of a capture: every line in its place, nothing that runs, decisions for editors only."""

from collections import Counter

import pytest
from lxml import html

from archive.importing.pipeline import import_paths
from archive.models import Article, Capture, Removal

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
DUMP = f"示例：青禾区读书会\n首页 > 要闻\n读书会每月举行一次，委员轮流领读。{SCRIPT}\n更多>>\n全年共有三百人次参加。\n"
HIDDEN = "示例：读书会的名单另行公布，欢迎查询。"
PAGE = f"""<html><head><title>示例：青禾区读书会</title></head><body><h1>示例：青禾区读书会</h1>
<p>读书会每月举行一次，委员轮流领读。</p>
<p style="display:none">{HIDDEN}</p>
<p>全年共有委员三百人次参加，形成建议十二条。</p></body></html>"""


def imported(folder, text, name="a.txt"):
    (folder / name).write_text(text, encoding="utf-8")
    list(import_paths([folder / name], Counter()))
    return Capture.objects.select_related("article").latest()


def tree(page):
    return html.fromstring(page.content.decode())


def test_each_line_is_shown_and_what_was_removed_stands_in_its_place(client, tmp_path):
    capture = imported(tmp_path, DUMP)
    page = client.get(capture.get_absolute_url())
    lines = tree(page).xpath("//ol[@class='lines']/li")

    assert [line.xpath("string(span|del)") for line in lines] == DUMP.split("\n")
    assert [(line.get("id"), line.xpath("string(.//code)")) for line in lines if line.xpath("./del")] == [
        ("L2", "breadcrumb"),
        ("L4", "more"),
    ]
    assert SCRIPT not in page.content.decode()


def test_the_report_leads_to_its_capture_and_back(client, tmp_path):
    capture = imported(tmp_path, DUMP)
    there = tree(client.get(capture.article.get_absolute_url())).xpath("//dl[@class='capture']//a/@href")

    assert there == [capture.get_absolute_url()]
    assert capture.article.get_absolute_url() in tree(client.get(there[0])).xpath("//main//a/@href")


def test_the_original_is_a_download_that_runs_nothing(client, tmp_path):
    capture = imported(tmp_path, PAGE, "a.html")
    answer = client.get(f"{capture.get_absolute_url()}original")

    assert answer.content == PAGE.encode()
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f'attachment; filename="{capture.sha256[:12]}.bin"',
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_bytes_that_are_no_text_can_only_be_downloaded(client, tmp_path):
    capture = imported(tmp_path, DUMP)
    Capture.objects.update(content=b"PK\x03\x04\x00\x00")

    page = tree(client.get(capture.get_absolute_url()))

    assert page.xpath("count(//*[contains(@class, 'notice')])") == 1
    assert len(page.xpath("//section[@aria-labelledby='elsewhere-title']//li")) == 2


@pytest.mark.parametrize("ending", ["", "original"])
def test_captures_of_unpublished_reports_are_for_editors(client, admin_client, tmp_path, ending):
    capture = imported(tmp_path, DUMP)
    Article.objects.update(state="review")
    address = capture.get_absolute_url() + ending

    assert (client.get(address).status_code, admin_client.get(address).status_code) == (404, 200)


def test_a_capture_has_its_address_under_its_own_report_only(client, tmp_path):
    capture = imported(tmp_path, DUMP)
    other = Article.objects.create(title="示例：另一篇")

    assert client.get(f"/articles/{other.pk}/captures/{capture.sha256}/").status_code == 404


def test_long_captures_come_in_pages(client, tmp_path):
    capture = imported(tmp_path, DUMP + "一行正文。\n" * 600)
    page = tree(client.get(f"{capture.get_absolute_url()}?page=2"))

    assert page.xpath("//ol[@class='lines']/li[1]/@id") == ["L501"]


def test_readers_get_no_buttons_and_no_cookie(client, tmp_path):
    answer = client.get(imported(tmp_path, PAGE, "a.html").get_absolute_url())

    assert (tree(answer).xpath("//main//form"), answer.cookies) == ([], {})


def test_an_editor_restores_with_one_click(editor, tmp_path):
    capture = imported(tmp_path, PAGE, "a.html")
    (form,) = tree(editor.get(capture.get_absolute_url())).xpath("//main//form")

    answer = editor.post(form.get("action"), {"decision": "restore"})

    assert answer["Location"] == f"{capture.get_absolute_url()}?page=1#L3"
    assert HIDDEN in Article.objects.get().sections.get().text


def test_a_refusal_says_why(editor, tmp_path):
    imported(tmp_path, PAGE, "a.html")
    Article.objects.get().sections.update(text="编辑改过的正文。")

    answer = editor.post(f"/removals/{Removal.objects.get(text=HIDDEN).pk}/decide", {"decision": "restore"})

    assert answer.status_code == 409
    assert "changed by hand" in tree(answer).xpath("string(//*[@role='alert'])")


@pytest.mark.parametrize("decision", ["", "destroy"])
def test_an_unknown_decision_is_refused(editor, tmp_path, decision):
    imported(tmp_path, PAGE, "a.html")
    address = f"/removals/{Removal.objects.get(text=HIDDEN).pk}/decide"

    assert (editor.post(address, {"decision": decision}).status_code, editor.get(address).status_code) == (400, 405)


def test_readers_decide_nothing(client, tmp_path):
    imported(tmp_path, PAGE, "a.html")
    answer = client.post(f"/removals/{Removal.objects.get(text=HIDDEN).pk}/decide", {"decision": "restore"})

    assert (answer.status_code, Removal.objects.get(text=HIDDEN).status) == (302, "doubtful")
    assert "/admin/login/" in answer["Location"]
