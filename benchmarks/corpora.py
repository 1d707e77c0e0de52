"""Documents and queries for measurements, out of a file of JSON lines: always the same for the same file."""

import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from archive.chinese.folding import fold
from benchmarks.peers import Asked, tokens
from search.engine.documents import Document

SAMPLE = 1500  # documents that queries are drawn from
PER_KIND = 5


def read(path: Path, count: int) -> Iterator[Document]:
    """The first *count* documents of *path* (.jsonl or .jsonl.xz), with made-up years and dates."""
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as lines:
        for number, line in enumerate(islice(lines, count)):
            row = json.loads(line)
            columns = {"year": (2000 + number % 24,), "published": (number * 7919 % 9000,)}
            yield Document(number + 1, str(number), {"body": f"{row['title']}\n{row['text']}"}, columns)


def queries(documents: Iterator[Document]) -> list[Asked]:
    """Common and rare words, single characters, two to six words with AND and OR, phrases, filters, date order."""
    chance = random.Random(2019)
    texts = [text for document in islice(documents, SAMPLE) if len(text := document.texts["body"]) > 200]
    cut = [tokens(text) for text in texts]
    often = Counter(word for words in cut for word in set(words) if len(word) > 1 and not word.isascii())
    ranked = [word for word, _ in often.most_common()]
    drawn = {
        "word": [(word,) for word in (*ranked[5:200:20][:PER_KIND], *ranked[1000:4000:600], *ranked[20000:26000:1200])],
        "character": [(word,) for word in ("税", "水", "人", "国", "岗")],
        "and": [_together(chance, words, often, 2 + n % 5) for n, words in enumerate(chance.sample(cut, 2 * PER_KIND))],
        "or": [_together(chance, words, often, 2 + n % 5) for n, words in enumerate(chance.sample(cut, 2 * PER_KIND))],
        "phrase": [_neighbours(chance, text) for text in chance.sample(texts, 2 * PER_KIND)],
        "filter": [_together(chance, words, often, 1 + n % 2) for n, words in enumerate(chance.sample(cut, PER_KIND))],
        "date": [_together(chance, words, often, 1 + n % 2) for n, words in enumerate(chance.sample(cut, PER_KIND))],
    }
    return [Asked(kind, words) for kind, drawn_words in drawn.items() for words in drawn_words]


def _together(chance: random.Random, words: list[str], often: Counter[str], count: int) -> tuple[str, ...]:
    """Words of one document, each in more than one of a hundred."""
    common = sorted({word for word in words if often[word] * 100 > SAMPLE})
    return tuple(chance.sample(common, min(count, len(common))))


def _neighbours(chance: random.Random, text: str) -> tuple[str, ...]:
    """Two or three words of two characters that stand in *text* one after the other, with nothing between them."""
    words, count = tokens(text), chance.choice((2, 3))
    runs = [tuple(words[start : start + count]) for start in range(len(words) - count)]
    standing = [run for run in runs if {len(word) for word in run} == {2} and "".join(run) in fold(text)]
    return chance.choice(standing or runs)
