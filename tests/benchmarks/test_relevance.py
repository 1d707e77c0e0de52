"""The measurement of ranking, on sets small enough to be worked out by hand; and floors under the figures themselves.

The floors in relevance_floors.json may only rise: raise one when the ranking has become better.
"""

import json
import random
from pathlib import Path

import pytest

from benchmarks.relevance import RetrievalSet, evaluated, in_other_script, measured
from tests.benchmarks.retrieval_set import DOCUMENTS, QUERIES

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "relevance_floors.json").read_text())
PUBLIC = HERE.parents[1] / ".." / "shared" / "eval"
MOST_DOCUMENTS, MOST_QUERIES = 2000, 150


def written(folder, documents, queries):
    """A retrieval set in *folder*; queries: text → the ids that answer it."""
    rows = [json.dumps({"id": id, "title": title, "text": text}) for id, title, text in documents]
    (folder / "own.docs.jsonl").write_text("\n".join(rows))
    numbered = list(enumerate(queries.items()))
    (folder / "own.queries.jsonl").write_text(
        "\n".join(json.dumps({"qid": str(n), "text": q}) for n, (q, _) in numbered)
    )
    (folder / "own.qrels.tsv").write_text("".join(f"{n}\t0\t{id}\t1\n" for n, (_, ids) in numbered for id in ids))
    return RetrievalSet.read(folder / "own")


def test_figures_are_those_worked_out_by_hand():
    ranks = {"first": ["a", "x"], "second": ["x", "a", "b"], "none": []}
    judged = {"first": {"a": 1.0}, "second": {"a": 1.0, "b": 1.0}, "none": {"a": 1.0}}

    figures = evaluated(ranks.__getitem__, {name: name for name in ranks}, judged)

    of_second = (0.63093 + 0.5) / (1 + 0.63093)
    expected = {"ndcg@10": (1 + of_second) / 3, "mrr@10": 1.5 / 3, "recall@10": 2 / 3}
    assert figures == pytest.approx(expected, abs=1e-5)


def test_what_is_reported(tmp_path):
    documents = [("a", "示例：电梯", "老旧小区的电梯更新。"), ("b", "", "河道治理。"), ("c", "", "养老服务。")]

    report = measured(written(tmp_path, documents, {"电梯更新了吗": ["a"], "河道": ["b"], "无人判断": []}))

    perfect = {"ndcg@10": 1.0, "mrr@10": 1.0, "recall@10": 1.0}
    assert report == {
        "set": "own",
        **perfect,
        "baselines": {"words": perfect, "bigrams": perfect},
        "other_script": perfect,
    }


@pytest.mark.parametrize(("text", "other"), [("电梯", "電梯"), ("電梯", "电梯")])
def test_queries_go_into_the_script_they_are_not_in(text, other):
    assert in_other_script({"1": text}) == {"1": other}


def test_ranking_of_our_own_reports_does_not_fall(tmp_path):
    report = measured(written(tmp_path, DOCUMENTS, QUERIES))

    assert report["ndcg@10"] >= FLOORS["own"], report
    assert report["other_script"]["ndcg@10"] >= report["ndcg@10"] - 0.003, report


@pytest.mark.parametrize("name", sorted(FLOORS.keys() - {"own"}))
def test_ranking_of_public_sets_does_not_fall(name):
    """On a sample, always the same, of the queries, and of the documents all that answer one and some that do not."""
    if not PUBLIC.exists():
        pytest.skip(f"skipped: ../shared/eval/{name} absent")
    report = measured(sampled(RetrievalSet.read(PUBLIC / name)))

    assert report["ndcg@10"] >= FLOORS[name], report


def sampled(given):
    chance = random.Random(2019)
    queries = dict(chance.sample(sorted(given.queries.items()), MOST_QUERIES))
    judged = {qid: given.judged[qid] for qid in queries}
    answers = {id for grades in judged.values() for id in grades}
    others = chance.sample([row for row in given.documents if row["id"] not in answers], MOST_DOCUMENTS // 2)
    documents = [row for row in given.documents if row["id"] in answers]
    return RetrievalSet(given.name, documents + others, queries, judged)
