"""Sixty hacked pages made of our own samples: no advertising is kept, and no text is lost; reports on crime stay."""

from pathlib import Path

import pytest

from archive.importing.extracting.formats import SUFFIXES
from archive.importing.inputs.containers import Input
from archive.importing.reading.reader import read_article

SAMPLES = sorted(
    path for path in (Path(__file__).parents[4] / "fixtures" / "samples").iterdir() if path.suffix == ".txt"
)[:6]

ADVERTS = (
    "澳门新葡京在线赌场注册送彩金，百家乐官网开户",
    "六合彩开奖直播 时时彩投注平台 北京赛车计划群",
    "代开发票加微信 办证刻章 信用卡套现秒到账",
    "少妇人妻无码在线观看 国产精品一区二区免费看",
    "刷单兼职日结 网赚躺赚 加QQ群领红包 88345566",
    "時時彩平台 百家樂官網 老虎機開戶送彩金",
)
TELLING = [
    "葡京",
    "赌场",
    "賭場",
    "彩金",
    "百家乐",
    "百家樂",
    "六合彩",
    "时时彩",
    "時時彩",
    "北京赛车",
    "发票",
    "刻章",
    "套现",
    "人妻",
    "无码",
    "一区二区",
    "刷单",
    "网赚",
    "老虎機",
]


def page(title, paragraphs, **planted):
    """A saved page of the report, with something *planted* before it, above, within or below its text."""
    before, above, within, below = (planted.get(place, "") for place in ("before", "above", "within", "below"))
    half = len(paragraphs) // 2
    first, second = ("".join(f"<p>{line}</p>\n" for line in part) for part in (paragraphs[:half], paragraphs[half:]))
    return (
        f"{before}<!DOCTYPE html>\n<html><head><title>{title}</title></head><body>\n{above}"
        f'<div class="main"><h1>{title}</h1>\n{first}{within}{second}</div>\n{below}</body></html>'
    )


def each(form, adverts=ADVERTS):
    return "\n".join(form.format(advert) for advert in adverts)


def entities(text):
    return "".join(f"&#{ord(letter)};" for letter in text)


WAYS = {
    "hidden div": {"within": each('<div style="display:none">{}</div>')},
    "white text": {"within": each('<p style="color:#FFF">{}</p>')},
    "before html": {"before": each("<p>{}</p>\n")},
    "marquee": {"within": each('<marquee width="1">{}</marquee>')},
    "tiny font": {"within": each('<p><span style="font-size:1px">{}</span></p>')},
    "off screen": {"within": each('<div style="position:absolute;left:-9999px">{}</div>')},
    "comments": {"above": each("<p>{}</p>"), "below": "<p>沙发！楼主好人</p>" + each("<p>网友：{}</p>")},
    "zero width": {"within": each("<p>{}</p>", ["&#8203;".join(advert) for advert in ADVERTS])},
    "entities": {"within": each("<p>{}</p>", [entities(advert) for advert in ADVERTS])},
    "links": {"below": "<ul>" + each('<li><a href="http://example.org/">{}</a></li>') + "</ul>"},
}


def read(text, kind="html"):
    record = read_article(Input("page", "page", text.encode(), kind)).record
    return record


def lines_of(record):
    return [line for section in record.walk() for line in section.content.split("\n")]


def sample(path):
    return read_article(Input(path.name, str(path), path.read_bytes(), SUFFIXES.get(path.suffix, "text")))[0]


def letters_of(record):
    return "".join("".join(lines_of(record)).split())


def loss(clean, kept):
    """Share of the clean text's characters that are not kept, line by line."""
    held = "".join("".join(kept).split())
    lines = ["".join(line.split()) for line in clean]
    return sum(len(line) for line in lines if line not in held) / sum(map(len, lines))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_advertising_is_kept_and_no_text_is_lost(path, way):
    clean = sample(path)
    hacked = read(page(clean.title, lines_of(clean), **WAYS[way]))
    kept = [hacked.title, *lines_of(hacked)]

    assert [word for word in TELLING if word in "".join(kept)] == []
    assert loss(lines_of(clean), kept) <= 0.001
    assert hacked.state == "published"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_advertising_in_a_text_dump_goes_too(path):
    clean = sample(path)
    lines = lines_of(clean)
    dump = "\n".join([clean.title, ADVERTS[0], *lines[:3], *ADVERTS[1:4], *lines[3:], *ADVERTS[4:]])

    kept = [(record := read(dump, "text")).title, *lines_of(record)]

    assert [word for word in TELLING if word in "".join(kept)] == []
    assert loss(lines, kept) <= 0.001


def test_advertising_between_the_sentences_of_a_paragraph_goes_and_the_sentences_stay():
    kept = lines_of(
        read(
            "示例：青禾区读书会\n读书会每月举行一次，委员轮流领读。"
            + ADVERTS[1]
            + "。全年共有委员三百人次参加，形成建议十二条。",
            "text",
        )
    )

    assert kept == ["读书会每月举行一次，委员轮流领读。全年共有委员三百人次参加，形成建议十二条。"]


@pytest.mark.parametrize(
    "advert", ["六*合*彩开奖直播 百·家·乐官网 时-时-彩投注", "&#36172;&#22330;注册送彩金 百家乐开户"]
)
def test_words_in_disguise_are_known(advert):
    record = read(
        f"示例：青禾区读书会\n读书会每月举行一次，委员轮流领读。\n{advert}\n全年共有委员三百人次参加。", "text"
    )

    assert lines_of(record) == ["读书会每月举行一次，委员轮流领读。", "全年共有委员三百人次参加。"]


REPORTS_ON_CRIME = {
    "禁毒": """
        示例：青禾区政协视察禁毒工作
        青禾区政协组织委员视察禁毒工作，听取公安部门关于打击制毒贩毒的汇报。
        一、源头治理
        委员们建议对听话水、迷药等新型毒品加强识别宣传，防止青少年受骗。
        上瘾物质伪装成奶茶、跳跳糖、邮票，学校要逐班讲解。
        二、康复帮扶
        社区戒毒人员就业培训平台全年办班十二期，帮助四十人就业。
    """,
    "扫黄打非": """
        示例：青禾区委员协商“扫黄打非”进基层
        文化执法部门全年查处色情、裸聊、偷拍等违法视频案件三十一起，收缴非法出版物两千册。
        一、主要做法
        关闭涉黄直播平台六个、色情网站十四个、违规成人用品网店三家。
        净化网络、净化校园周边、净化出版物市场
        二、意见建议
        委员提出，家长要关注孩子观看的视频、电影和直播，发现色情内容及时举报。
    """,
    "反赌": """
        示例：青禾区整治网络赌博情况通报
        近年来，百家乐、老虎机、六合彩、时时彩等网络赌博花样翻新。
        （一）常见形式
        百家乐、捕鱼、老虎机、棋牌、彩票等
        在线赌场
        六合彩
        （二）骗局揭秘
        赌博平台以“注册送彩金”“首存返水”“稳赚不赔”为诱饵，后台操纵输赢，参赌者必输。
        公安机关提醒群众：凡是要求下注、投注、充值的，都是陷阱。
    """,
    "反诈": """
        示例：青禾区政协反诈宣传走进社区
        志愿者讲解刷单返利、冒充客服、网络贷款、虚假投资四类高发骗局。
        “刷单日结”“无抵押贷款”“信用卡套现”“代开发票”等小广告背后都是圈套。
        凡是先交钱的兼职刷单、网贷、荐股，都是诈骗。
        居民王某（化名）被拉进微信群，听信“内幕消息”下载炒股软件，损失八万元。
        全年发放宣传册三万份，劝阻受骗居民二百一十人，止付金额六百余万元。
    """,
}


@pytest.mark.parametrize("matter", REPORTS_ON_CRIME)
@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_report_on_crime_loses_no_line(matter, kind):
    title, *lines = [line.strip() for line in REPORTS_ON_CRIME[matter].strip().split("\n")]
    record = read("\n".join([title, *lines]), "text") if kind == "text" else read(page(title, lines))

    assert record.removed == ()
    assert letters_of(record) == "".join(lines)


@pytest.mark.parametrize("matter", REPORTS_ON_CRIME)
def test_advertising_planted_in_a_report_on_crime_goes_and_the_report_stays(matter):
    title, *lines = [line.strip() for line in REPORTS_ON_CRIME[matter].strip().split("\n")]
    record = read("\n".join([title, *lines[:2], *ADVERTS[:4], *lines[2:]]), "text")

    assert [removed.text for removed in record.removed] == list(ADVERTS[:4])
    assert letters_of(record) == "".join(lines)
