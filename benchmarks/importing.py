"""How many reports a second the importer stores and indexes, as `import_articles` does it, into a new archive.

python -m benchmarks.importing --texts 1000 [--corpus FILE.jsonl[.xz]]

The texts are 5 KB each, sentences of the sample reports in random order, or those of a corpus.
"""

import argparse
import json
import os
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.core.management import call_command

from benchmarks.corpora import read

SAMPLES = Path(__file__).parent.parent / "fixtures" / "samples"
SIZE = 5000  # bytes of a text
SENTENCES_OF_A_LINE = 4
NUMBERS = "一二三四五六七八九十"
SENTENCE = re.compile(r"[^。\n]{10,}。")


def main() -> None:
    options = parsed()
    with TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        write_texts(texts, options)
        set_up(Path(folder) / "data")
        print(json.dumps(measured(texts)))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--corpus", type=Path, help="JSON lines with title and text to take the sentences from")
    parser.add_argument("--seed", type=int, default=1, help="of the order of sentences")
    return parser.parse_args()


def set_up(data: Path) -> None:
    """A new archive with its database and index in *data*."""
    os.environ |= {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    for name in ("DATABASE_URL", "SEARCH_URL"):
        os.environ.pop(name, None)
    django.setup()
    call_command("migrate", verbosity=0)


def measured(texts: Path) -> dict[str, Any]:
    """The whole run, from the first file's reading to the last report's being findable."""
    from archive.importing.pipeline import import_paths
    from search.indexing.consistency import IndexFaults, check

    before, started = cpu_seconds(), time.perf_counter()
    statuses = Counter(outcome.status for outcome in import_paths([texts], Counter()))
    seconds, cpu = time.perf_counter() - started, cpu_seconds()
    return {
        "seconds": round(seconds, 2),
        "per_second": round(statuses.total() / seconds, 1),
        "statuses": statuses,
        "index_agrees": check() == IndexFaults(),
        "cpu_seconds": {whose: round(used - before[whose], 2) for whose, used in cpu.items()},
    }


def cpu_seconds() -> dict[str, float]:
    """Of this process and of those it waited for."""
    whose = {"own": resource.RUSAGE_SELF, "workers": resource.RUSAGE_CHILDREN}
    used = {name: resource.getrusage(who) for name, who in whose.items()}
    return {name: round(usage.ru_utime + usage.ru_stime, 2) for name, usage in used.items()}


# --- texts ---------------------------------------------------------------------------------------


def write_texts(folder: Path, options: argparse.Namespace) -> None:
    folder.mkdir()
    chance = random.Random(options.seed)
    sentences = list(sentences_of(options.corpus))
    for number in range(options.texts):
        (folder / f"{number:06}.txt").write_text(text(chance, sentences, number), encoding="utf-8")


def sentences_of(corpus: Path | None) -> Iterator[str]:
    if corpus:
        for document in read(corpus, 3000):
            yield from SENTENCE.findall(document.texts["body"])
    else:
        for sample in sorted(SAMPLES.glob("*.utf8.txt")):
            yield from SENTENCE.findall(sample.read_text(encoding="utf-8"))


def text(chance: random.Random, sentences: list[str], number: int) -> str:
    """A report of title, date, outlet, and numbered sections until it is long enough."""
    lines = [f"示例：第{number}份报告", f"2019年11月{1 + number % 28:02}日 16:16 | 来源：示例{number % 20}网"]
    size = sum(len(line.encode()) for line in lines)
    for place in count():
        line = "".join(chance.sample(sentences, SENTENCES_OF_A_LINE))
        if size + len(line.encode()) > SIZE:
            return "\n".join(lines)
        if place % 2 == 0:
            lines.append(f"{NUMBERS[place // 2 % 10]}、第{place}个题目")
        lines.append(line)
        size += len(line.encode())
    raise AssertionError("the loop ends by itself")


if __name__ == "__main__":
    main()
