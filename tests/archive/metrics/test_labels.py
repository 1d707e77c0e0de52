"""How much of what a careful reader finds is found, on labelled sentences; those held out were never tuned on."""

import pytest

from tests.archive.metrics.labels import agreement, read_labels

VALUE_AND_UNIT = ("value", "value_max", "unit")


@pytest.fixture(scope="module", params=["labelled.tsv", "held_out.tsv"])
def labels(request):
    return read_labels(request.param)


def test_there_are_enough_sentences():
    assert len(read_labels("labelled.tsv")) >= 500
    assert len(read_labels("held_out.tsv")) >= 100


def test_values_and_units(labels):
    precision, recall = agreement(labels, *VALUE_AND_UNIT)

    assert min(precision, recall) >= 0.97, (precision, recall)


def test_kinds(labels):
    precision, recall = agreement(labels, *VALUE_AND_UNIT, "kind")

    assert min(precision, recall) >= 0.97, (precision, recall)


def test_periods(labels):
    precision, recall = agreement(labels, *VALUE_AND_UNIT, "period")

    assert min(precision, recall) >= 0.97, (precision, recall)


@pytest.mark.parametrize(
    ("names", "least"), [(["labelled.tsv"], 0.91), (["held_out.tsv"], 0.86), (["labelled.tsv", "held_out.tsv"], 0.90)]
)
def test_subjects(names, least):
    labels = {sentence: figures for name in names for sentence, figures in read_labels(name).items()}
    precision, recall = agreement(labels, *VALUE_AND_UNIT, "subject")

    assert min(precision, recall) >= least, (precision, recall)
