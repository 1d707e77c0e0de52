"""Reports for other programs."""

import csv
import json
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest

from archive.importing.pipeline import import_paths
from archive.interfaces.export import csv_lines, json_lines
from archive.models import Article, Metric, Removal
from tests.archive.builders import make_capture
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def rows_of(lines):
    return list(csv.DictReader(StringIO("".join(lines).removeprefix("\ufeff"))))


def test_a_line_holds_the_whole_report():
    article = make_article("示例：青禾区", outlet="示例网", organization="青禾区政协", keywords=["协商", "委员"])
    section = make_section(article, number="一、", heading="标题", text="走访31户。")
    make_section(article, kind="point", anchor="s1-1", parent=section, number="一是", heading="点名。")
    place = {"section": section, "start": 7, "end": 10}
    Metric.objects.create(article=article, raw="31户", value=Decimal("31"), unit="户", **place)

    record = json.loads("".join(json_lines()))

    assert record["title"] == "示例：青禾区"
    assert record["published_at"] == "2019-11-22T16:16:00+08:00"
    assert record["keywords"] == ["协商", "委员"]
    assert [(one["anchor"], [child["anchor"] for child in one["sections"]]) for one in record["sections"]] == [
        ("s1", ["s1-1"])
    ]
    figure = record["metrics"][0]
    assert (figure["value"], figure["unit"], figure["anchor"], figure["start"]) == ("31", "户", "s1", 7)


def test_reports_come_in_the_order_they_were_added():
    make_article("示例：二零二零", published_at=None)
    make_article("示例：二零一九")

    assert [json.loads(line)["title"] for line in json_lines()] == ["示例：二零二零", "示例：二零一九"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"])
def test_cells_that_look_like_formulas_are_text(start):
    make_article(f"{start}1+1")

    assert rows_of(csv_lines())[0]["title"] == f"'{start}1+1"


def test_the_table_begins_with_a_byte_order_mark_and_has_a_row_for_each_report():
    make_article("示例：甲，乙\n丙", keywords=["协商", "委员"])
    make_article("示例：丁", published_at=None)

    lines = list(csv_lines())

    assert lines[0].startswith("\ufefftitle,published,")
    rows = rows_of(lines)
    assert [row["title"] for row in rows] == ["示例：甲，乙\n丙", "示例：丁"]
    assert (rows[0]["keywords"], rows[1]["published"]) == ("协商 委员", "")


def test_keywords_with_spaces_are_in_quotation_marks_in_the_table():
    make_article(keywords=["Open Data", "协商"])

    assert rows_of(csv_lines())[0]["keywords"] == '"Open Data" 协商'


# --- there and back ------------------------------------------------------------------------------


def exported():
    return "".join(json_lines())


def test_keywords_and_dates_of_plain_records_stay_the_same_there_and_back(tmp_path):
    keywords = ["Open Data", "城市 更新", "甲、乙", "民主监督"]
    dates = {"1987": "year", "1987-05": "month", "約1987年": "year", "1987.5.6": "day", "1697558400": "minute"}
    texts = [
        "青禾区走访企业七家。",
        "云泽市修补册页八本。",
        "召开座谈会，征集提案。",
        "抄录往来函件。",
        "清点旧档，逐条答复。",
    ]
    path = tmp_path / "records.jsonl"
    records = [
        {"title": f"示例：{text}", "text": text * 3, "date": date, "keywords": keywords}
        for text, date in zip(texts, dates, strict=True)
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    list(import_paths([path], Counter()))
    before = exported()
    Article.objects.all().delete()
    path.write_text(before)
    list(import_paths([path], Counter()))

    assert exported() == before
    records = list(map(json.loads, before.splitlines()))
    assert [record["keywords"] for record in records] == [keywords] * len(dates)
    assert [record["published_precision"] for record in records] == list(dates.values())


def test_an_archive_of_reprints_states_and_decisions_exports_the_same_after_a_round_trip(tmp_path):
    original = make_article("示例：原文", text="第一段，走访31户。" * 3, outlet="示例网")
    make_article("示例：甲", text="甲的正文。", state="draft")
    early = make_article("示例：转载", text="第一段，走访三十一户。" * 3, outlet="示例晚报", reprint_of=original)
    make_article("示例：乙", text="乙的正文。", state="withdrawn")
    make_article("示例：待审", state="review")
    make_article("示例：丙", text="丙的正文。", state="trashed")
    make_article("示例：目录", level="catalogue", summary="示例：本馆的说明。")
    statuses = ["removed", "doubtful", "confirmed", "restored"]
    capture = make_capture(early, removed=[(line, "hidden-text", f"第{line}行") for line in range(1, 5)])
    for removal, status in zip(capture.removals.all(), statuses, strict=True):
        Removal.objects.filter(pk=removal.pk).update(status=status)
    before = exported()
    Article.objects.all().delete()

    outcomes = list(import_paths([write(tmp_path / "all.jsonl", before)], Counter()))

    assert Counter(outcome.status for outcome in outcomes) == {"created": 6, "quarantined": 1}
    assert exported() == before
    reprint = Article.objects.get(reprint_of__isnull=False)
    assert reprint.reprint_of.title == "示例：原文"
    assert list(Removal.objects.values_list("status", flat=True)) == statuses
    assert sorted(Article.objects.values_list("state", flat=True)) == [
        "draft", "published", "published", "published", "review", "trashed", "withdrawn",
    ]  # fmt: skip


def test_an_original_that_came_after_its_reprint_is_found_all_the_same(tmp_path):
    reprint = make_article("示例：转载", text="先来的转载。", outlet="示例晚报")
    reprint.reprint_of = make_article("示例：原文", text="后来的原文。", outlet="示例网")
    reprint.save()
    before = exported()
    Article.objects.all().delete()

    list(import_paths([write(tmp_path / "all.jsonl", before)], Counter()))

    assert exported() == before
    assert Article.objects.get(title="示例：转载").reprint_of.title == "示例：原文"


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path
