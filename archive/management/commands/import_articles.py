"""Imports articles from files and folders, and prints the outcome of each input."""

import json
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management import BaseCommand, CommandError
from django.db import OperationalError, connection
from tqdm import tqdm

from archive.importing.inputs.files import count_inputs
from archive.importing.pipeline import Outcome, Outcomes, import_paths, into_an_empty_archive, preview_paths
from archive.importing.storing.deduplication import resolve
from archive.models import Capture

EXAMPLE = "manage.py import_articles reports/ page.html corpus.jsonl"
MOST_LISTED = 5  # missing paths, and reasons of failures, that are named one by one
GO_ON = "Type the same command again to go on; what is stored is passed over."
AGAIN = "Type the same command again to see all."
INTERRUPTED = 130  # the exit code of what Ctrl+C has ended, by convention of shells


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
        refuse_missing(paths)
        write = {"json": self.write_json, "text": self.write_text}[options["format"]]
        passed_over: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        reasons: Counter[str] = Counter()
        outcomes = self.outcomes(paths, passed_over, dry_run=dry_run)
        with (
            self.progress_bar(paths, progress) as bar,
            self.stopped_in_one_sentence(counts, dry_run=dry_run),
            closing(outcomes),
        ):
            for outcome in outcomes:
                counts[outcome.status] += 1
                if outcome.status == "failed":
                    reasons.update(f"{problem.message} [{problem.rule}]" for problem in outcome.problems[:1])
                if self.stdout.isatty():
                    bar.clear()  # else the line would be written into the bar
                write(outcome)
                bar.update()
            self.stdout.flush()
        self.summarize(counts, passed_over, dry_run=dry_run)
        refuse_failures(counts, reasons)

    @contextmanager
    def stopped_in_one_sentence(self, counts: Counter[str], *, dry_run: bool) -> Iterator[None]:
        """End a command that cannot go on to the last input with what it did and what to do next."""
        try:
            yield
        except KeyboardInterrupt:
            self.stderr.write(f"\nStopped by Ctrl+C. {how_to_go_on(counts, dry_run=dry_run)}")
            raise SystemExit(INTERRUPTED) from None
        except BrokenPipeError:  # whoever reads the output has seen enough: import_articles … | head
            silence(sys.stdout)
            raise SystemExit(1) from None
        except (OperationalError, OSError) as error:
            written = "database"
            if isinstance(error, OSError):
                written = "output"
                silence(sys.stdout)
            message = f"Stopped: the {written} cannot be written ({error}). Look whether the disk is full."
            raise CommandError(f"{message} {how_to_go_on(counts, dry_run=dry_run)}") from error

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
        self.stderr.write(result_so_far(counts, dry_run=dry_run))
        if passed_over:
            self.stderr.write(
                f"Passed over {passed_over.total()} files without reports: {' '.join(sorted(passed_over))}"
            )


def refuse_missing(paths: Iterable[Path]) -> None:
    """Raise CommandError, before anything is done, if there is nothing at one of the paths."""
    missing = [str(path) for path in paths if not os.path.exists(path)]  # also False for a link that leads to itself
    if missing:
        named = ", ".join(missing[:MOST_LISTED]) + (
            f" and {len(missing) - MOST_LISTED} more" if missing[MOST_LISTED:] else ""
        )
        raise CommandError(f"There is no file or folder {named}. Nothing was done. Type for example: {EXAMPLE}")


def refuse_failures(counts: Counter[str], reasons: Counter[str]) -> None:
    """Raise CommandError if an input could not be read; of many failures, say how often each reason occurred."""
    if not counts["failed"]:
        return
    commonest = reasons.most_common(MOST_LISTED)
    listed = [f"{number} × {reason}" for reason, number in commonest]
    if others := reasons.total() - sum(number for _, number in commonest):
        listed.append(f"{others} × for other reasons")
    raise CommandError(
        f"{counts['failed']} of {counts.total()} inputs could not be read; the lines marked failed say why:\n  "
        + "\n  ".join(listed)
    )


def result_so_far(counts: Counter[str], *, dry_run: bool, nothing: str = "no input found") -> str:
    """Return a sentence that says what became of the inputs."""
    total = ", ".join(f"{number} {status}" for status, number in counts.items()) or nothing
    return f"{'Dry run, nothing written' if dry_run else 'Imported'}: {total}."


def how_to_go_on(counts: Counter[str], *, dry_run: bool) -> str:
    """Return what became of the inputs of a run that was stopped, and how to go on."""
    return f"{result_so_far(counts, dry_run=dry_run, nothing='nothing yet')} {AGAIN if dry_run else GO_ON}"


def silence(stream: TextIO) -> None:
    """Send what is left of the stream, which Python writes out when it ends, to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
