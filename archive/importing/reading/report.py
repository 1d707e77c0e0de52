"""One input's bytes → its record: decode, extract, clean, parse, measure. Pure, so that any process can do it."""

from dataclasses import fields, replace
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
from archive.importing.records import ArticleRecord, Document, Facts, MetricRecord, Problem
from archive.metrics.extraction import ExtractedMetric, extract_metrics

FIGURE_FACTS = tuple(fact.name for fact in fields(ExtractedMetric))
TO_THE_DAY = ("day", "minute")  # how well a report's date must be known for 去年以來 to be counted from it


class Report(NamedTuple):
    """An input's record, the encoding it was in (empty where that is no text's), what an editor should know."""

    record: ArticleRecord
    encoding: str
    problems: tuple[Problem, ...]
    fingerprint: Fingerprint


def read_report(item: Input) -> Report:
    """The report that the input's bytes hold. Raises InputError."""
    item = _unwrapped(item)
    extracted, encoding, found = _extracted(item)
    if isinstance(extracted, ArticleRecord):
        return Report(extracted, encoding, found, Fingerprint.of(extracted))
    document, unseen = _visible(extracted)
    cleaned = clean(replace(document, hints=document.hints.or_else(Facts(url=item.url))), item.decided)
    parsed = quarantined(cleaned) if cleaned.spoiled else parse(cleaned)
    record = _with_figures(parsed.record)
    return Report(record, encoding, (*found, *unseen, *parsed.problems), Fingerprint.of(record))


def _unwrapped(item: Input) -> Input:
    """The page that a browser saved together with its pictures; any other input as it is."""
    if item.kind != "mhtml":
        return item
    page = saved_page(item.content)
    return replace(item, content=page.content, kind="html", charset=page.charset, url=page.url)


def _extracted(item: Input) -> tuple[Document | ArticleRecord, str, tuple[Problem, ...]]:
    """What the bytes hold, their encoding, and the problems of decoding them."""
    if item.kind == "word":
        refuse_packed_bomb(item.content)
    if read := BINARY.get(item.kind):
        return read(item.content), "", ()
    text = decode(item.content, item.charset or declared_charset(item.content))
    return extract(text.text, item.kind), text.encoding, text.problems


def _visible(document: Document) -> tuple[Document, list[Problem]]:
    """The document without characters that cannot be seen, which formats can write by number: &#8203; or \\u200b."""
    problems: list[Problem] = []

    def shown(text: str, line: int) -> str:
        text, found = without_invisible(text)
        problems.extend(replace(problem, line=line) for problem in found)
        return text

    given, hints = (
        Facts(**{fact.name: shown(getattr(facts, fact.name), 0) for fact in fields(facts)})
        for facts in (document.given, document.hints)
    )
    lines = [replace(line, text=shown(line.text, line.number)) for line in document.lines]
    return Document(tuple(line for line in lines if line.text.strip()), given, hints), problems


def _with_figures(record: ArticleRecord) -> ArticleRecord:
    published = record.published_at.date() if record.published_at and record.published_precision in TO_THE_DAY else None
    found = (
        MetricRecord(anchor=section.anchor, **{fact: getattr(figure, fact) for fact in FIGURE_FACTS})
        for section in record.walk()
        for figure in extract_metrics(section.content, published)
    )
    return replace(record, metrics=tuple(found))
