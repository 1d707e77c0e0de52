"""The importer from end to end."""

import json
import logging
import re
from collections import Counter
from pathlib import Path

import pytest

from archive.importing.inputs.containers import Input
from archive.importing.pipeline import import_paths, into_an_empty_archive, preview_paths
from archive.importing.reading.reader import read_article
from archive.importing.records import InputProblem
from archive.models import Article, Capture, ImportRun, Metric, Organization, Section

TEXT = """示例：把書桌搬到議題旁
2019年04月18日 10:05 | 來源:示例網
讀書會辦了三年,全區9個界別各有一間書房。
一、先定議題再定書
共開出書目86種。一是議題認領。每年認領。二是難點先問。匯總疑問240余條。
關鍵詞:讀書 委員
"""


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def run(*paths):
    return [(outcome.status, outcome.article) for outcome in import_paths(paths, Counter())]


def counts():
    return [model.objects.count() for model in (Article, Capture, Section, Metric, Organization)]


# --- one input -----------------------------------------------------------------------------------


def test_figures_of_a_report_lead_back_to_their_sections():
    record, encoding, problems, _ = read_article(Input("a", "a", TEXT.encode("gb18030"), "text"))
    contents = {section.anchor: section.content for section in record.walk()}

    assert (encoding, problems) == ("gb18030", ())
    assert [(figure.anchor, figure.raw) for figure in record.metrics] == [
        ("lead", "三年"),
        ("lead", "9個"),
        ("s1", "86種"),
        ("s1-2", "240余條"),
    ]
    assert all(contents[figure.anchor][figure.start : figure.end] == figure.raw for figure in record.metrics)


def test_own_records_keep_their_figures_and_sections():
    data = {
        "title": "示例：目錄",
        "level": "catalogue",
        "summary": "說明。",
        "metrics": [{"value": "121", "unit": "次", "kind": "count", "raw": "121次"}],
    }
    record = read_article(Input("a", "a", json.dumps(data).encode(), "json")).record

    assert (record.level, record.sections, [figure.raw for figure in record.metrics]) == ("catalogue", (), ["121次"])


# --- runs ----------------------------------------------------------------------------------------

pytestmark_db = pytest.mark.django_db


@pytestmark_db
def test_a_report_is_stored_and_importing_again_changes_nothing(tmp_path):
    file = write(tmp_path / "a.txt", TEXT)

    ((status, article),) = run(file)
    before = counts()

    assert (status, run(file)) == ("created", [("unchanged", article)])
    assert counts() == before


@pytestmark_db
def test_a_run_is_logged_with_its_paths_and_what_became_of_its_inputs(tmp_path, caplog):
    write(tmp_path / "a.txt", TEXT)
    (tmp_path / "b.txt").write_bytes(b"\x00")

    with caplog.at_level(logging.INFO, logger="archive.importing"):
        run(tmp_path)

    number = ImportRun.objects.get().pk
    started, ended = [record.getMessage() for record in caplog.records if record.name.startswith("archive.importing")]
    assert started == f"Import run {number} started: {tmp_path}"
    assert re.fullmatch(rf"Import run {number} ended after \d+\.\d s: 1 created, 1 failed", ended)


@pytestmark_db
def test_a_changed_file_updates_its_report_and_keeps_the_older_capture(tmp_path):
    file = write(tmp_path / "a.txt", TEXT)
    ((_, article),) = run(file)
    write(file, TEXT.replace("86種", "87種"))

    assert run(file) == [("updated", article)]
    assert Article.objects.get().captures.count() == 2
    assert Metric.objects.filter(raw="87種").exists()


@pytestmark_db
def test_a_bad_file_is_told_and_the_others_go_on(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x00\x00")
    write(tmp_path / "b.jsonl", '{"id": "x", "title": "示例：甲", "text": "正文。"}\n{broken\n')
    write(tmp_path / "c.txt", TEXT)

    outcomes = list(import_paths([tmp_path], Counter()))

    assert [outcome.status for outcome in outcomes] == ["failed", "created", "failed", "created"]
    assert (outcomes[2].path, outcomes[2].problems[0].line) == (f"{tmp_path}/b.jsonl::2", 2)
    assert outcomes[0].record is None


@pytestmark_db
@pytest.mark.parametrize(
    "fault", ['"url": "no address"', f'"removed": [{{"line": {10**30}, "rule": "a", "text": "a"}}]']
)
def test_a_record_that_cannot_be_stored_fails_alone(tmp_path, fault):
    good = '{"title": "乙", "text": "正文。"}'
    write(tmp_path / "a.jsonl", f'{{"title": "甲", "level": "catalogue", {fault}}}\n{good}')

    outcomes = list(import_paths([tmp_path], Counter()))

    assert [outcome.status for outcome in outcomes] == ["failed", "created"]
    assert outcomes[0].problems[0].rule == "storing"


@pytestmark_db
def test_a_run_is_recorded_from_its_start_to_its_end(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    (tmp_path / "b.txt").write_bytes(b"\x00")
    outcomes = import_paths([tmp_path], Counter())

    next(outcomes)
    assert ImportRun.objects.get().finished_at is None
    list(outcomes)

    finished = ImportRun.objects.get()
    assert finished.finished_at is not None
    assert (finished.paths, finished.counts) == ([str(tmp_path)], {"created": 1, "failed": 1})
    assert [(failure["path"], failure["rule"]) for failure in finished.failures] == [(f"{tmp_path}/b.txt", "encoding")]


@pytestmark_db
def test_a_run_that_is_broken_off_is_recorded_as_ended(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    outcomes = import_paths([tmp_path], Counter())

    next(outcomes)
    outcomes.close()

    assert ImportRun.objects.get().finished_at is not None
    assert Capture.objects.get().run == ImportRun.objects.get()


@pytestmark_db
def test_a_preview_says_what_would_be_and_writes_nothing(tmp_path):
    known, new = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", "示例：另一篇\n正文在此。")
    ((_, article),) = run(known)
    before = [*counts(), ImportRun.objects.count()]

    found = [(outcome.status, outcome.article) for outcome in preview_paths([known, new], Counter())]

    assert found == [("unchanged", article), ("created", None)]
    assert [*counts(), ImportRun.objects.count()] == before


def test_a_preview_needs_no_database_for_an_empty_archive(tmp_path):
    file = write(tmp_path / "a.txt", TEXT)

    assert [outcome.status for outcome in preview_paths([file], Counter(), into_an_empty_archive)] == ["created"]


@pytestmark_db
def test_an_outcome_as_json_names_what_scripts_rely_on(tmp_path):
    (outcome,) = import_paths([write(tmp_path / "a.txt", "广告\n" + TEXT + "更多\n")], Counter())
    shown = outcome.as_json()

    assert list(shown) == ["path", "status", "article", "problems", "record"]
    assert {
        "title", "published_at", "outlet", "editor", "author", "organization", "channel", "url", "keywords", "script",
        "sections", "metrics", "removed",
    } <= set(shown["record"])  # fmt: skip
    assert shown["record"]["published_at"] == "2019-04-18T10:05:00+08:00"
    assert shown["record"]["removed"] == [{"line": 8, "rule": "more", "text": "更多"}]


def test_problems_count_their_lines_in_the_file(tmp_path):
    file = write(tmp_path / "a.jsonl", "\n\nbroken\n")

    (outcome,) = preview_paths([file], Counter(), into_an_empty_archive)

    assert outcome.problems == (InputProblem("json", 3, "Not JSON: Expecting value at column 1."),)


def test_nesting_too_deep_for_any_reader_is_a_failure(tmp_path):
    section = '{"anchor": "a", "text": "t", "sections": ['
    file = write(
        tmp_path / "a.json", '{"title": "t", "level": "full", "sections": [' + section * 400 + "]}" * 400 + "]}"
    )

    (outcome,) = preview_paths([Path(file)], Counter(), into_an_empty_archive)

    assert outcome.status == "failed"
