"""The sample reports: what holds for the files themselves, and what importing them gives."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.chinese.folding import fold
from archive.models import Article

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SAMPLES = sorted((FIXTURES / "samples").iterdir())
CATALOGUE = FIXTURES / "catalogue" / "chaoyang-2019.json"

# The middle part of a sample's name → Python's name of that encoding.
CODECS = {"utf8": "utf-8", "utf8-bom": "utf-8-sig", "gb18030": "gb18030", "big5": "big5"}

# fmt: off
REAL_PLACES = (
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "内蒙古",
    "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "朝阳", "海淀", "浦东", "广州", "深圳", "杭州", "南京", "武汉",
)
# fmt: on

SPAM = ("代开发票", "在线赌场", "六合彩", "刷单", "彩票计划")


def encoding_of(path):
    return CODECS[path.name.split(".")[1]]


def text_of(path):
    return path.read_bytes().decode(encoding_of(path))


def test_there_are_a_dozen_samples_and_one_catalogue_record():
    assert len(SAMPLES) == 12
    assert list((FIXTURES / "catalogue").iterdir()) == [CATALOGUE]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_in_the_encoding_its_name_says(path):
    assert text_of(path).encode(encoding_of(path)) == path.read_bytes()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_says_that_it_is_one(path):
    assert "示例" in text_of(path)
    assert "虚构" in fold(text_of(path))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_names_no_real_place(path):
    text = fold(text_of(path))

    assert [place for place in REAL_PLACES if fold(place) in text] == []


def test_encodings_are_told_apart_by_their_bytes():
    by_name = {path.name: path.read_bytes() for path in SAMPLES}

    assert by_name["02-grassroots-talks.utf8-bom.txt"].startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        by_name["03-proposal-ledgers.gb18030.txt"].decode("gbk")
    assert b"charset=gb2312" in by_name["05-opinion-notes.gb18030.html"]
    with pytest.raises(UnicodeDecodeError):
        by_name["05-opinion-notes.gb18030.html"].decode("gb2312")
    assert b"charset=big5" in by_name["06-studio-lane.big5.html"]


def test_the_catalogue_record_holds_facts_and_figures_but_no_text():
    record = json.loads(CATALOGUE.read_text(encoding="utf-8"))

    assert record["level"] == "catalogue"
    assert record["sections"] == []
    assert {(figure["anchor"], figure["sentence"], figure["start"]) for figure in record["metrics"]} == {("", "", None)}
    assert " ".join(figure["raw"] for figure in record["metrics"]) == (
        "121次 31% 42篇 113次 43個 123份 12年 60年 兩項 每年兩次"
    )


def test_the_readme_names_every_file():
    readme = (FIXTURES / "README.md").read_text(encoding="utf-8")

    assert [path.name for path in [*SAMPLES, CATALOGUE] if path.name not in readme] == []


# --- imported ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Report:
    """What a sample says of itself. sections: points under each numbered heading, in order."""

    title: str
    published: str
    outlet: str
    editor: str
    organization: str
    script: str
    keywords: str
    sections: tuple[int, ...]


# fmt: off
EXPECTED = {
    "01-reading-clubs.utf8.txt": Report(
        "把書桌搬到議題旁 讓共讀成為協商的第一步", "2019-04-18 10:05", "示例網", "示例編輯甲",
        "雲澤市青禾區政協", "hant", "讀書 委員 界別 學習", (2, 3, 3),
    ),
    "02-grassroots-talks.utf8-bom.txt": Report(
        "小板凳议事厅的五年账 云泽市政协推进基层协商的做法", "2020-09-03 08:12", "云泽日报", "示例编辑乙",
        "云泽市政协", "hans", "基层协商 议事厅 居民 委员", (3, 3, 3),
    ),
    "03-proposal-ledgers.gb18030.txt": Report(
        "让每件提案都有一本明白账", "2021-12-14", "松汀资讯", "示例编辑丙",
        "政协松汀县委员会", "hans", "提案 办理 委员 督办", (3, 3, 3),
    ),
    "04-canal-oversight.big5.txt": Report(
        "帶著尺子看水渠 澄嶼市政協民主監督的三把尺", "2018-06-07 09:30", "澄嶼晚報", "示例編輯丁",
        "澄嶼市政協", "hant", "民主監督 水渠 委員 監督小組", (3, 3, 3),
    ),
    "05-opinion-notes.gb18030.html": Report(
        "让一条信息少走三道弯", "2017-03-21 15:48", "砚浦发布", "示例编辑戊",
        "砚浦区政协", "hans", "社情民意 信息 委员 回复", (3, 3, 3),
    ),
    "06-studio-lane.big5.html": Report(
        "界別工作室裡的長明燈", "2023-02-16 09:00", "澄嶼政協網", "示例編輯己",
        "澄嶼市政協", "hant", "界別 工作室 委員 值守", (2, 3, 3),
    ),
    "07-remote-screens.utf8.html": Report(
        "屏幕这头连着田埂那头", "2022-05-30 17:20", "云泽政协在线", "示例编辑乙",
        "云泽市政协", "hans", "远程协商 委员 平台 连线", (3, 3, 3, 3),
    ),
    "08-street-voices.utf8.json": Report(
        "把老街的聲音存進檔案 蘆汐縣政協文史工作手記", "2016-11-08", "蘆汐文史網", "",
        "蘆汐縣政協", "hant", "", (3, 3, 3, 3),
    ),
    "09-field-research.utf8.txt": Report(
        "調研不走馬 一題蹲三月", "2015-08-25 11:00", "砚浦发布", "示例编辑戊",
        "砚浦区政协", "mixed", "调研 蹲点 委员 报告", (3, 4, 3),
    ),
    "10-tax-counter.utf8.txt": Report(
        "办税窗口前的协商 青禾区政协为小店减负的一年", "2023-10-19 14:36", "示例网", "示例编辑甲",
        "云泽市青禾区政协", "hans", "税务 营商环境 个体工商户 协商", (3, 3, 3),
    ),
    "11-gong-meetings.gb18030.txt": Report(
        "鑼聲一響議事來 松汀縣街鄉治理中的政協身影", "2024-01-09 16:40", "松汀資訊", "示例編輯丙",
        "政協松汀縣委員會", "hant", "街鄉 治理 聯絡站 議事", (3, 3, 3, 3),
    ),
    "12-shared-courtyard.utf8.txt": Report(
        "一個院子兩代人 青禾區政協推動養老托育同院辦", "2024-09-12", "示例網", "示例編輯庚",
        "雲澤市青禾區政協", "hant", "養老 托育 協商 社區", (3, 3, 3),
    ),
}
# fmt: on

# Around the reports in their files, never of them.
NOT_OF_THE_REPORTS = (
    *SPAM, "首页", "分享到", "微博", "更多", "字号", "相关新闻", "相关阅读", "版权所有", "备案号", "网站地图", "转载",
    "新棚顶", "夜班", "通了网线", "老厂区", "旧校舍来了新住户", "机构概况", "档案下载",
)  # fmt: skip


def import_fixtures(*options, paths=(CATALOGUE.parent, FIXTURES / "samples")):
    """Import the samples and the catalogue record; file name → what the command says of it."""
    output = StringIO()
    arguments = [*map(str, paths), "--format", "json", "--no-progress", *options]
    call_command("import_articles", *arguments, stdout=output, stderr=StringIO())
    results = [json.loads(line) for line in output.getvalue().splitlines()]
    return {Path(result["path"]).name: result for result in results}


def as_report(record):
    numbered = [section for section in record["sections"] if section["kind"] == "section"]
    printed = (record["published_at"] or "")[: 16 if record["published_precision"] == "minute" else 10]
    return Report(
        title=record["title"],
        published=printed.replace("T", " "),
        outlet=record["outlet"],
        editor=record["editor"],
        organization=record["organization"],
        script=record["script"],
        keywords=" ".join(record["keywords"]),
        sections=tuple(len(section["sections"]) for section in numbered),
    )


def kept_text(article):
    return fold("\n".join([article.title, *(section.content for section in article.sections.all())]))


@pytest.mark.django_db
def test_importing_the_fixtures_gives_thirteen_reports():
    results = import_fixtures()

    assert {name: result["status"] for name, result in results.items()} == dict.fromkeys(
        [*EXPECTED, CATALOGUE.name], "created"
    )
    assert Article.objects.count() == 13


@pytest.mark.django_db
def test_importing_the_whole_folder_passes_over_its_readme():
    results = import_fixtures("--dry-run", paths=[FIXTURES])

    assert sorted(results) == sorted([*EXPECTED, CATALOGUE.name])


@pytest.mark.django_db
def test_importing_the_fixtures_again_changes_nothing():
    first = import_fixtures()
    again = import_fixtures()

    assert {name: (result["status"], result["article"]) for name, result in again.items()} == {
        name: ("unchanged", result["article"]) for name, result in first.items()
    }
    assert Article.objects.count() == 13


@pytest.mark.django_db
def test_samples_are_read_as_what_they_are():
    results = import_fixtures("--dry-run")

    assert {name: as_report(results[name]["record"]) for name in EXPECTED} == EXPECTED


@pytest.mark.django_db
def test_the_catalogue_record_comes_back_as_it_is_written():
    results = import_fixtures("--dry-run")

    assert results[CATALOGUE.name]["record"] == json.loads(CATALOGUE.read_text(encoding="utf-8"))


@pytest.mark.django_db
def test_what_stands_around_the_reports_is_left_out_of_them():
    import_fixtures()

    kept = {article.title: kept_text(article) for article in Article.objects.all()}
    assert [(title, words) for title in kept for words in NOT_OF_THE_REPORTS if fold(words) in kept[title]] == []


@pytest.mark.django_db
def test_spam_is_recorded_with_the_rule_that_removed_it():
    results = import_fixtures("--dry-run")

    removed = {
        (name, line["rule"])
        for name, result in results.items()
        for line in result["record"]["removed"]
        if any(words in line["text"] for words in SPAM)
    }
    assert removed == {("01-reading-clubs.utf8.txt", "spam"), ("07-remote-screens.utf8.html", "hidden")}


@pytest.mark.django_db
def test_every_sample_states_at_least_two_figures():
    import_fixtures()

    assert [article.title for article in Article.objects.all() if article.metrics.count() < 2] == []
