"""Figures of a catalogue record and of the full text that comes later: joined where they state the same."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from archive.history.versions import snapshot_of, versions_of
from archive.importing.reading.reader import metric_records
from archive.importing.records import ArticleRecord, MetricRecord, SectionRecord
from archive.importing.storing.deduplication import CaptureRecord
from archive.importing.storing.re_extraction import extract_metrics_again
from archive.importing.storing.saving import save
from archive.models import Article, Metric
from tests.builders import SHANGHAI

pytestmark = pytest.mark.django_db

DAY = datetime(2021, 3, 5, tzinfo=SHANGHAI)


def listed(raw, value, unit, subject="", **facts):
    """A figure of a catalogue record, confirmed by the person who listed it."""
    facts = {"kind": "count", "status": "confirmed", **facts}
    return MetricRecord(Decimal(value), unit, raw=raw, subject=subject, **facts)


def save_catalogue(*figures):
    record = ArticleRecord("示例：青禾区协商工作", published_at=DAY, published_precision="day", level="catalogue")
    return save(replace(record, metrics=figures, summary="示例"), CaptureRecord("/list.json", b"list", "utf-8"))


def full_text(*paragraphs):
    texts = {f"s{number}": text for number, text in enumerate(paragraphs, start=1)}
    return ArticleRecord(
        "示例：青禾区协商工作",
        published_at=DAY,
        published_precision="day",
        sections=tuple(SectionRecord(anchor, "section", "", "", text) for anchor, text in texts.items()),
        metrics=metric_records(texts, DAY.date()),
    )


def save_text(*paragraphs, content=b"text"):
    return save(full_text(*paragraphs), CaptureRecord("/text.txt", content, "utf-8"))


def figures():
    """Raw words and status of each stored figure; all have their sentence in the section they belong to."""
    stored = list(Metric.objects.select_related("section"))
    for metric in stored:
        assert metric.is_placed
        assert metric.raw in metric.sentence
        assert metric.sentence in metric.section.content
    return [(metric.raw, metric.status) for metric in stored]


JOINED = {
    "a word of the period in it": (
        listed("每年两次", 2, "次", "议政会", kind="frequency"), "每年召开两次年度议政会。", "两次",
    ),
    "Chinese numerals": (listed("121次", 121, "次", "座谈会"), "全年召开座谈会一百二十一次。", "一百二十一次"),
    "digits": (listed("十二项", 12, "项", "制度"), "先后修订制度12项。", "12项"),
    "full-width digits": (listed("38件", 38, "件", "提案"), "立案提案３８件。", "３８件"),
    "the other script": (listed("43個", 43, "個", "街鄉"), "与43个街乡开展协商。", "43个"),
    "a share in words": (
        listed("31%", 31, "%", "履职活动", kind="share"), "学习占履职活动的百分之三十一。", "百分之三十一",
    ),
    "tenths": (listed("70%", 70, "%", "办结率", kind="share"), "提案办结率达到七成。", "七成"),
    "a full-width sign": (listed("85％", 85, "％", "满意率", kind="share"), "群众满意率为85%。", "85%"),
    "a range": (
        listed("3-5次", 3, "次", "专题协商", value_max=Decimal(5), kind="frequency"),
        "每年开展专题协商3至5次。", "3至5次",
    ),
    "a scale": (listed("12000元", 12000, "元", "慰问金", kind="money"), "发放慰问金1.2万元。", "1.2万元"),
    "another name of the unit": (
        listed("600平米", 600, "平米", "议事厅", kind="area"), "建成议事厅600平方米。", "600平方米",
    ),
    "another length": (
        listed("18个月", 18, "个月", "试点", kind="duration"), "试点历时一年半，试点共18个月。", "18个月",
    ),
    "a measure word of its own": (listed("26场", 26, "场", "座谈会"), "召开座谈会26次。", "26次"),
    "no measure word": (listed("56", 56, "", "社区"), "走进社区56个。", "56个"),
    "a longer subject": (listed("9篇", 9, "篇", "理论研究论文成果"), "形成理论研究论文9篇。", "9篇"),
    "a subject of other words": (listed("217条", 217, "条", "民声"), "收集群众意见建议217条。", "217条"),
    "a subject elsewhere in the sentence": (
        listed("60年", 60, "年", "区政协", kind="duration"), "召开区政协60年经验回顾座谈会。", "60年",
    ),
    "no subject": (listed("14次", 14, "次"), "组织视察14次。", "14次"),
    "a fall": (listed("-3%", -3, "%", "信访量", kind="growth"), "信访量下降3%。", "3%"),
}  # fmt: skip


@pytest.mark.parametrize(("figure", "sentence", "raw"), JOINED.values(), ids=JOINED)
def test_a_listed_figure_is_joined_with_the_one_that_states_it(figure, sentence, raw):
    save_catalogue(figure)
    stated = len(full_text("导语。", sentence).metrics)

    resolution = save_text("导语。", sentence)

    assert (resolution.status, resolution.problems) == ("updated", ())
    assert len(figures()) == stated
    assert (raw, "confirmed") in figures()


NOT_JOINED = {
    "another amount": (listed("120次", 120, "次", "座谈会"), "召开座谈会121次。"),
    "another thing": (listed("两次", 2, "次", "议政会"), "走访企业2次。"),
    "another unit": (listed("12年", 12, "年", "试点", kind="duration"), "试点单位12个。"),
    "another part of the year": (
        listed("每月两次", 2, "次", "议政会", kind="frequency", period="每月"), "每年召开两次议政会。",
    ),
    "one end of a range": (listed("3次", 3, "次", "协商", kind="frequency"), "每年开展协商3至5次。"),
    "part of a longer number": (listed("12次", 12, "次", "座谈会"), "召开座谈会112次。"),
}  # fmt: skip


@pytest.mark.parametrize(("figure", "sentence"), NOT_JOINED.values(), ids=NOT_JOINED)
def test_a_listed_figure_that_no_sentence_states_leaves_the_report_and_the_import_says_so(figure, sentence):
    article = save_catalogue(figure).article

    resolution = save_text(sentence)

    (problem,) = resolution.problems
    assert problem.rule == "figure-without-sentence"
    assert f"{figure.raw} ({figure.subject})" in problem.message
    assert f"/admin/archive/article/{article.pk}/history/" in problem.message
    assert [status for _, status in figures()] == ["extracted"]


def test_the_version_before_the_text_keeps_the_catalogue_record_and_its_figures():
    article = save_catalogue(listed("120次", 120, "次", "座谈会")).article

    save_text("召开座谈会121次。")

    kept = snapshot_of(versions_of(article).last())
    assert (kept.article.level, [metric.raw for metric in kept.metrics]) == ("catalogue", ["120次"])


def test_a_joined_figure_keeps_what_a_person_wrote_and_takes_the_rest_from_the_text():
    save_catalogue(listed("12000元", 12000, "元", "慰问金", kind="money", status="corrected"))

    save_text("去年，发放困难群众慰问金1.2万元。")

    metric = Metric.objects.get()
    assert (metric.subject, metric.status, metric.value, metric.unit) == ("慰问金", "corrected", Decimal("1.2"), "万元")
    assert (metric.period, str(metric.period_start)) == ("去年", "2020-01-01")


def test_each_of_equal_amounts_finds_its_own_sentence():
    save_catalogue(listed("12次", 12, "次", "视察"), listed("12次", 12, "次", "座谈会"))

    save_text("召开座谈会12次。", "组织视察12次。")

    assert [(metric.section.anchor, metric.subject) for metric in Metric.objects.all()] == [
        ("s1", "座谈会"),
        ("s2", "视察"),
    ]


def test_what_is_listed_twice_and_stated_once_is_one_figure():
    save_catalogue(listed("121次", 121, "次", "座谈会"), listed("121场", 121, "场", "座谈会"))

    resolution = save_text("召开座谈会121次。")

    assert (figures(), resolution.problems) == ([("121次", "confirmed")], ())


def test_words_that_extraction_passes_over_are_found_with_their_sentence():
    save_catalogue(listed("全覆盖", 100, "%", "委员联系点", kind="share"))

    save_text("导语。", "座谈有序。实现委员联系点全覆蓋。大家满意。")

    assert figures() == [("全覆蓋", "confirmed")]
    assert Metric.objects.get().sentence == "实现委员联系点全覆蓋。"


def test_an_unreviewed_figure_of_a_catalogue_record_is_told_as_well():
    save_catalogue(listed("120次", 120, "次", "座谈会", status="extracted"))

    assert [problem.rule for problem in save_text("正文。").problems] == ["figure-without-sentence"]
    assert figures() == []


def test_a_rejected_figure_stays_rejected_where_its_words_are_and_goes_silently_elsewhere():
    save_catalogue(
        listed("121次", 121, "次", "座谈会", status="rejected"), listed("9次", 9, "次", "视察", status="rejected")
    )

    resolution = save_text("召开座谈会121次。")

    assert (figures(), resolution.problems) == ([("121次", "rejected")], ())


def test_a_catalogue_record_that_changes_keeps_its_figures():
    save_catalogue(listed("121次", 121, "次", "座谈会"))
    changed = replace(full_text(), level="catalogue", metrics=(listed("121次", 121, "次", "座谈会"),))

    save(changed, CaptureRecord("/list.json", b"changed", "utf-8"))

    metric = Metric.objects.get()
    assert (metric.raw, metric.sentence, metric.section) == ("121次", "", None)


def test_extracting_again_heals_a_report_that_has_a_figure_twice():
    save_text("每年召开两次年度议政会。")
    article = Article.objects.get()
    Metric.objects.create(
        article=article, raw="每年两次", value=2, unit="次", kind="frequency", subject="议政会", status="confirmed"
    )

    extract_metrics_again(article)

    assert figures() == [("两次", "confirmed")]


def test_a_person_s_longer_words_replace_the_shorter_ones_found_in_them():
    save_text("每年召开两次年度议政会。")
    Metric.objects.update(raw="召开两次", start=2, end=6, status="corrected")

    save_text("每年召开两次年度议政会。", "新的一段。", content=b"changed")

    assert figures() == [("召开两次", "corrected")]


def test_a_confirmed_figure_follows_its_sentence_into_other_numerals():
    save_text("全年先后召开各界座谈会121次。")
    Metric.objects.update(status="confirmed", subject="各界座谈会")

    save_text("全年先后召开各界座谈会一百二十一次。", content=b"changed")

    assert figures() == [("一百二十一次", "confirmed")]


def test_a_confirmed_figure_whose_sentence_is_gone_keeps_it_and_is_not_led_to_another():
    save_text("去年召开座谈会121次。")
    Metric.objects.update(status="confirmed")

    save_text("食堂、驿站与各类便民服务设施一共接待居民121次，用餐者多为附近老人和学生。", content=b"changed")

    kept = Metric.objects.get(status="confirmed")
    assert (kept.sentence, kept.section, kept.start) == ("去年召开座谈会121次。", None, None)
