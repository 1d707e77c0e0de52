"""Records in the archive's own format come back as they were, or are refused by field."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from archive.importing.extracting.restoring import is_own_record, read_own_record
from archive.importing.lines.dates import SHANGHAI
from archive.importing.records import ArticleRecord, InputError, MetricRecord, RemovalRecord, SectionRecord

POINT = SectionRecord("s1-1", "point", "一是", "点名。", "收到3件。")
RECORD = ArticleRecord(
    title="示例：标题",
    published_at=datetime(2019, 11, 22, 16, 16, tzinfo=SHANGHAI),
    published_precision="minute",
    outlet="示例网",
    organization="示例区政协",
    keywords=("协商", "调研"),
    script="hans",
    summary="说明。",
    sections=(
        SectionRecord("lead", "lead", "", "", "导语 。\r\n二行"),
        SectionRecord("s1", "section", "一、", "题", "", (POINT,)),
    ),
    metrics=(
        MetricRecord(Decimal("3"), "件", "count", "3件", "收到3件。", "s1-1", 8, 10, status="confirmed"),
        MetricRecord(Decimal("1.5"), "%", "share", "1.5%", value_max=Decimal(2)),
    ),
    removed=(RemovalRecord(1, "spam", "广告"),),
)


def test_a_record_comes_back_as_it_was():
    assert read_own_record(RECORD.as_json()) == RECORD


def test_a_record_of_title_only_is_enough():
    assert read_own_record({"title": "标题", "level": "catalogue"}) == ArticleRecord("标题", level="catalogue")


@pytest.mark.parametrize(
    ("data", "own"),
    [
        ({"title": "a", "text": "b"}, False),
        ({"title": "a", "level": "full"}, True),
        ({"title": "a", "sections": []}, True),
    ],
)
def test_own_records_are_told_from_others(data, own):
    assert is_own_record(data) is own


def changed(**facts):
    return {**RECORD.as_json(), **facts}


def with_metric(**facts):
    return changed(metrics=[{**RECORD.as_json()["metrics"][0], **facts}])


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (changed(title=""), "title"),
        (changed(title="很" * 501), "title"),
        (changed(title=5), "title"),
        (changed(title="a\x00b"), "title"),
        (changed(outlet="很" * 201), "outlet"),
        (changed(published_at="yesterday"), "published_at"),
        (changed(published_at="2019-11-22T16:16:00"), "published_at"),
        (changed(published_precision=""), "published_precision"),
        (changed(published_precision="hour"), "published_precision"),
        (changed(script="latin"), "script"),
        (changed(level="half"), "level"),
        (changed(keywords="协商"), "keywords"),
        (changed(keywords=[1]), "keywords"),
        (changed(sections=[1]), "sections[0]"),
        (changed(sections=[{"anchor": "a", "kind": "chapter", "text": "t"}]), "sections[0].kind"),
        (changed(sections=[{"anchor": "a"}]), "sections[0].text"),
        (changed(sections=[{"anchor": "a", "text": "t"}] * 2), "sections"),
        (with_metric(value="many"), "metrics[0].value"),
        (with_metric(value="1e30"), "metrics[0].value"),
        (with_metric(value="NaN"), "metrics[0].value"),
        (with_metric(value_max="1"), "metrics[0].value_max"),
        (with_metric(kind="guess"), "metrics[0].kind"),
        (with_metric(status="maybe"), "metrics[0].status"),
        (with_metric(raw=""), "metrics[0].raw"),
        (with_metric(start=-1), "metrics[0].start"),
        (with_metric(start=7), "metrics[0].start"),
        (with_metric(anchor="s9"), "metrics[0].start"),
        (with_metric(anchor=""), "metrics[0].anchor"),
    ],
)
def test_a_wrong_field_is_named(data, field):
    with pytest.raises(InputError) as refusal:
        read_own_record(data)

    assert str(refusal.value).split(":")[0] == field


def test_a_figure_without_value_is_refused():
    metric = {key: value for key, value in RECORD.as_json()["metrics"][1].items() if key != "value"}

    with pytest.raises(InputError):
        read_own_record(changed(metrics=[metric]))


def test_zero_is_a_value():
    record = read_own_record(changed(metrics=[{"value": "0", "raw": "零件", "unit": "件"}]))

    assert record.metrics == (replace(MetricRecord(Decimal(0), "件", "count", "零件")),)
