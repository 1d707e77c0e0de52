"""The list of reports, the reports of a year, and the page of one report."""

import re
from datetime import datetime

import pytest

from tests.archive.builders import make_capture, make_full_report, make_metric
from tests.builders import SHANGHAI, make_article, make_section

pytestmark = pytest.mark.django_db


def titles(page):
    return [article.title for article in page.context["articles"]]


# --- list ----------------------------------------------------------------------------------------


def test_list_when_the_archive_is_empty(client):
    page = client.get("/articles/")

    assert (page.status_code, titles(page)) == (200, [])


def test_list_is_newest_first_and_undated_last(client):
    make_article("示例：旧", published_at=datetime(2015, 1, 1, tzinfo=SHANGHAI))
    make_article("示例：无", published_at=None)
    make_article("示例：新", published_at=datetime(2020, 1, 1, tzinfo=SHANGHAI))

    assert titles(client.get("/articles/")) == ["示例：新", "示例：旧", "示例：无"]
    assert titles(client.get("/articles/?sort=oldest")) == ["示例：旧", "示例：新", "示例：无"]


def test_list_shows_first_lines_of_a_text_and_the_note_of_a_catalogue_record(client):
    make_article("示例：全文", text="第一行在此。\n第二行。")
    make_article("示例：目录", level="catalogue", summary="仅知题名。")

    html = client.get("/articles/").content.decode()

    assert "第一行在此。" in html
    assert "仅知题名。" in html


def test_filters_combine(client):
    make_article("示例：甲协商", organization="青禾区政协", outlet="示例网", keywords=["协商"])
    make_article("示例：乙协商", organization="青禾区政协", outlet="示例报", keywords=["协商"])
    make_article("示例：丙协商", organization="红枫市政协", outlet="示例网", keywords=["协商"])
    make_article("示例：丁提案", organization="青禾区政协", outlet="示例网", keywords=["提案"])

    page = client.get(
        "/articles/",
        {"organization": "qing-he-qu-zheng-xie", "outlet": "shi-li-wang", "keyword": "xie-shang", "year": "2019"},
    )

    assert titles(page) == ["示例：甲协商"]


@pytest.mark.parametrize("words", ["協商", "协商"])
def test_title_filter_finds_both_scripts(client, words):
    make_article("示例：青禾區協商報告")
    make_article("示例：青禾区协商报告")
    make_article("示例：提案")

    assert sorted(titles(client.get("/articles/", {"title": words}))) == [
        "示例：青禾区协商报告",
        "示例：青禾區協商報告",
    ]


@pytest.mark.parametrize("reports", [1, 3])
def test_list_asks_the_database_six_times_whatever_it_holds(client, django_assert_num_queries, reports):
    for number in range(reports):
        make_full_report(f"示例：{number}", number)

    with django_assert_num_queries(6):
        client.get("/articles/")


# --- year ----------------------------------------------------------------------------------------


def test_year_lists_its_reports_by_local_time(client):
    make_article("示例：跨年", published_at="2018-12-31T17:00:00+00:00", published_precision="minute")
    make_article("示例：前年", published_at=datetime(2018, 6, 1, tzinfo=SHANGHAI))

    assert titles(client.get("/years/2019/")) == ["示例：跨年"]


@pytest.mark.parametrize("year", [0, 2018, 99999, 10**30])
def test_year_without_reports_is_not_found(client, year):
    make_article()

    assert client.get(f"/years/{year}/").status_code == 404


def test_year_can_be_narrowed_further(client):
    make_article("示例：甲", keywords=["协商"])
    make_article("示例：乙", keywords=["提案"])

    page = client.get("/years/2019/?keyword=ti-an")

    assert titles(page) == ["示例：乙"]
    assert [facet.name for facet in page.context["facets"]] == ["organization", "outlet", "keyword"]


# --- one report ----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/articles/{}/", "/articles/{}/wrong-slug/"])
def test_an_outdated_address_leads_to_the_present_one(client, address):
    article = make_article()

    answer = client.get(address.format(article.pk))

    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())


@pytest.mark.parametrize("pk", [0, 404, 10**30])
def test_an_unknown_report_is_not_found(client, pk):
    assert client.get(f"/articles/{pk}/any/").status_code == 404


def test_sections_and_points_have_their_anchors(client):
    html = client.get(make_full_report().get_absolute_url()).content.decode()

    assert [anchor for anchor in ("lead", "s1", "s1-1") if html.count(f'id="{anchor}"') != 1] == []
    assert [anchor for anchor in ("lead", "s1", "s1-1") if f'<a href="#{anchor}">' not in html] == []


def test_a_figure_is_marked_in_the_text_and_listed_with_a_way_back(client):
    html = client.get(make_full_report().get_absolute_url()).content.decode()

    assert '座谈<a class="figure" id="figure-1-words" href="#figure-1">87次</a>。' in html
    assert '<tr id="figure-1">' in html
    assert '<a href="#figure-1-words">87次</a>' in html


def test_a_rejected_figure_is_neither_marked_nor_listed(client):
    article = make_full_report()
    article.metrics.update(status="rejected")

    page = client.get(article.get_absolute_url())

    assert page.context["figures"] == []
    assert "figure-1" not in page.content.decode()


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("year", '<time datetime="2019">2019</time>'),
        ("month", '<time datetime="2019-11">November 2019</time>'),
        ("day", '<time datetime="2019-11-22">22 November 2019</time>'),
        ("minute", '<time datetime="2019-11-22T16:16:00+08:00">22 November 2019, 16:16</time>'),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(client, precision, shown):
    article = make_article(published_precision=precision)

    html = client.get(article.get_absolute_url(), headers={"accept-language": "en"}).content.decode()

    assert f"<dd>{shown}</dd>" in html


@pytest.mark.parametrize(("script", "language"), [("hans", "zh-Hans"), ("hant", "zh-Hant"), ("mixed", "zh")])
def test_the_text_says_its_script(client, script, language):
    article = make_article(script=script, text="正文")

    html = client.get(article.get_absolute_url()).content.decode()

    assert f'<article class="report-text" lang="{language}">' in html
    assert f'<h1 lang="{language}">' in html


def test_a_catalogue_record_says_that_its_text_is_not_held_and_shows_its_figures(client):
    article = make_article(level="catalogue", summary="仅知题名与数字。")
    make_metric(article, raw="123件", value=123, unit="件", subject="提案")

    html = client.get(article.get_absolute_url(), headers={"accept-language": "en"}).content.decode()

    assert "Catalogue record: the archive does not hold the text of this report." in html
    assert "仅知题名与数字。" in html
    assert '<tr id="figure-1">' in html


def test_provenance_gives_the_file_name_but_not_its_folders(client):
    article = make_article()
    make_capture(article, origin="/home/someone/private/2019.txt", encoding="gb18030", sha256="b" * 64)

    html = client.get(article.get_absolute_url()).content.decode()

    assert "<dd>2019.txt</dd>" in html
    assert "gb18030" in html
    assert "b" * 64 in html
    assert "private" not in html


def test_removed_lines_are_those_of_the_latest_original(client):
    article = make_article()
    make_capture(article, sha256="a" * 64, removed=[(1, "spam", "旧垃圾")])
    make_capture(article, sha256="b" * 64, removed=[(4, "share", "分享到")])

    page = client.get(article.get_absolute_url())

    assert [(removal.line, removal.rule, removal.text) for removal in page.context["removals"]] == [
        (4, "share", "分享到")
    ]
    assert "旧垃圾" not in page.content.decode()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)"])
def test_an_address_that_is_no_web_address_is_no_link(client, address):
    article = make_article(url=address, level="catalogue")

    assert f'href="{address}' not in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("sections", [1, 3])
def test_a_report_page_asks_the_database_seven_times_whatever_it_holds(client, django_assert_num_queries, sections):
    article = make_full_report()
    make_capture(article, removed=[(line, "spam", "垃圾") for line in range(sections)])
    for number in range(sections):
        section = make_section(article, anchor=f"t{number}", text=f"第{number}段，走访9次。")
        make_section(article, kind="point", anchor=f"t{number}-1", parent=section, text="点")
        make_metric(article, section=section, raw="9次", value=9)
    article.set_keywords([])

    with django_assert_num_queries(7):
        client.get(article.get_absolute_url())


def test_a_figure_whose_sentence_the_text_no_longer_has_is_marked(client):
    article = make_article(text="正文。")
    make_metric(article, raw="121次", section=None, sentence="召开座谈会121次。", status="confirmed")

    page = client.get(article.get_absolute_url(), headers={"accept-language": "en"}).text

    assert re.search(r"召开座谈会121次。\s*<span class=\"label\" lang=\"en\">of an earlier text</span>", page)
