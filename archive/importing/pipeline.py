"""The importer from end to end: read, extract, clean, parse, measure, save. Prints nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils import timezone

from archive.importing.cleaning import UNDECIDED, Decisions, clean
from archive.importing.decisions import decisions_on
from archive.importing.extracting.formats import extract
from archive.importing.extracting.html import declared_charset
from archive.importing.inputs import Input, Unreadable, inputs
from archive.importing.parsing import parse
from archive.importing.quarantine import quarantined
from archive.importing.reading import decode
from archive.importing.records import ArticleRecord, InputError, MetricRecord, Problem, Status
from archive.importing.saving import Decision, Source, decide, save
from archive.metrics.extraction import Figure, figures
from archive.models import ImportRun

FIGURE_FACTS = tuple(fact.name for fact in fields(Figure))
MOST_FAILURES = 1000  # kept with a run; its counts tell how many there were

Keep = Callable[[ArticleRecord, Source], Decision]
Recall = Callable[[Input], Decisions]


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
    with _recorded_run(paths) as (run, note):
        for item in inputs(paths, passed_over):
            outcome = _process(item, partial(save, run=run), decided_on)
            note(outcome)
            yield outcome


def preview_paths(paths: Iterable[Path], passed_over: Counter[str], keep: Keep = decide) -> Iterator[Outcome]:
    """What `import_paths` would do with each input, on the archive as it is. Writes nothing."""
    for item in inputs(paths, passed_over):
        yield _process(item, keep)


def into_an_empty_archive(record: ArticleRecord, source: Source) -> Decision:
    """What becomes of any record where nothing is stored yet."""
    return Decision("created")


def decided_on(item: Input) -> Decisions:
    return decisions_on(origin=item.origin, sha256=Source(item.origin, item.content, "").sha256)


def nothing_decided(item: Input) -> Decisions:
    return UNDECIDED


def read_report(item: Input, decided: Decisions = UNDECIDED) -> tuple[ArticleRecord, str, tuple[Problem, ...]]:
    """An input's record, the encoding it was in, and what an editor should know. Raises InputError."""
    text = decode(item.content, declared_charset(item.content))
    extracted = extract(text.text, item.kind)
    if isinstance(extracted, ArticleRecord):
        return extracted, text.encoding, text.problems
    cleaned = clean(extracted, decided)
    parsed = quarantined(cleaned) if cleaned.spoiled else parse(cleaned)
    return _with_figures(parsed.record), text.encoding, text.problems + parsed.problems


def _with_figures(record: ArticleRecord) -> ArticleRecord:
    found = (
        MetricRecord(anchor=section.anchor, **{fact: getattr(figure, fact) for fact in FIGURE_FACTS})
        for section in record.walk()
        for figure in figures(section.content)
    )
    return replace(record, metrics=tuple(found))


def _process(item: Input | Unreadable, keep: Keep, decided: Recall = nothing_decided) -> Outcome:
    if isinstance(item, Unreadable):
        return Outcome(item.name, "failed", problems=(item.problem,))
    try:
        record, encoding, problems = read_report(item, decided(item))
        decision = keep(record, Source(item.origin, item.content, encoding, format=item.kind))
    except InputError as error:
        return _failed(item, error.problem)
    except RecursionError:
        return _failed(item, Problem("format", 0, "Nested too deeply to be a report."))
    except (ValidationError, IntegrityError, DataError) as error:
        return _failed(item, Problem("storing", 0, f"The archive cannot hold it: {error}"))
    return Outcome(
        path=item.name,
        status=decision.status,
        article=decision.article and decision.article.pk,
        problems=tuple(_in_file(problem, item) for problem in (*problems, *decision.problems)),
        record=record,
    )


def _failed(item: Input, problem: Problem) -> Outcome:
    return Outcome(item.name, "failed", problems=(_in_file(problem, item),))


def _in_file(problem: Problem, item: Input) -> Problem:
    """The problem with its line counted in the file, of which the input may be one line."""
    return replace(problem, line=problem.line + item.line - 1) if problem.line else problem


@contextmanager
def _recorded_run(paths: Iterable[Path]) -> Iterator[tuple[ImportRun, Callable[[Outcome], None]]]:
    """An ImportRun, and the function that notes an outcome in it; finished however the run ends."""
    run = ImportRun.objects.create(paths=[str(path) for path in paths])
    counts: Counter[str] = Counter()

    def note(outcome: Outcome) -> None:
        counts[outcome.status] += 1
        if outcome.status == "failed" and len(run.failures) < MOST_FAILURES:
            run.failures += [{"path": outcome.path, **asdict(problem)} for problem in outcome.problems]

    try:
        yield run, note
    finally:
        run.counts = dict(counts)
        run.finished_at = timezone.now()
        run.save()
