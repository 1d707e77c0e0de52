"""Files made to do harm: each is refused or read in short time, and the good file beside it is imported."""

import resource
from collections import Counter

import pytest

from archive.importing.containers import Input
from archive.importing.pipeline import import_paths
from archive.importing.workers import read_in_workers
from archive.models import Article
from tests.archive.importing.bombs import BOMBS

GOOD = "示例：好文件\n全区召开座谈12次。\n".encode()
SECONDS = 2.0  # of computing for a bomb
STARTS = 2.0  # times what starting readers takes on this machine: one that died is replaced, and machines are noisy


@pytest.fixture(scope="module")
def starting():
    """Seconds of computing until all readers have started and read something harmless."""
    before = _seconds()
    list(read_in_workers([Input(name, name, GOOD, "text") for name in ("one.txt", "another.txt")]))
    return _seconds() - before


@pytest.mark.django_db
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(name, tmp_path, starting):
    (tmp_path / name).write_bytes(BOMBS[name]())
    (tmp_path / "~good.txt").write_bytes(GOOD)
    before = _seconds()

    *harmful, good = import_paths([tmp_path], Counter())

    assert _seconds() - before < SECONDS + STARTS * starting
    assert harmful
    assert all(bomb.problems for bomb in harmful if bomb.status == "failed")
    assert (good.status, Article.objects.filter(title="示例：好文件").exists()) == ("created", True)


def _seconds():
    """Of computing, by this process and by those that it has seen end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
