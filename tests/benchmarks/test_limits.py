"""The measurements of limits themselves: they count what goes wrong, and nothing else."""

import json

import pytest

from benchmarks import limits
from benchmarks.corpora import read
from search.engine.documents import Document
from search.engine.index import Index
from search.engine.query.searcher import OutOfTime, SearchRefused
from tests.search import samples

COUNT = 12


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    texts = [samples.ALL[number % len(samples.ALL)] for number in range(COUNT)]
    rows = [{"title": text.splitlines()[0], "text": text * 3} for text in texts]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def failing(problem):
    class Failing:
        def search(self, request):
            raise problem

    return Failing()


def outcome(problem):
    asked = limits.ask(failing(problem), "街乡")
    return asked.late, asked.refused, asked.fault


def test_a_sound_engine_has_nothing_counted_against_it(corpus, tmp_path):
    options = limits.parsed(["--corpus", str(corpus), "--docs", str(COUNT), "--edits", "10", "--strings", "50"])

    report = limits.measured(options, tmp_path / "index")

    assert report["documents"] == COUNT
    assert [(report[part]["count"]) for part in ("worst_queries", "strings", "edits")] == [50, 50, 10]
    for part in ("worst_queries", "strings"):
        assert (report[part]["exceptions"], report[part]["over_the_deadline"], report[part]["faults"]) == (0, 0, {})
    wrong = ("edits_not_found", "entries_wrong", "documents_counted_wrong")
    assert [report["edits"][name] for name in wrong] == [0, 0, 0]
    assert json.loads(json.dumps(report)) == report
    assert limits.as_text(report)


def test_the_worst_queries_are_distinct_and_of_what_is_commonest(corpus):
    commonest = limits.Commonest.of(read(corpus, COUNT))

    assert commonest.characters[0] == max(commonest.characters, key="".join(samples.ALL).count)
    assert len(limits.worst_queries(commonest)) == 50
    assert limits.worst_queries(commonest)[0] == commonest.characters[0]


def test_generated_strings_are_always_the_same_and_hold_every_kind(corpus):
    commonest = limits.Commonest.of(read(corpus, COUNT))

    made = list(limits.strings(commonest, 500))

    assert made == list(limits.strings(commonest, 500))
    for piece in ("“", " NOT ", "title:", "\ud800", "\0", "👩‍👩‍👧"):
        assert any(piece in line for line in made)


def test_an_error_is_a_fault_and_a_refusal_is_not():
    assert outcome(ZeroDivisionError("no")) == (False, False, "ZeroDivisionError('no')")
    assert outcome(SearchRefused("too many")) == (False, True, "")
    assert outcome(OutOfTime("too slow")) == (True, False, "")


def test_an_answer_after_the_deadline_is_late(tmp_path, monkeypatch):
    index = Index.open(tmp_path / "index")
    assert not limits.ask(index, "街乡").late

    monkeypatch.setattr(limits, "SECONDS", 0.0)

    assert limits.ask(index, "街乡").late


def test_an_index_that_brings_back_the_deleted_is_told(tmp_path):
    class Forgetful(Index):
        def write(self, documents, removed=()):
            super().write(documents)

    texts = {"title": "示例", "body": "街乡"}
    documents = [Document(id, "v", texts, {}) for id in range(1, COUNT + 1)]
    index = Forgetful(tmp_path / "index")
    index.rebuild(documents)

    figures = limits.of_edits(index, documents[:10])

    assert (figures["edits_not_found"], figures["entries_wrong"], figures["documents_counted_wrong"]) == (0, 1, 1)
