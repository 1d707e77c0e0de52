"""Compares the search index with the database, and repairs it with --repair."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from functools import partial
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import OutputWrapper
from tqdm import tqdm

from search.indexing import consistency
from search.indexing.consistency import IndexFaults
from search.indexing.outbox import drain
from search.indexing.status import summary
from search.models import IndexCheck

progress = partial(tqdm, disable=None, unit="batch")  # shown only in a terminal


class Command(BaseCommand):
    help = "Compare the search index with the database. Ends with 0 when they agree, with 1 otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="make the index agree, then compare again")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, repair: bool, format: str, **options: Any) -> None:
        found = consistency.check(progress=progress)
        left = repaired(found) if repair else found
        IndexCheck.note(summary(left))
        write = write_json if format == "json" else write_text
        write(self.stdout, found, left)
        if left:
            sys.exit(1)


def repaired(found: IndexFaults) -> IndexFaults:
    """Repair the index and return the faults that are left."""
    if found:
        consistency.repair(found, progress=progress)
        drain()
    return consistency.check(progress=progress) if found else found


def write_json(out: OutputWrapper, found: IndexFaults, left: IndexFaults) -> None:
    out.write(json.dumps({"agrees": not left, "found": asdict(found), "left": asdict(left)}))


def write_text(out: OutputWrapper, found: IndexFaults, left: IndexFaults) -> None:
    if not found:
        out.write("Index and database agree.")
        return
    for kind, what in asdict(found).items():
        if what:
            out.write(f"{kind}: {what if kind == 'unusable' else ' '.join(map(str, what))}")
    out.write("Repaired." if not left else "They do not agree. Run: manage.py check_index --repair")
