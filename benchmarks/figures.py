"""How fast figures are found in running text, on one core.

python -m benchmarks.figures [--corpus FILE.jsonl[.xz]] [--characters N] [--format json]
"""

import argparse
import json
import lzma
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.importing.extracting.decoding import decode
from archive.metrics.extraction import extract_metrics

SAMPLES = Path(__file__).parents[1] / "fixtures" / "samples"
ROUNDS = 3  # of which the best counts


def main() -> None:
    options = parsed()
    report = measured(list(texts(options.corpus, options.characters)))
    print(json.dumps(report) if options.format == "json" else "\n".join(f"{key}: {report[key]}" for key in report))


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSON lines with text, or such as .xz; default: the sample reports")
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--format", choices=("json", "text"), default="json")
    return parser.parse_args(arguments)


def measured(reports: list[str]) -> dict[str, Any]:
    """Characters and figures of the *reports*, and characters a second of processor time in the best round."""
    characters = sum(map(len, reports))
    times, count = [], 0
    for _ in range(ROUNDS):
        started = time.process_time()
        count = sum(len(extract_metrics(report)) for report in reports)
        times.append(time.process_time() - started)
    return {"characters": characters, "figures": count, "characters_per_second": round(characters / min(times))}


def texts(corpus: Path | None, characters: int) -> Iterator[str]:
    """Reports until there are so many characters; the samples over and over where no corpus is given."""
    source = _lines(corpus) if corpus else _samples()
    while characters > 0 and (text := next(source, None)) is not None:
        characters -= len(text)
        yield text


def _lines(corpus: Path) -> Iterator[str]:
    with lzma.open(corpus) if corpus.suffix == ".xz" else corpus.open("rb") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _samples() -> Iterator[str]:
    reports = [decode(path.read_bytes()).text for path in sorted(SAMPLES.iterdir())]
    while True:
        yield from reports


if __name__ == "__main__":
    main()
