"""Files made to do harm: each is refused or read in short time, and the good file beside it is imported."""

import resource
from collections import Counter

import pytest

from archive.importing.pipeline import import_paths
from archive.models import Article
from tests.archive.importing.bombs import BOMBS

SECONDS = 2.0  # of computing for a bomb
START = 1.5  # seconds of computing that starting readers takes, on a slow machine


@pytest.mark.django_db
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(name, tmp_path):
    (tmp_path / name).write_bytes(BOMBS[name]())
    (tmp_path / "~good.txt").write_text("示例：好文件\n全区召开座谈12次。\n", encoding="utf-8")
    before = _seconds()

    *harmful, good = import_paths([tmp_path], Counter())

    assert _seconds() - before < SECONDS + START
    assert harmful
    assert all(bomb.problems for bomb in harmful if bomb.status == "failed")
    assert (good.status, Article.objects.filter(title="示例：好文件").exists()) == ("created", True)


def _seconds():
    """Of computing, by this process and by those that it has seen end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
