"""One input's bytes → its record: decode, extract, clean, parse, measure. Pure, so that any process can do it."""

from dataclasses import fields, replace
from typing import NamedTuple

from archive.importing.cleaning import clean
from archive.importing.extracting.formats import extract
from archive.importing.extracting.html import declared_charset
from archive.importing.inputs import Input
from archive.importing.parsing import parse
from archive.importing.quarantine import quarantined
from archive.importing.reading import decode
from archive.importing.records import ArticleRecord, MetricRecord, Problem
from archive.metrics.extraction import Figure, figures

FIGURE_FACTS = tuple(fact.name for fact in fields(Figure))
TO_THE_DAY = ("day", "minute")  # how well a report's date must be known for 去年以來 to be counted from it


class Report(NamedTuple):
    """An input's record, the encoding it was in, and what an editor should know about how it was read."""

    record: ArticleRecord
    encoding: str
    problems: tuple[Problem, ...]


def read_report(item: Input) -> Report:
    """The report that the input's bytes hold. Raises InputError."""
    text = decode(item.content, declared_charset(item.content))
    extracted = extract(text.text, item.kind)
    if isinstance(extracted, ArticleRecord):
        return Report(extracted, text.encoding, text.problems)
    cleaned = clean(extracted, item.decided)
    parsed = quarantined(cleaned) if cleaned.spoiled else parse(cleaned)
    return Report(_with_figures(parsed.record), text.encoding, text.problems + parsed.problems)


def _with_figures(record: ArticleRecord) -> ArticleRecord:
    published = record.published_at.date() if record.published_at and record.published_precision in TO_THE_DAY else None
    found = (
        MetricRecord(anchor=section.anchor, **{fact: getattr(figure, fact) for fact in FIGURE_FACTS})
        for section in record.walk()
        for figure in figures(section.content, published)
    )
    return replace(record, metrics=tuple(found))
