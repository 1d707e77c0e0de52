"""Rows stored by one statement: what comes back is what bulk_create would have stored."""

from datetime import date
from decimal import Decimal

import pytest

from archive.models import Article, Metric
from archive.models.bulk_insert import insert
from archive.models.metric import copied_facts

pytestmark = pytest.mark.django_db

FACTS = {
    "position": 0, "raw": "121次", "sentence": "去年召開座談會121次。", "start": None, "end": None,
    "value": Decimal("121.5"), "value_max": None, "unit": "場", "kind": "count", "qualifier": "", "verb": "召開",
    "subject": "座談會", "period": "去年", "period_start": date(2018, 1, 1), "period_end": date(2018, 12, 31),
    "doubt": 0, "status": "extracted",
}  # fmt: skip


def stored(metric):
    return {name: value for name, value in metric.items() if name != "id"}


def test_rows_are_stored_as_bulk_create_stores_them():
    article = Article.objects.create(title="示例")
    Metric.objects.bulk_create([Metric(article=article, **FACTS)])

    insert(Metric, [{"article_id": article.pk, "section_id": None, **copied_facts(article), **FACTS}] * 2)

    usual, *inserted = map(stored, Metric.objects.order_by("pk").values())
    assert inserted == [usual, usual]
    assert (usual["value"], usual["folded_unit"], usual["folded_subject"]) == (Decimal("121.5"), "场", "座谈会")


def test_no_rows_take_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(Metric, [])


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(KeyError, match="article_id"):
        insert(Metric, [FACTS])
