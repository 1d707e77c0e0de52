"""What always holds of a figure, and how it keeps to its words."""

import pytest
from django.db import IntegrityError

from archive.models import Metric, Section
from tests.archive.builders import make_metric
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "facts",
    [
        {"start": 0, "end": 3},
        {"placed": True, "start": None, "end": None},
        {"placed": True, "start": 3, "end": 3},
        {"value": 5, "value_max": 3},
        {"raw": ""},
    ],
    ids=["offsets without section", "section without offsets", "empty span", "falling range", "no words"],
)
def test_the_database_refuses(facts):
    article = make_article()
    section = make_section(article, text="87次") if facts.pop("placed", False) else None

    with pytest.raises(IntegrityError):
        Metric.objects.create(**{"article": article, "section": section, "raw": "87次", "value": 87, **facts})


def test_accepted_leaves_out_only_what_was_rejected():
    article = make_article()
    for status in Metric.Status.values:
        make_metric(article, status=status)

    assert [metric.status for metric in Metric.objects.accepted()] == ["extracted", "confirmed", "corrected"]


def test_a_figure_is_placed_while_its_words_stand_there():
    section = Section(text="座谈87次。")

    assert Metric(section=section, raw="87次", start=2, end=5).is_placed is True
    assert Metric(section=section, raw="87次", start=1, end=4).is_placed is False
    assert Metric(raw="87次").is_placed is False


@pytest.mark.parametrize(
    ("text", "start", "placed"),
    [
        ("如今座谈87次。", 2, (4, 7)),
        ("9次,9次,9次", 3, (3, 5)),
        ("9次,9次,9次", 5, (6, 8)),
        ("9次,9次", None, (0, 2)),
    ],
)
def test_place_takes_the_nearest_occurrence(text, start, placed):
    raw = "87次" if "87次" in text else "9次"
    metric = Metric(section=Section(text=text), raw=raw, start=start)
    metric.place()

    assert (metric.start, metric.end) == placed


def test_place_gives_up_section_and_offsets_when_the_words_are_gone():
    metric = Metric(section=Section(text="没有了"), raw="87次", start=0, end=3)
    metric.place()

    assert (metric.section, metric.start, metric.end) == (None, None, None)
