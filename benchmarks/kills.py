"""Kills a process that edits and indexes, at random moments, and tells what is wrong after each kill.

python -m benchmarks.kills --points 100 --seed 1
"""

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from dataclasses import asdict
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.core.management import call_command
from django.db import connections as databases
from django.db import transaction

LONGEST_LIFE = 0.4  # seconds from a writer's start to its kill
MOST_REPORTS = 40  # from which on edits delete rather than add


def main() -> None:
    options = parsed()
    with TemporaryDirectory() as folder:
        set_up(folder)
        kills = [killed(f"{options.seed} {point}") for point in range(options.points)]
    wrong = [kill for kill in kills if kill["unusable"] or kill["left"]]
    print(json.dumps({"points": len(kills), "amid_indexing": sum(kill["noted"] > 0 for kill in kills), "wrong": wrong}))
    sys.exit(bool(wrong))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=100, help="how many times to kill")
    parser.add_argument("--seed", type=int, default=1, help="of the edits and the moments")
    return parser.parse_args()


def set_up(folder: str) -> None:
    """A new archive with its database and index in *folder*."""
    os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "archive.settings"}
    for name in ("DATABASE_URL", "SEARCH_URL"):
        os.environ.pop(name, None)
    django.setup()
    call_command("migrate", verbosity=0)
    edit(random.Random(0), 0)  # loads the dictionary, which the writers then have from their start


def killed(seed: str) -> dict[str, Any]:
    """What one kill left: notes not yet indexed, why the index could not be opened, and faults after a drain."""
    from search.indexing.consistency import check
    from search.indexing.outbox import drain
    from search.indexing.site_index import reopen
    from search.models import Outbox

    kill_a_writer(random.Random(seed))
    reopen()  # every file is verified anew, as after a restart
    noted, unusable = Outbox.objects.count(), check().unusable
    drain()
    left = {kind: ids for kind, ids in asdict(check()).items() if ids}
    return {"seed": seed, "noted": noted, "unusable": unusable, "left": left}


def kill_a_writer(chance: random.Random) -> None:
    databases.close_all()  # SQLite's connections do not survive a fork
    writer = os.fork()
    if not writer:
        edit_for_ever(chance)
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise RuntimeError("The writer ended before it was killed; its error is above.")


def edit_for_ever(chance: random.Random) -> None:
    try:
        for step in count():
            with transaction.atomic():
                edit(chance, step)
                transaction.set_rollback(chance.random() < 0.2)
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(1)  # nothing of the process it was forked from is to be ended here


def edit(chance: random.Random, step: int) -> None:
    from archive.models import Article

    articles = list(Article.objects.all())
    if len(articles) <= chance.randrange(MOST_REPORTS):
        article = Article.objects.create(title=f"示例：第{step}步")
        article.sections.create(kind="lead", anchor="lead", position=0, text="税务街乡" * chance.randint(1, 99))
    elif chance.random() < 0.5:
        chance.choice(articles).delete()
    else:
        article = chance.choice(articles)
        article.title = f"示例：改于第{step}步"
        article.save()


if __name__ == "__main__":
    main()
