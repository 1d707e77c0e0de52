"""The step that takes the line break between a number and its text out of figures' offsets."""

from importlib import import_module

import pytest
from django.apps import apps

from archive.models import Metric
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

step = import_module("archive.migrations.0004_numbers_run_into_text")


@pytest.mark.parametrize(
    ("words", "start"), [({"number": "一是", "heading": ""}, 5), ({"number": "", "heading": ""}, 2)]
)
def test_figures_stand_where_they_did_and_back_again(words, start):
    article = make_article()
    section = make_section(article, text="座谈87次。", **words)
    figure = {"raw": "87次", "value": 87, "unit": "次", "position": 0}
    metric = Metric.objects.create(article=article, section=section, start=start, end=start + 3, **figure)

    step.without_break(apps, None)
    metric.refresh_from_db()
    assert metric.is_placed

    step.with_break(apps, None)
    metric.refresh_from_db()
    assert (metric.start, metric.end) == (start, start + 3)
