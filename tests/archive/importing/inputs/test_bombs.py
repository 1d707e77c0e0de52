"""Files made to do harm: each is refused or read in short time, and the good file beside it is imported."""

import os
from collections import Counter
from pathlib import Path

import pytest

from archive.importing.inputs.containers import Input, Unreadable
from archive.importing.inputs.files import inputs
from archive.importing.pipeline import import_inputs
from archive.importing.reading.workers import AHEAD, CORES
from archive.importing.records import InputProblem
from archive.models import Article
from tests.archive.importing.bombs import BOMBS

SECONDS = 2.0  # of computing for a bomb
TICKS = os.sysconf("SC_CLK_TCK")


@pytest.mark.django_db
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(name, tmp_path):
    (tmp_path / name).write_bytes(BOMBS[name]())
    (tmp_path / "~good.txt").write_text("示例：好文件\n全区召开座谈12次。\n", encoding="utf-8")
    started = []

    outcomes = list(import_inputs(after_the_start(inputs([tmp_path], Counter()), started), [name]))
    *harmful, good = outcomes[AHEAD * CORES + 1 :]

    assert seconds() - started[0] < SECONDS
    assert harmful
    assert all(bomb.problems for bomb in harmful if bomb.status == "failed")
    assert (good.status, Article.objects.filter(title="示例：好文件").exists()) == ("created", True)


def after_the_start(items, started):
    """The items after others that are read first; what all has cost by then, as nothing of theirs has, is noted."""
    yield Input("first", "first", "示例：先读的文件\n".encode(), "text")
    for _ in range(AHEAD * CORES):  # one more than are taken ahead: then the first has been read
        yield Unreadable("filler", InputProblem("sample", 0, "示例"))
    started.append(seconds())
    yield from items


def seconds():
    """Return the processor time of this process, of its running descendants, and of those that have ended."""
    used = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, fields = stat.parent.name, stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        used[int(number)] = int(fields[1]), sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while more := {number for number, (parent, _) in used.items() if parent in ours} - ours:
        ours |= more
    return sum(used[number][1] for number in ours) / TICKS
