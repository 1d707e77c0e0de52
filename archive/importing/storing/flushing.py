"""Flushes the commits of a run to the disk once, at its end. Knows nothing of reports."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def flushed_by_the_next_commit() -> Iterator[None]:
    """Within this context, commits do not wait until SQLite's log is on the disk.

    That wait takes as long as storing a report. A process that is killed loses nothing, because the operating system
    has what it wrote. A power failure can lose the last commits, whole ones only. The first commit after this context
    flushes all of them. Other databases work as usual.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:  # within a transaction SQLite refuses
        yield
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA synchronous").fetchone()
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={usual}")
