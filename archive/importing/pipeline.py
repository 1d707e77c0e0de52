"""The importer from end to end: find inputs, read them in workers, save what they say. Prints nothing."""

import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils import timezone

from archive.importing.inputs.containers import Input, Unreadable
from archive.importing.inputs.files import inputs
from archive.importing.reading.report import Report
from archive.importing.reading.workers import read_in_workers
from archive.importing.records import ArticleRecord, Problem, Status
from archive.importing.storing.deduplication import Decision, Source, decide
from archive.importing.storing.flushing import flushed_by_the_next_commit
from archive.importing.storing.line_decisions import decisions_on
from archive.importing.storing.saving import save
from archive.models import ImportRun

MOST_FAILURES = 1000  # kept with a run; its counts tell how many there were

Keep = Callable[[ArticleRecord, Source], Decision]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input. *record* is None where it could not be read."""

    path: str
    status: Status
    article: int | None = None
    problems: tuple[Problem, ...] = ()
    record: ArticleRecord | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "status": self.status,
            "article": self.article,
            "problems": [asdict(problem) for problem in self.problems],
            "record": self.record and self.record.as_json(),
        }


def import_paths(paths: Iterable[Path], passed_over: Counter[str]) -> Iterator[Outcome]:
    """Store every report at *paths*, each in a transaction of its own, all in one ImportRun."""
    return import_inputs(inputs(paths, passed_over), map(str, paths))


def import_inputs(items: Iterable[Input | Unreadable], names: Iterable[str]) -> Iterator[Outcome]:
    """The same for inputs already found; *names*: what the ImportRun says they were found in."""
    with _recorded_run(names) as (run, note):
        for item, report in read_in_workers(map(_with_decisions, items)):
            outcome = _kept(item, report, partial(save, run=run))
            note(outcome)
            yield outcome


def preview_paths(paths: Iterable[Path], passed_over: Counter[str], keep: Keep = decide) -> Iterator[Outcome]:
    """What `import_paths` would do with each input, on the archive as it is. Writes nothing."""
    for item, report in read_in_workers(inputs(paths, passed_over)):
        yield _kept(item, report, keep)


def preview_inputs(items: Iterable[Input | Unreadable]) -> Iterator[Outcome]:
    """What `import_inputs` would do with each input, on the archive as it is. Writes nothing."""
    for item, report in read_in_workers(map(_with_decisions, items)):
        yield _kept(item, report, decide)


def into_an_empty_archive(record: ArticleRecord, source: Source) -> Decision:
    """What becomes of any record where nothing is stored yet."""
    return Decision("created")


def _with_decisions(item: Input | Unreadable) -> Input | Unreadable:
    """The input with what people have decided on its lines, which its reader cannot look up."""
    if isinstance(item, Unreadable):
        return item
    sha256 = hashlib.sha256(item.content).hexdigest()
    return replace(item, decided=decisions_on(origin=item.origin, sha256=sha256))


def _kept(item: Input | Unreadable, report: Report | Problem, keep: Keep) -> Outcome:
    """What *keep* makes of the report; a failure where the item could not be read or cannot be stored."""
    if isinstance(item, Unreadable):
        return Outcome(item.name, "failed", problems=(item.problem,))
    if isinstance(report, Problem):
        return _failed(item, report)
    source = Source(item.origin, item.content, report.encoding, item.kind, report.fingerprint)
    try:
        decision = keep(report.record, source)
    except (ValidationError, IntegrityError, DataError, OverflowError) as error:  # the last is SQLite's DataError
        return _failed(item, Problem("storing", 0, f"The archive cannot hold it: {error}"))
    return Outcome(
        path=item.name,
        status=decision.status,
        article=decision.article and decision.article.pk,
        problems=tuple(_in_file(problem, item) for problem in (*report.problems, *decision.problems)),
        record=report.record,
    )


def _failed(item: Input, problem: Problem) -> Outcome:
    return Outcome(item.name, "failed", problems=(_in_file(problem, item),))


def _in_file(problem: Problem, item: Input) -> Problem:
    """The problem with its line counted in the file, of which the input may be one line."""
    return replace(problem, line=problem.line + item.line - 1) if problem.line else problem


@contextmanager
def _recorded_run(names: Iterable[str]) -> Iterator[tuple[ImportRun, Callable[[Outcome], None]]]:
    """An ImportRun, and the function that notes an outcome in it; finished however the run ends."""
    run = ImportRun.objects.create(paths=list(names))
    counts: Counter[str] = Counter()
    started = time.monotonic()
    logger.info("Import run %s started: %s", run.pk, ", ".join(run.paths))

    def note(outcome: Outcome) -> None:
        counts[outcome.status] += 1
        if outcome.status == "failed" and len(run.failures) < MOST_FAILURES:
            run.failures += [{"path": outcome.path, **asdict(problem)} for problem in outcome.problems]

    try:
        with flushed_by_the_next_commit():
            yield run, note
    finally:
        run.counts = dict(counts)
        run.finished_at = timezone.now()
        run.save()
        told = ", ".join(f"{number} {status}" for status, number in sorted(counts.items())) or "no input found"
        logger.info("Import run %s ended after %.1f s: %s", run.pk, time.monotonic() - started, told)
