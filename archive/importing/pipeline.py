"""The importer from end to end: find inputs, read them in workers, store what they hold. Prints nothing."""

import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
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
from archive.importing.reading.reader import ReadResult
from archive.importing.reading.workers import read_in_workers
from archive.importing.records import ArticleRecord, InputProblem, Status
from archive.importing.storing.deduplication import CaptureRecord, Resolution, resolve
from archive.importing.storing.flushing import flushed_by_the_next_commit
from archive.importing.storing.line_decisions import decisions_on
from archive.importing.storing.saving import OPERATOR, Importer, save
from archive.models import ImportRun

MOST_FAILURES = 1000  # are kept with a run; its counts give the number of all

Store = Callable[[ArticleRecord, CaptureRecord], Resolution]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of importing one input. *record* is None if the input could not be read."""

    path: str
    status: Status
    article: int | None = None
    problems: tuple[InputProblem, ...] = ()
    record: ArticleRecord | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "status": self.status,
            "article": self.article,
            "problems": [asdict(problem) for problem in self.problems],
            "record": self.record and self.record.as_json(),
        }


Outcomes = Generator[Outcome, None, None]  # closing it ends the run


def import_paths(paths: Iterable[Path], passed_over: Counter[str]) -> Outcomes:
    """Store every report at *paths*, each in a transaction of its own, all in one ImportRun.

    Files that hold no report are counted by suffix in *passed_over*.
    """
    return import_inputs(inputs(paths, passed_over), map(str, paths))


def import_inputs(items: Iterable[Input | Unreadable], names: Iterable[str], importer: Importer = OPERATOR) -> Outcomes:
    """Store every input as `import_paths` does; *names*: where they were found, for the ImportRun."""
    with _recorded_run(names) as (run, note):
        for item, result in read_in_workers(map(_with_decisions, items)):
            outcome = _outcome(item, result, partial(save, run=run, importer=importer))
            note(outcome)
            yield outcome


def preview_paths(paths: Iterable[Path], passed_over: Counter[str], store: Store = resolve) -> Outcomes:
    """Yield what `import_paths` would do with each input, on the archive as it is. Writes nothing."""
    for item, result in read_in_workers(inputs(paths, passed_over)):
        yield _outcome(item, result, store)


def preview_inputs(items: Iterable[Input | Unreadable]) -> Outcomes:
    """Yield what `import_inputs` would do with each input, on the archive as it is. Writes nothing."""
    for item, result in read_in_workers(map(_with_decisions, items)):
        yield _outcome(item, result, resolve)


def into_an_empty_archive(record: ArticleRecord, capture: CaptureRecord) -> Resolution:
    """Resolve any record to a new article, as an archive without articles would. Needs no database."""
    return Resolution("created")


def _with_decisions(item: Input | Unreadable) -> Input | Unreadable:
    """Return the input with people's decisions on its lines, which its reader cannot look up."""
    if isinstance(item, Unreadable):
        return item
    sha256 = hashlib.sha256(item.content).hexdigest()
    return replace(item, decided=decisions_on(origin=item.origin, sha256=sha256))


def _outcome(item: Input | Unreadable, result: ReadResult | InputProblem, store: Store) -> Outcome:
    """Store what was read; the outcome is a failure if the item could not be read or cannot be stored."""
    if isinstance(item, Unreadable):
        return Outcome(item.name, "failed", problems=(item.problem,))
    if isinstance(result, InputProblem):
        return _failed(item, result)
    capture = CaptureRecord(item.origin, item.content, result.encoding, item.kind, result.fingerprint)
    try:
        resolution = store(result.record, capture)
    except (ValidationError, IntegrityError, DataError, OverflowError) as error:  # the last is SQLite's DataError
        return _failed(item, InputProblem("storing", 0, f"The archive cannot hold it: {error}"))
    return Outcome(
        path=item.name,
        status=resolution.status,
        article=resolution.article and resolution.article.pk,
        problems=tuple(_in_file(problem, item) for problem in (*result.problems, *resolution.problems)),
        record=result.record,
    )


def _failed(item: Input, problem: InputProblem) -> Outcome:
    return Outcome(item.name, "failed", problems=(_in_file(problem, item),))


def _in_file(problem: InputProblem, item: Input) -> InputProblem:
    """Return the problem with its line counted in the file, in which the input may begin at a later line."""
    return replace(problem, line=problem.line + item.line - 1) if problem.line else problem


@contextmanager
def _recorded_run(names: Iterable[str]) -> Iterator[tuple[ImportRun, Callable[[Outcome], None]]]:
    """Give an ImportRun and the function that notes an outcome in it; the run is finished however the context ends."""
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
        summary = ", ".join(f"{number} {status}" for status, number in sorted(counts.items())) or "no input found"
        logger.info("Import run %s ended after %.1f s: %s", run.pk, time.monotonic() - started, summary)
