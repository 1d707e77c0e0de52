"""The extraction of metrics from prose."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.metrics.exclusions import NOT_METRICS
from archive.metrics.extraction import extract_metrics
from archive.metrics.units import UNITS


def raws(text):
    return [metric.raw for metric in extract_metrics(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年开展座谈121次。", ("121次", 121, "次", "count")),
        ("占履職活動的31％。", ("31％", 31, "%", "share")),
        ("满意率百分之九十二点五。", ("百分之九十二点五", "92.5", "%", "share")),
        ("提出两项建议。", ("两项", 2, "项", "count")),
        ("生產總值1,102,284萬元。", ("1,102,284萬元", 1102284, "萬元", "money")),
        ("多封来信说起，走访600多家企业。", ("600多家", 600, "家", "count")),
        ("全國約有6億人次出行。", ("6億人次", 6, "億人次", "count")),
        ("综合体占地3300亩。", ("3300亩", 3300, "亩", "area")),
        ("行程近两万公里。", ("两万公里", 20000, "公里", "count")),
        ("提高0.64个百分点。", ("0.64个百分点", "0.64", "个百分点", "growth")),
        ("比上年增长-3.2%。", ("-3.2%", "-3.2", "%", "growth")),
        ("办税１２次。", ("１２次", 12, "次", "count")),
        ("工作开展12年来。", ("12年", 12, "年", "duration")),
    ],
)
def test_value_unit_and_kind(text, expected):
    raw, value, unit, kind = expected
    found = [(metric.raw, metric.value, metric.unit, metric.kind) for metric in extract_metrics(text)]

    assert found == [(raw, Decimal(value), unit, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "2019年11月22日在京召开。",
        "二〇一九年召开。",
        "一是加强学习。",
        "建设“一区多园”，关注“七有”和“一老一小”。",
        "搭建“两层协商一层共商”格局。",
        "PM2.5浓度下降。",
        "“1+4”工作计划。",
        "千家万户，百年大计。",
        "电话010-12345678。",
        f"编号{'9' * 30}次。",
    ],
)
def test_what_is_no_metric(text):
    assert raws(text) == []


@pytest.mark.parametrize(("name", "pattern", "example"), NOT_METRICS, ids=[name for name, _, _ in NOT_METRICS])
def test_examples_of_the_table_are_no_metrics(name, pattern, example):
    assert raws(f"工作中{example}，如此。") == []


@pytest.mark.parametrize(
    ("text", "low", "high", "raw"),
    [
        ("议事人五至九名。", 5, 9, "五至九名"),
        ("新增点位10至15个。", 10, 15, "10至15个"),
        ("保证15%至20%的运力。", 15, 20, "15%至20%"),
        ("每次5-10名委员。", 5, 10, "5-10名"),
    ],
)
def test_a_range_is_one_metric(text, low, high, raw):
    found = [(metric.value, metric.value_max, metric.raw) for metric in extract_metrics(text)]

    assert found == [(low, high, raw)]


def test_a_fall_is_not_a_range():
    assert raws("等候从7天到2天。") == ["7天", "2天"]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [("走访近200家企业。", "近"), ("走访企业200余家。", "余"), ("收入7%左右。", "左右"), ("走访200家。", "")],
)
def test_qualifier_is_kept_as_printed(text, qualifier):
    assert [metric.qualifier for metric in extract_metrics(text)] == [qualifier]


def test_a_count_each_year_is_a_frequency():
    metric = extract_metrics("每年由各界别轮流办两次圆桌会，听取意见。")[0]

    assert (metric.value, metric.unit, metric.kind, metric.period) == (2, "次", "frequency", "每年")


def test_each_in_another_clause_makes_no_frequency():
    metric = extract_metrics("每年学习，去年召开3次会议。")[0]

    assert (metric.kind, metric.period) == ("count", "去年")


ABOUT = """
    不少于 不得超过 不超过 不低于 不高于 不足 不到 不满 大约 将近 接近 超过 突破 至少 最多 最少 起码 多达 高达
    逾 超 近 约
"""


@pytest.mark.parametrize("word", ABOUT.split())
def test_no_word_for_about_is_passed_over(word):
    assert [metric.qualifier for metric in extract_metrics(f"走访{word}200家，{word}有300家，{word} 400家。")] == [
        word
    ] * 3


def test_sentences_around_metrics_when_others_have_none():
    text = "没有。“去年12次！”他说。另有34件\n没有\n末了56篇"

    assert [metric.sentence for metric in extract_metrics(text)] == ["“去年12次！”", "另有34件", "末了56篇"]


def test_sentence_is_whole_and_holds_the_metric():
    text = "先说一句。他说：“去年收到信息310条，办结34件。”后面还有。"

    assert {metric.sentence for metric in extract_metrics(text)} == {"他说：“去年收到信息310条，办结34件。”"}


def test_lines_are_not_joined_into_one_sentence():
    assert [metric.sentence for metric in extract_metrics("一、标题12次\n正文34件")] == ["一、标题12次", "正文34件"]


@given(st.text(st.sampled_from("开展了第两三十百万1290,.%％次个年至-“”。，\n一是 ")))
def test_every_metric_stands_where_it_says(text):
    found = extract_metrics(text)

    assert [text[metric.start : metric.end] for metric in found] == [metric.raw for metric in found]
    assert all(metric.raw in metric.sentence for metric in found if "\n" not in metric.raw)
    assert [metric.start for metric in found] == sorted({metric.start for metric in found})


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_understood(unit):
    assert [(metric.unit, metric.kind) for metric in extract_metrics(f"共37{unit}。")] == [(unit, UNITS[unit])]


@given(st.text())
def test_any_text_gives_metrics_that_stand_where_they_say(text):
    for metric in extract_metrics(text):
        assert text[metric.start : metric.end] == metric.raw
        assert 0 <= metric.doubt <= 100


@given(
    st.lists(
        st.sampled_from(
            [*"0123456789０９〇一二两三十百千万亿廿余多几成半第每近约-—~至/％.,。，的", *UNITS, "分之", "百分之"]
        )
    )
)
def test_mixed_numerals_and_endless_digits_give_values_that_can_be_stored(pieces):
    for metric in extract_metrics("".join(pieces)):
        assert abs(metric.value) < 10**18
        assert metric.value == round(metric.value, 6)
        assert metric.value_max is None or metric.value < metric.value_max < 10**18
        assert len(metric.raw) <= 100
        assert 0 < len(metric.unit) <= 20


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("综合满意度位居全省第三位。", "rank", 3),
        ("每季度安排一次讲座。", "frequency", 1),
        ("提案数量同比增长12.5%。", "growth", Decimal("12.5")),
        ("提案数量占12.5%。", "share", Decimal("12.5")),
    ],
)
def test_kind_when_the_words_before_tell_it(text, kind, value):
    assert [(metric.kind, metric.value) for metric in extract_metrics(text)] == [(kind, value)]


def test_verb_is_what_was_done():
    assert [metric.verb for metric in extract_metrics("提出建议123份，走访12家企业。")] == ["提出", "走访"]


def test_the_second_of_a_pair_counts_the_same_thing():
    assert [metric.subject for metric in extract_metrics("提出建议123份、被采纳45份。")] == ["建议", "建议"]


def test_the_number_of_a_point_is_no_part_of_a_subject():
    assert [metric.subject for metric in extract_metrics("2.建议不超过五条。")] == ["建议"]
