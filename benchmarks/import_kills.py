"""Kills imports at moments spread over a run, starts each again, and counts what is half imported, lost or doubled.

python -m benchmarks.import_kills --points 200 --seed 1
"""

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections as databases

from benchmarks.importing import sentences_of, set_up, text

FILES = 12  # of a run; one of them twice under another name
LONGEST_WAIT = 0.03  # seconds from an outcome to the kill


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=200, help="how many times to kill")
    parser.add_argument("--seed", type=int, default=1, help="of the texts and the moments")
    options = parser.parse_args()
    report = killed_often(options.points, options.seed)
    print(json.dumps(report))
    sys.exit(bool(report["half_imported"] or report["wrong_after_second_run"]))


def killed_often(points: int, seed: int) -> dict[str, Any]:
    """points; runs killed before they had ended; reports half imported after a kill; second runs gone wrong."""
    with TemporaryDirectory() as folder:
        set_up(Path(folder) / "data")
        kills = [killed(Path(folder) / str(point), random.Random(f"{seed} {point}"), point) for point in range(points)]
    return {"points": points} | {fact: sum(kill[fact] for kill in kills) for fact in kills[0]}


def killed(texts: Path, chance: random.Random, point: int) -> dict[str, int]:
    from archive.importing.pipeline import import_paths
    from archive.models import Capture

    write(texts, chance, point)
    kill_an_import(texts, chance)
    ours = Capture.objects.filter(origin__startswith=f"{texts}/")
    half, stored = half_imported(texts), ours.count()
    statuses = Counter(outcome.status for outcome in import_paths([texts], Counter()))
    right = statuses == Counter(created=FILES - stored, unchanged=stored, duplicate=1) and ours.count() == FILES
    return {
        "killed_midway": 0 < stored < FILES,
        "half_imported": half,
        "wrong_after_second_run": not right or half_imported(texts) > 0,
    }


def write(texts: Path, chance: random.Random, point: int) -> None:
    texts.mkdir()
    sentences = list(sentences_of(None))
    for number in range(FILES):
        (texts / f"{number:02}.txt").write_text(text(chance, sentences, point * FILES + number), encoding="utf-8")
    (texts / "twin.txt").write_bytes((texts / "00.txt").read_bytes() + b"\n")


def kill_an_import(texts: Path, chance: random.Random) -> None:
    """Start an import and kill it some time after one of its outcomes."""
    databases.close_all()  # SQLite's connections do not survive a fork
    ours, theirs = os.pipe()
    importer = os.fork()
    if not importer:
        import_and_tell(texts, theirs)
    os.close(theirs)
    for _ in range(chance.randint(0, FILES)):
        os.read(ours, 1)
    time.sleep(chance.uniform(0, LONGEST_WAIT))
    os.kill(importer, signal.SIGKILL)
    os.waitpid(importer, 0)
    os.close(ours)


def import_and_tell(texts: Path, told: int) -> None:
    """Import, with one byte to *told* for each outcome."""
    from archive.importing.pipeline import import_paths

    try:
        for _ in import_paths([texts], Counter()):
            os.write(told, b".")
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(0)  # nothing of the process it was forked from is to be ended here


def half_imported(texts: Path) -> int:
    """Reports of which not all is stored that their file says."""
    from archive.importing.inputs.files import inputs
    from archive.importing.reading.reader import read_article
    from archive.models import Article

    wrong = Article.objects.filter(captures=None).count()
    for item in inputs([texts], Counter()):
        record = read_article(item).record
        for article in Article.objects.filter(captures__origin=item.origin):
            found = article.sections.count(), article.metrics.count()
            wrong += found != (len(list(record.walk())), len(record.metrics))
    return wrong


if __name__ == "__main__":
    main()
