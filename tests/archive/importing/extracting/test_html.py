"""Lines of web pages and what their layout says."""

import pytest

from archive.importing.extracting.html import declared_charset, read_page
from archive.importing.records import InputError, TextLine

TEXT = "<p>示例市政协召开协商座谈会。会上有19名委员发言。</p><p>会后形成纪要。</p>"


def texts(page):
    return [line.text for line in read_page(page).lines]


def test_blocks_and_breaks_end_lines():
    assert texts("<div>甲<p>乙</p>丙<br>丁</div>") == ["甲", "乙", "丙", "丁"]


def test_inline_elements_do_not():
    assert texts("<p>甲<b>乙</b><span>丙</span></p>") == ["甲乙丙"]


def test_white_space_is_joined_but_the_ideographic_space_stays():
    assert texts("<p> 甲 \n &nbsp; 乙　丙 </p>") == ["甲 乙　丙"]


def test_scripts_styles_comments_and_forms_are_no_text():
    page = "<p>甲</p><script>乙</script><style>丙</style><!-- 丁 --><select><option>戊</option></select>"

    assert texts(page) == ["甲"]


def test_a_line_has_the_number_of_its_place_in_the_page():
    assert [line.number for line in read_page("<div>\n<p>甲</p>\n\n<p>乙</p></div>").lines] == [2, 4]


def test_headings_and_links_are_told():
    lines = read_page("<h2>甲</h2><p><a href='/'>乙乙</a>丙丙</p>").lines

    assert [(line.heading, line.linked) for line in lines] == [(True, 0.0), (False, 0.5)]


@pytest.mark.parametrize(
    "attributes",
    [
        'style="display:none"',
        'style="DISPLAY : None;"',
        'style="visibility:hidden"',
        'style="font-size:0px"',
        'style="position:absolute;left:-9999px"',
        'style="text-indent:-999em"',
        'style="height:1px;overflow:hidden"',
        "hidden",
    ],
)
def test_what_no_reader_sees_is_hidden(attributes):
    page = f"<p>正文<span {attributes}>赌场</span>继续。</p><div {attributes}><p>博彩</p></div>"

    assert [(line.text, line.hidden) for line in read_page(page).lines] == [
        ("赌场", True),
        ("正文继续。", False),
        ("博彩", True),
    ]


@pytest.mark.parametrize("style", ["font-size:0.9em", "left:-5px", "opacity:0.8", "height:100px", "font-size:05px"])
def test_what_readers_see_is_not(style):
    assert not read_page(f'<p style="{style}">正文</p>').lines[0].hidden


def test_a_marquee_is_hidden():
    assert read_page("<p>甲</p><marquee>乙</marquee>").lines[1].hidden


def test_hints_come_from_the_head():
    page = f"""<head><title>标题_示例网</title><meta name="PubDate" content="2019-09-18 06:23">
        <meta name="ContentSource" content="示例日报"><meta property="og:url" content="https://example.org/a"></head>{TEXT}"""
    hints = read_page(page).hints

    assert (hints.title, hints.published, hints.outlet, hints.url) == (
        "标题",
        "2019-09-18 06:23",
        "示例日报",
        "https://example.org/a",
    )


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="GBK">', "GBK"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb2312"),
        (b'<?xml version="1.0" encoding="Big5"?>', "Big5"),
        (b"<p>charset=gbk</p>", ""),
    ],
)
def test_declared_charset(head, charset):
    assert declared_charset(head) == charset


def test_an_empty_page_is_refused():
    with pytest.raises(InputError):
        read_page("<!-- nothing -->")


@pytest.mark.parametrize(
    "page", ["<a " * 20_000, "<div>" * 20_000 + "甲", "<!--" * 20_000 + "甲", "<p title='" + "甲" * 10**6]
)
def test_bombs_are_read_or_refused(page):
    try:
        lines = read_page(page).lines
    except InputError as refusal:
        lines = str(refusal)

    assert lines is not None


def test_first_line():
    assert read_page("<p>甲</p>").lines == (TextLine(1, "甲"),)


DATA = (
    "<tr><th>项目</th><th>次数</th></tr><tr><td><p>座谈</p></td><td>12</td></tr><tr><td>走访<br>入户</td><td></td></tr>"
)


def test_a_row_of_data_is_one_line_with_tabs_between_its_cells():
    assert texts(f"<p>见表。</p><table>{DATA}</table>") == ["见表。", "项目\t次数", "座谈\t12", "走访 入户"]


def test_an_empty_cell_keeps_its_place():
    assert texts(
        "<table><tr><td>项目</td><td>上年</td><td>本年</td></tr><tr><td>座谈</td><td></td><td>12</td></tr></table>"
    ) == [
        "项目\t上年\t本年",
        "座谈\t\t12",
    ]


@pytest.mark.parametrize(
    "table",
    [
        f"<tr><td>题目</td><td>日期</td></tr><tr><td>{'协商会议开得好。' * 20}</td><td>今日</td></tr>",  # its text
        "<tr><td>发文机关：</td><td>示例办公厅</td></tr><tr><td>主题词：</td><td>提案</td></tr>",  # its facts
        "<tr><td>题目</td></tr><tr><td>正文。</td></tr>",  # one cell a row
        "<tr><td>题目</td><td>正文。</td></tr>",  # one row
        "<tr><td><a>首页</a></td><td><a>新闻</a></td></tr><tr><td><a>提案</a></td><td><a>视察</a></td></tr>",  # links
    ],
)
def test_a_table_that_places_text_on_the_page_is_read_cell_by_cell(table):
    assert not any("\t" in text for text in texts(f"<table>{table}</table>"))


def test_a_table_around_a_table_of_data_is_not_one():
    page = f"<table><tr><td>题目</td><td>正文</td></tr><tr><td>见表</td><td><table>{DATA}</table></td></tr></table>"

    assert texts(page) == ["题目", "正文", "见表", "项目\t次数", "座谈\t12", "走访 入户"]


def test_hidden_text_in_a_row_stays_apart():
    lines = read_page(
        f"<table>{DATA}<tr><td>视察<span style='display:none'>广告</span></td><td>3</td></tr></table>"
    ).lines

    assert [(line.text, line.hidden) for line in lines[-2:]] == [("广告", True), ("视察\t3", False)]
