"""A process that is killed while it edits and indexes, or runs out of disk, leaves what the next drain completes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LIMITS = (0, 1000, 5000, 100_000)  # bytes to which a file may grow; with the most, notes could be deleted

FULL_DISK = """
import json, resource, sys
import django
django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from search.indexing.site_index import reopen, site_index
from haystack.query import SearchQuerySet
from archive.models import Article
from search.indexing.consistency import IndexFaults, check
from search.models import Outbox
from search.indexing.outbox import drain

def make(text):
    article = Article.objects.create(title="示例：" + text)
    article.sections.create(kind="lead", anchor="lead", position=0, text=(text + "协商民主") * 99)
    return article

def state():
    return [SearchQuerySet().filter(content="税务").count(), SearchQuerySet().count(), Outbox.objects.count()]

call_command("migrate", verbosity=0)
old = make("税务")
with site_index().writing(), transaction.atomic():
    old.delete()
    for number in range(200):
        make("街乡")

with connection.cursor() as cursor:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the database's own log begins small
limit, most = int(sys.argv[1]), resource.getrlimit(resource.RLIMIT_FSIZE)[1]
states = [state()]
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
drain()
states.append(state())
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
drain()
states.append(state())
print(json.dumps({"states": states, "agree": check() == IndexFaults()}))
"""


def run(*command, **environment):
    """What the process, which is to succeed, printed, and what it logged."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SEARCH_URL")}
        | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout), done.stderr


def test_after_each_kill_the_index_opens_and_a_drain_brings_agreement():
    report, _ = run("-m", "benchmarks.kills", "--points", "10")

    assert (report["points"], report["wrong"]) == (10, [])
    assert report["amid_indexing"] > 0


@pytest.mark.parametrize("limit", LIMITS)
def test_on_a_full_disk_old_results_and_notes_stay_until_there_is_room(tmp_path, limit):
    report, log = run("-c", FULL_DISK, str(limit), DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="archive.settings")

    before = [1, 1, 201]  # reports found by the old text, reports in the index, notes
    assert report == {"states": [before, before, [0, 200, 0]], "agree": True}
    assert "Changes could not be indexed and stay noted" in log
