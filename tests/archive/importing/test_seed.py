"""The document that the archive began with: exactly what is to be read from it. Its text is not kept here."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from archive.importing.inputs.files import inputs
from archive.importing.lines.dates import SHANGHAI
from archive.importing.reading.reader import read_article

SEEDS = Path(__file__).resolve().parents[3].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="skipped: ../shared/seeds absent")


@pytest.fixture(scope="module")
def record():
    (item,) = inputs(sorted(SEEDS.glob("*.txt")), Counter())
    return read_article(item)[0]


def test_facts(record):
    assert record.title == "探索雙向發力工作機制 在廣泛凝聚思想共識上求實效"
    assert record.published_at == datetime(2019, 11, 22, 16, 16, tzinfo=SHANGHAI)
    assert record.published_precision == "minute"
    assert (record.outlet, record.editor, record.author) == ("團結網", "付振強", "")
    assert record.keywords == ("委員", "共識", "工作", "協商")
    assert (record.channel, record.organization) == ("政協·協商>協商", "北京市朝陽區政協")
    assert (record.script, record.level) == ("hant", "full")


def test_sections(record):
    assert [(section.anchor, section.kind, section.number) for section in record.sections] == [
        ("lead", "lead", ""),
        ("s1", "section", "一、"),
        ("s2", "section", "二、"),
        ("s3", "section", "三、"),
        ("s4", "section", "四、"),
        ("closing", "closing", ""),
    ]
    assert [[point.number for point in section.sections] for section in record.sections[1:5]] == [
        ["一是", "二是", "三是"],
        ["一是", "二是", "三是"],
        ["一是", "二是", "三是"],
        ["一是", "二是", "三是", "四是"],
    ]


def test_points_are_text_and_not_headings(record):
    points = [section for section in record.walk() if section.kind == "point"]

    assert [point.anchor for point in points][:4] == ["s1-1", "s1-2", "s1-3", "s2-1"]
    assert {point.heading for point in points} == {""}
    assert all(point.text.count("。") > 1 for point in points)


def test_the_closing_does_not_repeat_the_issuing_body(record):
    assert record.sections[-1].text[-1] == "。"
    assert "北京市" not in record.sections[-1].text


def test_figures(record):
    found = {
        figure.raw: (figure.value, figure.unit, figure.kind, figure.subject)
        for figure in record.metrics
        if figure.raw != "一次"
    }

    assert found == {
        "60年": (60, "年", "duration", "經驗回顧座談會"),
        "121次": (121, "次", "count", "集中學習、座談研討"),
        "31%": (31, "%", "share", "委員履職活動"),
        "42篇": (42, "篇", "count", "論文"),
        "兩項": (2, "項", "count", "系統建議"),
        "113次": (113, "次", "count", "調研建議"),
        "兩次": (2, "次", "frequency", "年度議政會"),
        "43個": (43, "個", "count", "街鄉"),
        "12年": (12, "年", "duration", "“政協委員進社區”工作"),
        "123份": (123, "份", "count", "建言"),
    }


def test_how_often_something_is_done_are_figures_of_their_own(record):
    once = [figure for figure in record.metrics if figure.raw == "一次"]

    assert len(record.metrics) == 12
    assert [(figure.value, figure.unit, figure.kind, figure.period, figure.subject) for figure in once] == [
        (1, "次", "frequency", "每季度", "委員講座"),
        (1, "次", "frequency", "雙月", "專題研討"),
    ]


def test_periods_of_figures(record):
    since_last_year = (date(2018, 1, 1), date(2019, 11, 22))
    periods = {
        figure.raw: (figure.period, figure.period_start, figure.period_end)
        for figure in record.metrics
        if figure.period and figure.raw != "一次"
    }

    assert periods == {
        "121次": ("去年以來", *since_last_year),
        "31%": ("去年以來", *since_last_year),
        "42篇": ("去年以來", *since_last_year),
        "60年": ("去年以來", *since_last_year),
        "113次": ("去年", date(2018, 1, 1), date(2018, 12, 31)),
        "兩次": ("每年", None, None),
        "43個": ("去年以來", *since_last_year),
    }


def test_figures_stand_where_they_say(record):
    contents = {section.anchor: section.content for section in record.walk()}

    for figure in record.metrics:
        assert contents[figure.anchor][figure.start : figure.end] == figure.raw
        assert figure.raw in figure.sentence
        assert figure.sentence in contents[figure.anchor]


def test_what_was_left_out(record):
    assert [(removed.line, removed.rule) for removed in record.removed] == [
        (1, "spam"),
        (3, "breadcrumb"),
        (8, "share"),
        (34, "more"),
        (36, "more"),
    ]
