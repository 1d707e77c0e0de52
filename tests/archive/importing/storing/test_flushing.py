"""Commits of a run wait for the disk at its end only; other databases and transactions are left as they are."""

from collections import Counter

import pytest
from django.db import connection, transaction

from archive.importing.pipeline import import_paths
from archive.importing.storing.flushing import flushed_by_the_next_commit

FULL, NORMAL = 2, 1  # as SQLite numbers them


def synchronous():
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA synchronous").fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_commits_wait_for_the_disk_again_however_a_run_ends():
    assert synchronous() == FULL
    with flushed_by_the_next_commit():
        assert synchronous() == NORMAL
    assert synchronous() == FULL

    with pytest.raises(KeyboardInterrupt), flushed_by_the_next_commit():
        raise KeyboardInterrupt
    assert synchronous() == FULL


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_open_already_is_left_as_it_is():
    with transaction.atomic(), flushed_by_the_next_commit():
        assert synchronous() == FULL


@pytest.mark.django_db(transaction=True)
def test_a_run_waits_for_the_disk_at_its_end(tmp_path):
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.txt").write_text(f"示例：{name}\n2019年11月22日\n{name}說了很多。", encoding="utf-8")

    seen = [(outcome.status, synchronous()) for outcome in import_paths([tmp_path], Counter())]

    assert seen == [("created", NORMAL)] * 2
    assert synchronous() == FULL
