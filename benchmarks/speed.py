"""How fast the search engine is, beside others on the same documents and queries, in one run and in turn.

python -m benchmarks.speed --corpus FILE.jsonl[.xz] --docs N --peers stock,fts5,tantivy --format json
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import geometric_mean, median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.corpora import queries, read
from benchmarks.peers import PEERS, Asked, Peer

ROUNDS = 7
# Ratio → (the rival's engine, ours): like against like.
SEARCHES = {
    "search_words_vs_stock": ("stock", "ours_words"),
    "search_words_vs_fts5": ("fts5", "ours_words"),
    "search_words_vs_tantivy": ("tantivy", "ours_words"),
    "search_full_vs_stock": ("stock", "ours"),
    "search_full_vs_tantivy": ("tantivy_both", "ours_both"),
}
INDEXING = {
    "index_vs_stock": ("stock", "ours"),
    "index_vs_fts5": ("fts5", "ours"),
    "index_vs_tantivy": ("tantivy_both", "ours"),
}
SAME_FOLDER = {"ours_words": "ours", "ours_both": "ours"}


def main() -> None:
    options = parsed()
    with TemporaryDirectory() as folder:
        report = measured(options.corpus, options.docs, engines(options.peers), Path(folder))
    print(json.dumps(report, ensure_ascii=False, indent=1) if options.format == "json" else as_text(report))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines with id, title and text, or such as .xz")
    parser.add_argument("--docs", type=int, default=20_000)
    parser.add_argument("--peers", default="stock,fts5,tantivy", help="any of stock, fts5, tantivy, with commas")
    parser.add_argument("--format", choices=("json", "text"), default="text")
    return parser.parse_args()


def engines(peers: str) -> list[str]:
    named = [name for name in peers.split(",") if name]
    if unknown := set(named) - {"stock", "fts5", "tantivy"}:
        sys.exit(f"Unknown peers: {', '.join(sorted(unknown))}. Choose from stock, fts5, tantivy.")
    return ["ours", "ours_words", "ours_both", *named, *(["tantivy_both"] if "tantivy" in named else [])]


def measured(corpus: Path, count: int, names: list[str], folder: Path) -> dict[str, Any]:
    built = {name: build(name, corpus, count, folder / name) for name in names if name not in SAME_FOLDER}
    opened = {name: PEERS[name]() for name in names}
    opening = {name: opening_time(peer, folder / SAME_FOLDER.get(name, name)) for name, peer in opened.items()}
    asked = queries(read(corpus, count))
    times, totals = search_times(opened, asked)
    return {
        "ratios": ratios(times, built),
        "docs": count,
        "indexing": built,
        "open_ms": {name: 1000 * seconds for name, seconds in opening.items()},
        "search_ms": by_kind(times, asked),
        "queries": [
            {"kind": one.kind, "words": one.words}
            | {name: {"ms": 1000 * times[name][at], "hits": totals[name][at]} for name in names}
            for at, one in enumerate(asked)
        ],
    }


def build(name: str, corpus: Path, count: int, folder: Path) -> dict[str, float]:
    """Build in a process of its own, so that memory is this engine's alone."""
    folder.mkdir(mode=0o700)
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.building", name, str(corpus), str(count), str(folder)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    built: dict[str, float] = json.loads(output.splitlines()[-1])
    built["docs_per_second"] = count / built["seconds"]
    built["bytes_per_text_byte"] = built["bytes"] / built["text_bytes"]
    return built


def opening_time(peer: Peer, folder: Path) -> float:
    return median(timed(lambda: peer.open(folder)) for _ in range(ROUNDS))


def search_times(peers: dict[str, Peer], asked: list[Asked]) -> tuple[dict[str, list[float]], dict[str, list[int]]]:
    """For each engine and query the median time, engines in turn within each query, and its number of hits."""
    totals = {name: [peer.search(one) for one in asked] for name, peer in peers.items()}
    rounds: dict[str, list[list[float]]] = {name: [[] for _ in asked] for name in peers}
    for _ in range(ROUNDS):
        for at, one in enumerate(asked):
            for name, peer in peers.items():
                rounds[name][at].append(timed(lambda: peer.search(one)))  # noqa: B023 - called at once
    return {name: [median(times) for times in own] for name, own in rounds.items()}, totals


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def ratios(times: dict[str, list[float]], built: dict[str, dict[str, float]]) -> dict[str, float]:
    """The rival's time by our time: above 1 we are faster."""
    found = {
        name: geometric_mean(theirs / own for theirs, own in zip(times[rival], times[ours], strict=True))
        for name, (rival, ours) in SEARCHES.items()
        if rival in times
    }
    return found | {
        name: built[rival]["seconds"] / built[ours]["seconds"]
        for name, (rival, ours) in INDEXING.items()
        if rival in built
    }


def by_kind(times: dict[str, list[float]], asked: list[Asked]) -> dict[str, dict[str, float]]:
    """Kind of query → engine → geometric mean in milliseconds."""
    kinds = list(dict.fromkeys(one.kind for one in asked))
    return {
        kind: {
            name: 1000 * geometric_mean(time for time, one in zip(own, asked, strict=True) if one.kind == kind)
            for name, own in times.items()
        }
        for kind in kinds
    }


def as_text(report: dict[str, Any]) -> str:
    return "\n".join(
        [
            f"{report['docs']} documents",
            *table("indexing", report["indexing"]),
            *table("milliseconds to open", {"": report["open_ms"]}),
            *table("milliseconds to search", report["search_ms"]),
            *table("their time / ours", {name: {"": ratio} for name, ratio in report["ratios"].items()}),
        ]
    )


def table(title: str, rows: dict[str, dict[str, float]]) -> Iterable[str]:
    yield f"\n{title}"
    for name, row in rows.items():
        yield f"  {name:24}" + "  ".join(f"{key} {value:.4g}" for key, value in row.items())


if __name__ == "__main__":
    main()
