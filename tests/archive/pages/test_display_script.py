"""A report in the script a reader chooses, and how long it takes."""

import pytest

from archive.models import Section
from archive.pages.display_script import minutes_to_read
from tests.archive.builders import make_metric
from tests.builders import make_article

pytestmark = pytest.mark.django_db

NOTICE = 'class="notice converted"'


def page(client, article, **asked):
    return client.get(article.get_absolute_url(), asked, headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize(
    ("script", "language", "shown"),
    [
        ("hans", "zh-Hans", "里面的头发与信息。"),
        ("hant-tw", "zh-Hant-TW", "裡面的頭髮與資訊。"),
        ("hant-hk", "zh-Hant-HK", "裏面的頭髮與信息。"),
    ],
)
def test_text_is_converted_and_says_so(client, script, language, shown):
    html = page(client, make_article(text="里面的头发与信息。"), script=script)

    assert f'<article class="report-text" lang="{language}">' in html
    assert f"<p>{shown}" in html
    assert NOTICE in html


def test_the_title_and_the_contents_are_converted(client):
    article = make_article("示例：头发", text="文")
    Section.objects.create(article=article, anchor="s1", position=1, number="一、", heading="发展")

    html = page(client, article, script="hant-tw")

    assert '<h1 lang="zh-Hant-TW">示例：頭髮</h1>' in html
    assert '<span lang="zh-Hant-TW">一、發展</span>' in html


@pytest.mark.parametrize("script", ["", "xx", "hant"])
def test_a_report_is_shown_as_published_unless_a_known_script_is_asked_for(client, script):
    html = page(client, make_article(text="头发"), script=script)

    assert ("<p>头发" in html, NOTICE in html) == (True, False)


def test_traditional_text_keeps_characters_that_simplified_text_would_have_for_others(client):
    assert "<p>皇后乘船，后來" in page(client, make_article(script="hant", text="皇后乘船，后來"), script="hant-tw")


def test_nothing_converted_is_stored(client):
    article = make_article(text="头发")

    page(client, article, script="hant-tw")

    assert article.sections.get().text == "头发"


def test_the_way_to_the_original_keeps_the_query(client):
    html = page(client, make_article(text="头发"), script="hans", q="头发")

    assert '<a href="?q=%E5%A4%B4%E5%8F%91" rel="nofollow">Read the original</a>' in html


def test_marks_stay_at_their_words_where_the_length_stays(client):
    article = make_article(text="关于头发的座谈87次。")
    make_metric(article, section=article.sections.get())

    html = page(client, article, script="hant-hk", q="头发")

    assert '關於<mark id="hit-1">頭髮</mark>' in html
    assert 'id="figure-1-words" href="#figure-1">87次</a>' in html


def test_marks_are_left_out_of_a_paragraph_whose_length_changes(client):
    article = make_article(text="头发博客87次。\n头发。")
    make_metric(article, section=article.sections.get())

    html = page(client, article, script="hant-tw", q="头发")

    assert "<p>頭髮部落格87次。" in html
    assert '<p><mark id="hit-2">頭髮</mark>' in html
    assert '<a href="#lead">87次</a></th>' in html


@pytest.mark.parametrize(("length", "minutes"), [(0, 0), (1, 1), (500, 1), (501, 2), (5_000, 10)])
def test_reading_time_is_in_whole_minutes(length, minutes):
    assert minutes_to_read([Section(text="字" * length)]) == minutes


def test_the_page_says_how_long_it_takes(client):
    assert "<dd>about 2 minutes</dd>" in page(client, make_article(text="字" * 700))
