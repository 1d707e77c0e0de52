"""The metrics of an article in rows: those found in its text, joined with those that people reviewed or listed."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import Q
from django.urls import reverse

from archive.importing.records import InputProblem, MetricRecord
from archive.metrics.carry_over import carried_over
from archive.metrics.evidence import place_of, sentence_around
from archive.metrics.statements import same_statements
from archive.models import Article, Metric, Section
from archive.models.bulk_insert import insert
from archive.models.metric import copied_facts

PLACE_FIELDS = ("raw", "sentence", "start", "end")
# They come from the row that a person has reviewed, where there is one.
REVIEWED_FIELDS = (
    "value", "value_max", "unit", "kind", "qualifier", "verb", "subject", "period", "period_start", "period_end",
    "doubt", "status",
)  # fmt: skip
# A metric of a catalogue record is the work of a person, but an abridged one: value and unit are as the text prints
# them, and the text says what the catalogue leaves out.
LISTED_FIELDS = ("kind", "subject", "doubt", "status")

MOST_NAMED = 20  # figures in a problem

Row = dict[str, Any]


def metrics_to_keep(article: Article) -> list[Metric]:
    """Return the metrics that were confirmed, corrected, rejected or added by hand, or are of a catalogue record."""
    kept = article.metrics.filter(~Q(status=Metric.Status.EXTRACTED) | Q(sentence=""))
    return list(kept.select_related("section"))


def save_metrics(
    article: Article, sections: Mapping[str, Section], found: Sequence[MetricRecord], *, kept: list[Metric]
) -> list[Metric]:
    """Store the metrics *found* in the article's sections, and those *kept* of the ones it had.

    A kept metric replaces the one found at the same words, or is stored after all that were found. Return the kept
    metrics that are not stored: they have no sentence, and nothing in the text states them.

    sections: the article's stored sections by their anchors.
    """
    taken = carried_over(kept, found)
    left = [metric for index, metric in enumerate(kept) if index not in taken.values()]
    homes = {anchor: section.pk for anchor, section in sections.items()}
    rows = [
        {"section_id": homes.get(metric.anchor)}
        | _values(metric, (*PLACE_FIELDS, *REVIEWED_FIELDS))
        | (_reviewed(kept[taken[index]]) if index in taken else {})
        for index, metric in enumerate(found)
    ]
    stored, unstated = _evident(left, sections) if article.holds_text else (left, [])
    added = [
        _values(metric, ("section_id", *PLACE_FIELDS, *REVIEWED_FIELDS))
        for metric in stored
        if metric.sentence or metric.status != Metric.Status.EXTRACTED
    ]
    _insert(article, [row for row in rows if not _overlaps(row, added)] + added)
    said = {old for old, _ in same_statements(unstated, found)}  # twice in the catalogue, once in the text
    return [metric for index, metric in enumerate(unstated) if index not in said]


def unstated_problems(article: Article, unstated: Sequence[Metric]) -> tuple[InputProblem, ...]:
    """Return the problem that says which figures the article has lost, and where they still are."""
    told = [metric for metric in unstated if metric.status != Metric.Status.REJECTED]
    named = [f"{metric.raw} ({metric.subject})" if metric.subject else metric.raw for metric in told]
    if not named:
        return ()
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    message = (
        f"No sentence of the text states {', '.join(islice(named, MOST_NAMED))}{more}, which the catalogue record had:"
        " no longer a figure of this report. The version before this import has it:"
        f" {reverse('admin:archive_article_history', args=[article.pk])}"
    )
    return (InputProblem("figure-without-sentence", 0, message),)


# --- rows ----------------------------------------------------------------------------------------


def _reviewed(metric: Metric) -> Row:
    """Return what a found metric takes over from the kept one that it replaces."""
    if metric.sentence:
        return _values(metric, REVIEWED_FIELDS)
    if metric.status == Metric.Status.EXTRACTED:
        return {}
    return {field: value for field, value in _values(metric, LISTED_FIELDS).items() if value != ""}


def _evident(metrics: Sequence[Metric], sections: Mapping[str, Section]) -> tuple[list[Metric], list[Metric]]:
    """Return the metrics with a sentence, each led to its words in the sections, and those without.

    A metric whose sentence is in none of the sections any more keeps it as its evidence, without a place.
    """
    contents = {anchor: section.content for anchor, section in sections.items()}
    for metric in metrics:
        home = metric.section.anchor if metric.section else ""
        if metric.sentence:
            with_it = (section for section in sections.values() if metric.sentence in section.content)
            metric.section = next(with_it, None)
            metric.place()
        elif home in sections:
            metric.section = sections[home]
            metric.place()
            metric.sentence = sentence_around(contents[home], metric.start) if metric.section else ""
        if not metric.sentence and (place := place_of(metric.raw, metric.subject, contents)):
            metric.section, metric.start, metric.end = sections[place.anchor], place.start, place.end
            metric.raw, metric.sentence = contents[place.anchor][place.start : place.end], place.sentence
    return [metric for metric in metrics if metric.sentence], [metric for metric in metrics if not metric.sentence]


def _overlaps(row: Row, others: Sequence[Row]) -> bool:
    """Return whether the words of the row are among those of another one, or the reverse."""
    return any(
        row["section_id"] == other["section_id"] is not None
        and row["start"] < other["end"]
        and other["start"] < row["end"]
        for other in others
    )


def _insert(article: Article, rows: Sequence[Row]) -> None:
    copies = {status: copied_facts(article, status=status) for status in {row["status"] for row in rows}}
    for position, row in enumerate(rows):
        row |= {"article_id": article.pk, "position": position, **copies[row["status"]]}
    insert(Metric, rows)


def _values(record: object, fields: tuple[str, ...]) -> Row:
    return {field: getattr(record, field) for field in fields}
