"""When what a run stores is safe from a power failure: at its end, not at each report. Knows nothing of reports."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def flushed_by_the_next_commit():
    """Within this, commits do not wait for SQLite's log to reach the disk, which takes as long as to store a report.

    A process that is killed loses nothing: what it wrote is the operating system's. A power failure can lose the last
    commits, whole ones only. The first commit after this flushes all of them. Other databases go on as they are.
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
