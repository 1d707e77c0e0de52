"""Reads one input, bytes → record: decode, extract, clean, parse, extract metrics. Pure, so that any process can do it.

It is the table of contents of the steps; what a step does belongs to the step's own folder.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import NamedTuple

from archive.importing.cleaning.boilerplate import clean
from archive.importing.extracting.decoding import decode, without_invisible
from archive.importing.extracting.formats import BINARY, extract
from archive.importing.extracting.html import declared_charset
from archive.importing.extracting.mhtml import saved_page
from archive.importing.inputs.containers import Input, refuse_packed_bomb
from archive.importing.parsing.article import parse
from archive.importing.parsing.quarantine import quarantined
from archive.importing.reading.near_duplicates import Fingerprint
from archive.importing.records import ArticleRecord, ExtractedDocument, InputProblem, Metadata, MetricRecord
from archive.metrics.extraction import ExtractedMetric, extract_metrics

METRIC_FIELDS = tuple(field.name for field in fields(ExtractedMetric))
TO_THE_DAY = ("day", "minute")  # precisions of a date from which 去年以來 can be counted


class ReadResult(NamedTuple):
    """An input's record, the encoding of its text ("" for a binary format), and what an editor should know."""

    record: ArticleRecord
    encoding: str
    problems: tuple[InputProblem, ...]
    fingerprint: Fingerprint


class _Extraction(NamedTuple):
    """The content of an input's bytes, their encoding, and the problems of decoding them."""

    content: ExtractedDocument | ArticleRecord
    encoding: str
    problems: tuple[InputProblem, ...] = ()


def read_article(item: Input) -> ReadResult:
    """Read the article that the input's bytes hold. Raises InputError."""
    item = _unwrapped(item)
    content, encoding, problems = _extracted(item)
    if isinstance(content, ArticleRecord):
        return ReadResult(content, encoding, problems, Fingerprint.of(content))
    document, unseen = _visible(content)
    cleaned = clean(replace(document, hints=document.hints.or_else(Metadata(url=item.url))), item.decided)
    parsed = quarantined(cleaned) if cleaned.spoiled else parse(cleaned)
    record = _with_metrics(parsed.record)
    return ReadResult(record, encoding, (*problems, *unseen, *parsed.problems), Fingerprint.of(record))


def metric_records(contents: Mapping[str, str], published: date | None) -> tuple[MetricRecord, ...]:
    """Extract the metrics of sections, whose *contents* are given by their anchors, in the order given.

    published: the day of publication, None where it is not known to the day.
    """
    return tuple(
        MetricRecord(anchor=anchor, **{name: getattr(metric, name) for name in METRIC_FIELDS})
        for anchor, content in contents.items()
        for metric in extract_metrics(content, published)
    )


def _unwrapped(item: Input) -> Input:
    """Return the page that a browser saved together with its pictures, or any other input as it is."""
    if item.kind != "mhtml":
        return item
    page = saved_page(item.content)
    return replace(item, content=page.content, kind="html", charset=page.charset, url=page.url)


def _extracted(item: Input) -> _Extraction:
    if item.kind == "word":
        refuse_packed_bomb(item.content)
    if read := BINARY.get(item.kind):
        return _Extraction(read(item.content), "")
    decoded = decode(item.content, item.charset or declared_charset(item.content))
    return _Extraction(extract(decoded.text, item.kind), decoded.encoding, decoded.problems)


def _visible(document: ExtractedDocument) -> tuple[ExtractedDocument, list[InputProblem]]:
    """Return the document without invisible characters, and a problem for each line that had any.

    Decoding has removed those in the bytes, but formats can write characters by number: &#8203; or \\u200b.
    """
    problems: list[InputProblem] = []

    def shown(text: str, line: int) -> str:
        text, found = without_invisible(text)
        problems.extend(replace(problem, line=line) for problem in found)
        return text

    given, hints = (
        Metadata(**{field.name: shown(getattr(metadata, field.name), 0) for field in fields(metadata)})
        for metadata in (document.given, document.hints)
    )
    lines = [replace(line, text=shown(line.text, line.number)) for line in document.lines]
    return ExtractedDocument(tuple(line for line in lines if line.text.strip()), given, hints), problems


def _with_metrics(record: ArticleRecord) -> ArticleRecord:
    published = record.published_at.date() if record.published_at and record.published_precision in TO_THE_DAY else None
    contents = {section.anchor: section.content for section in record.walk()}
    return replace(record, metrics=metric_records(contents, published))
