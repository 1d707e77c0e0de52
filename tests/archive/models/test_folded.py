"""A column that keeps the fold of another."""

import pytest

from archive.models import Metric
from tests.archive.builders import make_metric
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_the_fold_is_written_by_save_and_by_bulk_create():
    saved = make_metric(make_article(), subject="協商")
    Metric.objects.bulk_create([Metric(article=saved.article, raw="1個", value=1, unit="個", subject="座談")])
    saved.subject = "調研"
    saved.save()

    assert list(Metric.objects.order_by("pk").values_list("folded_unit", "folded_subject")) == [
        ("次", "调研"),
        ("个", "座谈"),
    ]
