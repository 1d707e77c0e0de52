"""Whether the search engine keeps its promises at its limits: the worst queries, many small edits, any string at all.

python -m benchmarks.limits --corpus FILE.jsonl[.xz] --docs N --strings N --format json
"""

import argparse
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.corpora import read
from benchmarks.hard_queries import Commonest, strings, worst_queries
from search.engine.documents import Document, SearchRequest
from search.engine.index import Index
from search.engine.query.searcher import SECONDS, OutOfTime, SearchRefused
from search.text.parsing import parse_line
from search.text.queries import Everything, Phrase

SAMPLE = 2000  # documents in which the commonest characters and words are counted
EDITS = 200
PER_REMOVAL = 10  # edits, the last of which also removes another document
SHOWN = 5  # queries of each list in the report


def main() -> None:
    options = parsed()
    with TemporaryDirectory() as folder:
        report = measured(options, Path(folder) / "index")
    print(json.dumps(report, ensure_ascii=False, indent=1) if options.format == "json" else as_text(report))


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines with id, title and text, or such as .xz")
    parser.add_argument("--docs", type=int, default=20_000)
    parser.add_argument("--edits", type=int, default=EDITS)
    parser.add_argument("--strings", type=int, default=100_000)
    parser.add_argument("--format", choices=("json", "text"), default="text")
    return parser.parse_args(arguments)


def measured(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    Index(folder).rebuild(map(titled, read(options.corpus, options.docs)))
    commonest = Commonest.of(islice(read(options.corpus, options.docs), SAMPLE))
    return {
        "documents": Index(folder).search(SearchRequest(Everything())).total,
        "worst_queries": of_queries([ask_cold(folder, line) for line in worst_queries(commonest)]),
        "strings": of_queries(ask_all(Index(folder), strings(commonest, options.strings))),
        "edits": of_edits(Index(folder), map(titled, spread(options))),
    }


def spread(options: argparse.Namespace) -> Iterable[Document]:
    """As many documents as there shall be edits, from everywhere in the corpus."""
    step = max(1, options.docs // options.edits)
    return islice(read(options.corpus, options.docs), 0, step * options.edits, step)


def titled(document: Document) -> Document:
    """The same with its first line for a title, so that queries have two fields to look in."""
    title, _, body = document.texts["body"].partition("\n")
    return replace(document, texts={"title": title, "body": body})


# --- asking -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """How one line fared.

    cpu_seconds: without the time this process waited for others. fault: the exception that should not have been.
    """

    line: str
    seconds: float
    cpu_seconds: float
    late: bool = False
    refused: bool = False
    fault: str = ""


def ask_cold(folder: Path, line: str) -> Asked:
    """By an index just opened, which remembers nothing of earlier queries."""
    index = Index(folder)
    index.search(SearchRequest(Everything()))
    return ask(index, line)


def ask_all(index: Index, lines: Iterable[str]) -> list[Asked]:
    return [ask(index, line) for line in lines]


def ask(index: Index, line: str) -> Asked:
    outcome: dict[str, Any] = {}
    started, cpu_started = time.perf_counter(), time.process_time()
    try:
        if (query := parse_line(line).query) is not None:
            index.search(SearchRequest(query, facets=("year",), relax=True))
    except SearchRefused:
        outcome["refused"] = True
    except OutOfTime:
        outcome["late"] = True
    except Exception as problem:  # whatever it is, it is what is looked for here
        outcome["fault"] = repr(problem)
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu_started
    return Asked(line, seconds, cpu_seconds, **({"late": seconds > SECONDS} | outcome))


def of_queries(asked: list[Asked]) -> dict[str, Any]:
    slowest = sorted(asked, key=lambda one: -one.seconds)
    faults = [one for one in asked if one.fault]
    return {
        "count": len(asked),
        "median_ms": milliseconds(median(one.seconds for one in asked)),
        "slowest_ms": milliseconds(slowest[0].seconds),
        "most_cpu_ms": milliseconds(max(one.cpu_seconds for one in asked)),
        "over_the_deadline": sum(one.late for one in asked),
        "refused": sum(one.refused for one in asked),
        "exceptions": len(faults),
        "slowest": {printable(one.line): milliseconds(one.seconds) for one in slowest[:SHOWN]},
        "faults": {printable(one.line): one.fault for one in faults[:SHOWN]},
    }


def printable(line: str) -> str:
    return line.encode(errors="backslashreplace").decode()


# --- editing ------------------------------------------------------------------------------------


def of_edits(index: Index, documents: Iterable[Document]) -> dict[str, Any]:
    """Commits of one document each, every one followed by a search that must find it by a word it was given."""
    expected = dict(index.versions())
    times, unfound = [], 0
    for number, document in enumerate(documents, 1):
        edited, removed = edit(document, number), removals(number, document, expected)
        started = time.perf_counter()
        index.write([edited], removed)
        found = [hit.id for hit in index.search(SearchRequest(mark(number))).hits]
        times.append(time.perf_counter() - started)
        unfound += found != [document.id]
        expected[document.id] = edited.version
        for id in removed:
            del expected[id]
    return of_times(times) | {
        "edits_not_found": unfound,
        "entries_wrong": len(set(expected.items()) ^ set(index.versions())),
        "documents_counted_wrong": abs(index.search(SearchRequest(Everything())).total - len(expected)),
        "segments": len(index._current().searcher.segments),
    }


def edit(document: Document, number: int) -> Document:
    """With a word at its end that no other document has."""
    body = f"{document.texts['body']}\n{mark(number).text}"
    return replace(document, version=f"edit {number}", texts=document.texts | {"body": body})


def mark(number: int) -> Phrase:
    return Phrase(f"qzedit{number}qz")


def removals(number: int, document: Document, present: dict[int, str]) -> list[int]:
    """Every so often the last of all documents, unless it is the edited one."""
    last = max(present)
    return [last] if number % PER_REMOVAL == 0 and last != document.id else []


def of_times(times: list[float]) -> dict[str, float]:
    """Of writing one document and finding it."""
    quarter = max(1, len(times) // 4)
    return {
        "count": len(times),
        "median_ms": milliseconds(median(times)),
        "p95_ms": milliseconds(quantiles(times, n=20)[-1]),
        "slowest_ms": milliseconds(max(times)),
        "first_quarter_median_ms": milliseconds(median(times[:quarter])),
        "last_quarter_median_ms": milliseconds(median(times[-quarter:])),
    }


def milliseconds(seconds: float) -> float:
    return round(1000 * seconds, 2)


def as_text(report: dict[str, Any]) -> str:
    return "\n".join(f"{part}: {json.dumps(figures, ensure_ascii=False)}" for part, figures in report.items())


if __name__ == "__main__":
    main()
