"""Imports articles from files and folders, and prints the outcome of each input."""

import json
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from archive.importing.inputs.files import count_inputs
from archive.importing.pipeline import Outcome, Outcomes, import_paths, into_an_empty_archive, preview_paths
from archive.importing.storing.deduplication import resolve
from archive.models import Capture

EXAMPLE = "manage.py import_articles reports/ page.html corpus.jsonl"


class Command(BaseCommand):
    help = (
        "Import reports: text, Markdown, HTML, MHTML, Word (.docx), PDF, JSON and JSON lines, and what is in folders,"
        f" ZIP, WARC and WACZ. What is in the archive already is left as it is. Example: {EXAMPLE}"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, folder or archive")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="json: one object a line")
        parser.add_argument("--progress", action="store_true", default=None, help="show a progress bar")
        parser.add_argument("--no-progress", action="store_false", dest="progress", help="show none")

    def handle(self, *, paths: list[Path], dry_run: bool, progress: bool | None, **options: Any) -> None:
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}. Type for example: {EXAMPLE}")
        write = {"json": self.write_json, "text": self.write_text}[options["format"]]
        passed_over: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        outcomes = self.outcomes(paths, passed_over, dry_run=dry_run)
        with self.progress_bar(paths, progress) as bar, ended_quietly(outcomes):
            for outcome in outcomes:
                counts[outcome.status] += 1
                if self.stdout.isatty():
                    bar.clear()  # else the line would be written into the bar
                write(outcome)
                bar.update()
            self.stdout.flush()
        self.summarize(counts, passed_over, dry_run=dry_run)

    def outcomes(self, paths: list[Path], passed_over: Counter[str], *, dry_run: bool) -> Outcomes:
        has_tables = Capture._meta.db_table in connection.introspection.table_names()
        if not has_tables and not dry_run:
            raise CommandError("The database has no tables yet. Type: manage.py migrate")
        if not dry_run:
            return import_paths(paths, passed_over)
        if not has_tables:
            self.stderr.write("The database has no tables yet, so every report counts as new.")
        return preview_paths(paths, passed_over, resolve if has_tables else into_an_empty_archive)

    def progress_bar(self, paths: list[Path], wanted: bool | None) -> tqdm:
        shown = sys.stderr.isatty() if wanted is None else wanted
        return tqdm(total=count_inputs(paths) if shown else None, unit=" reports", disable=not shown)

    def write_json(self, outcome: Outcome) -> None:
        self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))

    def write_text(self, outcome: Outcome) -> None:
        title = f": {outcome.record.title}" if outcome.record else ""
        number = f" (report {outcome.article})" if outcome.article else ""
        self.stdout.write(f"{outcome.status:<9} {outcome.path}{title}{number}")
        for problem in outcome.problems:
            place = f"line {problem.line}: " if problem.line else ""
            self.stdout.write(f"          {place}{problem.message} [{problem.rule}]")

    def summarize(self, counts: Counter[str], passed_over: Counter[str], *, dry_run: bool) -> None:
        total = ", ".join(f"{number} {status}" for status, number in counts.items()) or "no input found"
        self.stderr.write(f"{'Dry run, nothing written' if dry_run else 'Imported'}: {total}.")
        if passed_over:
            self.stderr.write(
                f"Passed over {passed_over.total()} files without reports: {' '.join(sorted(passed_over))}"
            )
        if counts["failed"]:
            raise CommandError(
                f"{counts['failed']} of {counts.total()} inputs could not be read; the lines marked failed say why."
            )


@contextmanager
def ended_quietly(outcomes: Outcomes) -> Iterator[None]:
    """End the run and the command when the reader of the output closes the pipe: import_articles … | head"""
    try:
        yield
    except BrokenPipeError:
        outcomes.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes out what is left when it ends
        raise SystemExit(1) from None
