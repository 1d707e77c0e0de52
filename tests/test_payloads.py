"""Markup and scripts in every text that people or inputs bring are shown as text, on every kind of page."""

import csv
import hashlib
import io
import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from archive.models import ImportRun
from search.models import DictionaryWord, SynonymGroup
from tests.archive.builders import make_capture, make_metric
from tests.builders import make_article, make_section
from tests.payloads import PAYLOADS

pytestmark = pytest.mark.django_db

ADDRESSES = "//@href | //@src | //@action | //@formaction | //@data | //@srcdoc"
PACKS = [PAYLOADS[first : first + 3] for first in range(0, len(PAYLOADS), 3)]  # as many as a name has room for
LISTS = ("article", "capture", "removal", "metric", "organization", "outlet", "keyword", "importrun")


@pytest.fixture
def editor(admin_client):
    admin_client.cookies["django_language"] = "en"
    return admin_client


def make_report(payload):
    """A report with the payload wherever a report holds a text."""
    names = {"organization": payload, "outlet": payload, "author": payload, "editor": payload, "channel": payload}
    article = make_article(payload, text=payload, keywords=[payload], summary=payload, **names)
    section = make_section(article, number="一、", heading=payload, text=f"{payload}87次")
    make_metric(article, section=section, subject=payload, sentence=payload, doubt=1)
    sha256 = hashlib.sha256(payload.encode()).hexdigest()
    content = f"{payload}\n{payload}".encode()
    lines = [(1, "spam", payload)]
    make_capture(article, sha256=sha256, content=content, origin=f"{payload}.txt", removed=lines)
    return article


@pytest.fixture
def reports():
    return [make_report(" ".join(pack)) for pack in PACKS]


def alive(page):
    """Whatever of a payload is in the page as something else than text."""
    tree = html.fromstring(page.content.decode())
    return [
        *tree.xpath("//*[@pwn] | //pwn | //script[contains(., 'alert(1)')] | //style[contains(., 'display:none')]"),
        *tree.xpath("//@*[starts-with(name(), 'on')]"),
        *(found for found in tree.xpath(ADDRESSES) if found.lower().strip().startswith(("javascript:", "//", "data:"))),
    ]


def spaced(text):
    return " ".join(text.split())


def shown(page, payload):
    """Whether the page has the payload as text, or as the value of a field."""
    tree = html.fromstring(page.content.decode())
    return any(spaced(payload) in spaced(text) for text in [tree.text_content(), *tree.xpath("//@value")])


def assert_only_text(page, *payloads):
    assert page.status_code in (200, 400)
    assert alive(page) == []
    assert [payload for payload in payloads if not shown(page, payload)] == []


def test_there_are_a_hundred_and_each_would_be_noticed():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100
    noticed = [payload for payload in PAYLOADS if html.fromstring(f"<p>{payload}</p>").xpath("//*[@pwn]")]
    assert len(noticed) >= 85  # the others need another place, or to be decoded once more


def test_on_the_pages_of_reports_and_names(client, reports):
    for article, pack in zip(reports, PACKS, strict=True):
        assert_only_text(client.get(article.get_absolute_url()), *pack)
        assert_only_text(client.get(article.captures.get().get_absolute_url()), *pack)
        assert_only_text(client.get(article.organization.get_absolute_url()), *pack)


def test_on_pages_that_list_reports(client, reports):
    for address in ("/", "/years/2019/", "/articles/", "/articles/?page=2", "/metrics/", "/search/?q=pwn"):
        assert_only_text(client.get(address))
    for first in range(0, len(reports), 4):
        ids = ",".join(str(article.pk) for article in reports[first : first + 4])
        assert_only_text(client.get("/compare/", {"ids": ids}))


def test_as_queries(client):
    for payload in PAYLOADS:
        assert_only_text(client.get("/search/", {"q": payload}), payload)
    answer = client.get("/search/complete/", {"q": PAYLOADS[0]})
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/json", "nosniff")


def test_as_other_parameters(client):
    fields = ("q", "subject", "unit", "organization", "outlet", "keyword", "order", "ids", "year", "page")
    for pack in PACKS:
        for address in ("/articles/", "/metrics/", "/compare/", "/search/"):
            page = client.get(address, dict.fromkeys(fields, " ".join(pack)))
            assert page.status_code in (200, 400, 404)
            assert alive(page) == []


def test_in_the_lists_of_the_admin(editor, reports):
    ImportRun.objects.create(paths=list(PAYLOADS), failures=[{"path": payload} for payload in PAYLOADS])
    assert_only_text(editor.get("/admin/"))
    for name in LISTS:
        assert_only_text(editor.get(f"/admin/archive/{name}/", {"all": ""}))
    assert_only_text(editor.get("/admin/archive/article/", {"all": ""}), *PAYLOADS)
    assert_only_text(editor.get("/admin/archive/metric/review/"))
    assert_only_text(editor.get(reverse("admin:archive_importrun_change", args=[ImportRun.objects.get().pk])))


def test_in_the_forms_of_the_admin(editor):
    article = make_report(PAYLOADS[0])
    for number, pack in enumerate(PACKS, start=2):
        make_section(article, anchor=f"s{number}", heading=" ".join(pack), text=" ".join(pack))
    assert_only_text(editor.get(reverse("admin:archive_article_change", args=[article.pk])))
    for number, pack in enumerate(PACKS, start=2):
        section = article.sections.get(anchor=f"s{number}")
        assert_only_text(editor.get(reverse("admin:archive_section_change", args=[article.pk, section.pk])), *pack)
    assert_only_text(editor.get(reverse("admin:archive_article_delete", args=[article.pk])))
    assert_only_text(editor.get(reverse("admin:archive_article_history", args=[article.pk])))


def test_in_what_editors_tell_search(editor):
    for payload in PAYLOADS:
        SynonymGroup.objects.create(words=f"{payload} x")
        DictionaryWord.objects.create(word=payload[:20] + str(DictionaryWord.objects.count()))
    for name in ("synonymgroup", "dictionaryword"):
        assert_only_text(editor.get(f"/admin/search/{name}/", {"all": ""}))
        assert_only_text(editor.get(f"/admin/search/{name}/1/change/", follow=True))


def test_as_names_and_contents_of_files(editor, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    names = [" ".join(pack).replace("/", "∕") for pack in PACKS]
    files = [SimpleUploadedFile(f"{name}.txt", f"{name}\n全年协商87次。".encode()) for name in names]
    record = {"title": PAYLOADS[0], "outlet": PAYLOADS[1], "keywords": PAYLOADS, "text": "\n87次".join(PAYLOADS)}
    files.append(SimpleUploadedFile("one.json", json.dumps(record).encode()))
    address = editor.post("/admin/archive/importrun/upload/", {"files": files})["Location"]

    received = [unescape(name) for name in names]  # as browsers write quotes in names, so Django reads them
    assert_only_text(editor.get(address), *received)
    assert_only_text(editor.post(address), *received)


def test_in_a_sheet(editor):
    article = make_report(PAYLOADS[0])
    for first in range(0, len(PAYLOADS), 30):
        table = io.StringIO()
        rows = ([article.pk, payload, payload] for payload in PAYLOADS[first : first + 30])
        csv.writer(table).writerows([["id", "title", "author"], *rows])
        upload = SimpleUploadedFile("s.csv", table.getvalue().encode())
        page = editor.post("/admin/archive/article/import/", {"format": "0", "resource": "", "import_file": upload})
        assert_only_text(page)
        wrong = SimpleUploadedFile("s.csv", table.getvalue().replace("author", "published").encode())
        page = editor.post("/admin/archive/article/import/", {"format": "0", "resource": "", "import_file": wrong})
        assert_only_text(page, *PAYLOADS[first : first + 30])
