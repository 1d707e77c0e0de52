"""Which lines of a page are the report."""

import pytest

from archive.importing.extracting.html import read_page

PROSE = "<p>示例市政协召开协商座谈会，听取意见。会上有19名委员发言，建议四十二条。</p>"
MENU = "<ul><li><a href='/'>首页</a></li><li><a href='/n'>要闻</a></li></ul>"
NOTICE = "<div>示例网郑重声明：所载文章仅供参考，版权归原作者所有，转载请注明出处。如有疑问，请来电。</div>"


def main(page):
    return [line.text for line in read_page(page).lines if line.main]


def title(page):
    return read_page(page).hints.title


def test_menus_and_notices_are_outside():
    page = f"<div>{MENU}</div><div><div>{PROSE}{PROSE}<p>短句</p></div></div>{NOTICE}"

    assert len(main(page)) == 3


def test_one_long_paragraph_is_not_the_whole_report():
    page = f"<div><p>{PROSE * 8}</p><p>还有一句，也是正文。</p></div>"

    assert main(page)[-1] == "还有一句，也是正文。"


def test_a_report_of_one_paragraph_outweighs_notices():
    page = f"<div>{MENU}</div><div><h1>示例：标题</h1><div>{PROSE}</div></div>{NOTICE}{NOTICE}"

    assert main(page) == ["示例：标题", *main(PROSE)]


def test_the_title_above_belongs_to_it_with_what_stands_between():
    above = "<div>要闻</div><div>示例：标题</div><div>来源：示例网</div>"
    page = f"<title>示例：标题_网</title>{above}<div>{PROSE}{PROSE}</div>"

    assert main(page)[:2] == ["示例：标题", "来源：示例网"]


def test_the_title_is_as_the_page_prints_it():
    page = f"<title>示例：标题 副题-频道-示例网</title>{MENU}<p>示例：标题　副题</p><div>{PROSE}{PROSE}</div>"

    assert title(page) == "示例：标题　副题"


def test_a_heading_wins_over_a_longer_line():
    above = "<title>示例会议召开 示例网首页</title><div>示例会议召开 示例网首页</div><h1>示例会议召开</h1>"
    page = f"{above}<div>{PROSE}</div>"

    assert title(page) == "示例会议召开"


def test_without_such_a_line_the_head_is_cut_at_the_site():
    assert [
        title(f"<title>{head}</title>{PROSE}") for head in ("示例：甲_示例网", "示例：乙 - 示例网", "示例：丙｜示例网")
    ] == [
        "示例：甲",
        "示例：乙",
        "示例：丙",
    ]


def test_a_page_without_head_takes_its_heading():
    assert title(f"<h2>示例：标题</h2><div>{PROSE}{PROSE}</div>") == "示例：标题"


@pytest.mark.parametrize("head", ["示例县政协", "新闻详情-示例网", "示例政协网"])
@pytest.mark.parametrize("printed", ["<h1>示例：标题</h1>", "<div class='article-title'>示例：标题</div>"])
def test_a_head_that_names_only_the_site_tells_nothing_of_the_title(head, printed):
    page = f"<title>{head}</title><h2>示例县政协</h2>{MENU}{printed}<p>来源：示例网</p><div>{PROSE}{PROSE}</div>"

    assert title(page) == "示例：标题"


def test_a_head_that_only_names_the_site_is_no_title():
    assert title(f"<title>示例县政协</title><div>{PROSE}{PROSE}</div>") == ""


def test_a_title_may_be_broken_over_the_lines_of_its_heading():
    page = f"<title>示例：标题的前半 后半_示例网</title><h1>示例：标题的前半<br>后半</h1><div>{PROSE}{PROSE}</div>"

    assert title(page) == "示例：标题的前半 后半"


def test_a_broken_title_is_joined_where_the_head_names_only_the_site():
    printed = "<div class='title'>示例：标题的前半<br>后半<br>——副题</div>"

    assert title(f"<title>示例县政协</title>{printed}<div>{PROSE}{PROSE}</div>") == "示例：标题的前半 后半"


def test_a_subtitle_in_the_heading_that_the_head_lacks_is_no_part_of_the_title():
    page = f"<title>示例：标题_示例网</title><h1>示例：标题<br>——副题</h1><div>{PROSE}{PROSE}</div>"

    assert title(page) == "示例：标题"


@pytest.mark.parametrize("cut", ["…", "..."])
def test_a_title_that_the_head_cuts_off_is_taken_whole(cut):
    page = f"<title>示例：很长的标题{cut}</title><h1>示例：很长的标题在页面上</h1><div>{PROSE}{PROSE}</div>"

    assert title(page) == "示例：很长的标题在页面上"


def test_a_page_without_prose_is_kept_whole():
    assert main("<p>甲</p><div>乙</div>") == ["甲", "乙"]
