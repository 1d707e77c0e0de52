"""Labelled sentences, and how well the extraction agrees with them."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from archive.metrics.extraction import extract_metrics

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Label:
    value: Decimal
    value_max: Decimal | None
    unit: str
    kind: str
    qualifier: str
    subject: str
    period: str


def read_labels(name):
    """Sentence → the metrics that a careful reader finds in it."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sentence: [_label(column) for column in columns] for sentence, *columns in rows}


def _label(column):
    value, unit, kind, qualifier, subject, period = column.split("|")
    low, _, high = value.partition("..")
    return Label(Decimal(low), Decimal(high) if high else None, unit, kind, qualifier, subject, period)


def found_in(sentence):
    return [
        Label(f.value, f.value_max, f.unit, f.kind, f.qualifier, f.subject, f.period) for f in extract_metrics(sentence)
    ]


def agreement(labels, *facts):
    """(precision, recall) over all sentences of metrics that agree in the named *facts*."""
    hits = found = expected = 0
    for sentence, wanted in labels.items():
        given = Counter(_facts(metric, facts) for metric in found_in(sentence))
        right = Counter(_facts(metric, facts) for metric in wanted)
        hits += (given & right).total()
        found, expected = found + given.total(), expected + right.total()
    return hits / found, hits / expected


def _facts(metric, facts):
    return tuple(getattr(metric, fact) for fact in facts)
