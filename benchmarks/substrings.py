"""Whether every piece of a report finds it: random substrings asked as a reader types them, bare and in quotes.

python -m benchmarks.substrings --corpus FILE.jsonl[.xz] --docs N --samples N --format json
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpora import read
from search.engine.analysis import characters
from search.engine.documents import SearchRequest
from search.engine.index import Index
from search.engine.query import searcher
from search.text.parsing import parse_line
from search.text.queries import Phrase

LONGEST = 12  # characters of a substring
SHOWN = 10  # hits of a quoted search that are looked into, besides the report it came from
PATIENCE = 60.0  # seconds for a search: what it finds is measured here, not how fast
MOST = 1 << 30  # hits: all


@dataclass
class Tally:
    """found: quoted; found_unquoted: typed bare. quoted_hits_wrong: of quoted_hits, those without the substring."""

    samples: int = 0
    found: int = 0
    found_unquoted: int = 0
    quoted_hits: int = 0
    quoted_hits_wrong: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines with id, title and text, or such as .xz")
    parser.add_argument("--docs", type=int, default=5000)
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--format", choices=("json", "text"), default="text")
    options = parser.parse_args()
    searcher.SECONDS = PATIENCE
    with TemporaryDirectory() as folder:
        tally = asdict(measured(options.corpus, options.docs, options.samples, Path(folder) / "index"))
    print(json.dumps(tally) if options.format == "json" else "\n".join(f"{name}: {n}" for name, n in tally.items()))


def measured(corpus: Path, docs: int, samples: int, folder: Path) -> Tally:
    index = Index(folder)
    index.rebuild(read(corpus, docs))
    texts = {document.id: document.texts["body"] for document in read(corpus, docs)}
    runs = {id: characters(text) for id, text in texts.items()}
    tally = Tally()
    for id, piece in drawn(texts, samples):
        quoted = found_by(index, f'"{piece}"') if quotable(piece) else phrase(index, piece)
        wanted = characters(piece)
        looked_into = [*quoted[:SHOWN], *quoted[-SHOWN:]]
        tally.samples += 1
        tally.found += id in quoted
        tally.found_unquoted += id in found_by(index, piece)
        tally.quoted_hits += len(looked_into)
        tally.quoted_hits_wrong += sum(wanted not in runs[hit] for hit in looked_into)
    return tally


def drawn(texts: dict[int, str], samples: int) -> Iterator[tuple[int, str]]:
    """(document, piece of 1 to LONGEST characters from anywhere in it, never only white space); always the same."""
    chance = random.Random(2019)
    ids = [id for id, text in texts.items() if text.strip()]
    while samples:
        id = chance.choice(ids)
        start, length = chance.randrange(len(texts[id])), chance.randint(1, LONGEST)
        piece = texts[id][start : start + length]
        if piece.strip():
            samples -= 1
            yield id, piece


def found_by(index: Index, line: str) -> list[int]:
    """The ids of all reports that a reader's *line* finds."""
    query = parse_line(line).query
    if query is None:
        return []
    return [hit.id for hit in index.search(SearchRequest(query, stop=MOST, relax=True)).hits]


def quotable(piece: str) -> bool:
    """Whether the line can quote it: a quotation mark in it would end the quotation."""
    return parse_line(f'"{piece}"').query == Phrase(piece)


def phrase(index: Index, piece: str) -> list[int]:
    return [hit.id for hit in index.search(SearchRequest(Phrase(piece), stop=MOST)).hits]


if __name__ == "__main__":
    main()
