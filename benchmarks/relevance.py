"""How well the site ranks, on a retrieval set: the same reading, steps and engine as a reader's search, beside BM25.

python -m benchmarks.relevance DIR/NAME --format json
DIR/NAME.docs.jsonl {"id", "title", "text"}, DIR/NAME.queries.jsonl {"qid", "text"}, DIR/NAME.qrels.tsv (qid 0 id grade)
"""

import argparse
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

from opencc import OpenCC

from archive.chinese.folding import fold
from benchmarks.bm25 import Bm25
from search.engine.documents import Document, SearchRequest
from search.engine.index import Index
from search.text.parsing import parse_line
from search.text.words import words

DEPTH = 10  # ranks that count
RUN = re.compile(r"\w+")
DIGITS = 5

Judged = dict[str, dict[str, float]]  # qid → document's id → grade
Rank = Callable[[str], list[str]]  # the ids of the best documents for a query


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Documents as rows with id, title and text; queries by qid; judgements, of which grades above 0 are kept."""

    name: str
    documents: list[dict[str, str]]
    queries: dict[str, str]
    judged: Judged

    @classmethod
    def read(cls, path: Path) -> "RetrievalSet":
        """DIR/NAME. Queries that no document answers are left out."""
        judged: Judged = {}
        for line in path.with_name(f"{path.name}.qrels.tsv").read_text(encoding="utf-8").splitlines():
            qid, _, id, grade = line.split("\t")
            if float(grade) > 0:
                judged.setdefault(qid, {})[id] = float(grade)
        queries = {row["qid"]: row["text"] for row in _rows(path, "queries") if row["qid"] in judged}
        return cls(path.name, list(_rows(path, "docs")), queries, judged)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, help="DIR/NAME")
    parser.add_argument("--format", choices=("json", "text"), default="text")
    options = parser.parse_args()
    report = measured(RetrievalSet.read(options.set))
    print(json.dumps(report, ensure_ascii=False) if options.format == "json" else as_text(report))


def measured(given: RetrievalSet) -> dict[str, Any]:
    """Our figures, those of both baselines, and ours for the same queries in the other script."""
    with TemporaryDirectory() as folder:
        ours = site(given.documents, Path(folder) / "index")
        figures = evaluated(ours, given.queries, given.judged)
        other = evaluated(ours, in_other_script(given.queries), given.judged)
    baselines = {
        name: evaluated(plain_bm25(given.documents, cut), given.queries, given.judged)
        for name, cut in (("words", cut_words), ("bigrams", cut_bigrams))
    }
    return {"set": given.name, **figures, "baselines": baselines, "other_script": other}


# --- rankings -----------------------------------------------------------------------------------


def site(rows: list[dict[str, str]], folder: Path) -> Rank:
    """The index of the site, asked as its pages ask."""
    index = Index(folder)
    index.rebuild(Document(n, "", {"title": row["title"], "body": row["text"]}, {}) for n, row in enumerate(rows))
    return partial(_found, index, [row["id"] for row in rows])


def _found(index: Index, ids: list[str], line: str) -> list[str]:
    query = parse_line(line).query
    if query is None:
        return []
    return [ids[hit.id] for hit in index.search(SearchRequest(query, stop=DEPTH, relax=True)).hits]


def plain_bm25(rows: list[dict[str, str]], cut: Callable[[str], list[str]]) -> Rank:
    ranking = Bm25([f"{row['title']}\n{row['text']}" for row in rows], cut)
    ids = [row["id"] for row in rows]
    return lambda line: [ids[place] for place in ranking.best(line, DEPTH)]


def cut_words(text: str) -> list[str]:
    """jieba's words in search mode; folded, which only helps them."""
    return [word.text for word in words(fold(text))]


def cut_bigrams(text: str) -> list[str]:
    """Two neighbours each, of letters, digits and characters with no mark between them."""
    return [first + second for run in RUN.findall(fold(text)) for first, second in pairwise(run)]


def in_other_script(queries: dict[str, str]) -> dict[str, str]:
    """Simplified into Traditional or the reverse, whichever changes more."""
    converters = OpenCC("s2t"), OpenCC("t2s")
    converted = [{qid: converter.convert(text) for qid, text in queries.items()} for converter in converters]
    return max(converted, key=lambda one: sum(one[qid] != text for qid, text in queries.items()))


# --- figures ------------------------------------------------------------------------------------


def evaluated(rank: Rank, queries: dict[str, str], judged: Judged) -> dict[str, float]:
    """Means over the queries of nDCG, reciprocal rank and recall, all at DEPTH."""
    of_queries = [_of_query(rank(line), judged[qid]) for qid, line in queries.items()]
    means = [round(fmean(values), DIGITS) for values in zip(*of_queries, strict=True)]
    return dict(zip(("ndcg@10", "mrr@10", "recall@10"), means, strict=True))


def _of_query(found: list[str], grades: dict[str, float]) -> tuple[float, float, float]:
    gains = [grades.get(id, 0.0) for id in found[:DEPTH]]
    ideal = discounted(sorted(grades.values(), reverse=True)[:DEPTH])
    first = next((1 / rank for rank, gain in enumerate(gains, 1) if gain), 0.0)
    return discounted(gains) / ideal, first, sum(map(bool, gains)) / len(grades)


def discounted(gains: Iterable[float]) -> float:
    """Σ gain / log2(rank + 1), rank from 1 (Järvelin & Kekäläinen, 2002)."""
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def as_text(report: dict[str, Any]) -> str:
    rows = {"ours": report, "other script": report["other_script"], **report["baselines"]}
    return "\n".join(f"{report['set']} {name}: {row['ndcg@10']:.4f}" for name, row in rows.items())


def _rows(path: Path, kind: str) -> Iterator[dict[str, str]]:
    with path.with_name(f"{path.name}.{kind}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
