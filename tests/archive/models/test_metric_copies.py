"""What a figure keeps of its report: right whenever either is written, and what the explorer's queries live on."""

from datetime import datetime

import pytest
from django.db import connection
from django.utils.timezone import get_current_timezone

from archive.exploring.filters import ORDERS, MetricFilters
from archive.models import Article, Metric, Organization
from archive.models.metric import copied_facts
from tests.archive.builders import make_metric
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def stored(metric):
    return Metric.objects.values(*copied_facts(metric.article)).get(pk=metric.pk)


def test_a_figure_is_made_with_what_its_report_is():
    moment = datetime(2019, 1, 1, 0, 30, tzinfo=get_current_timezone())
    article = make_article(organization="示例區政協", published_at=moment)
    body = Organization.objects.get()

    facts = {"is_shown": True, "organization_id": body.pk, "published_at": moment, "year": 2019}
    assert stored(make_metric(article)) == facts
    [made] = Metric.objects.bulk_create([Metric(article=article, raw="1次", value=1, unit="次")])
    assert stored(made) == facts


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "withdrawn"},
        {"published_at": None, "published_precision": ""},
        {"published_at": datetime(2021, 5, 1, tzinfo=get_current_timezone())},
        {"organization": None},
    ],
    ids=["state", "no date", "date", "organization"],
)
def test_a_figure_follows_its_report(changes):
    article = make_article(organization="示例區政協")
    metric = make_metric(article)
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()

    assert stored(metric) == copied_facts(article)


def test_a_rejected_figure_is_not_shown_whatever_becomes_of_its_report_until_it_is_taken_back():
    metric = make_metric(make_article(), status=Metric.Status.REJECTED)
    metric.article.save()
    assert not Metric.objects.public().exists()

    metric.status = Metric.Status.EXTRACTED
    metric.save()
    assert Metric.objects.public().get() == metric


@pytest.mark.parametrize(
    "delete", [Article.delete, lambda report: Article.objects.filter(pk=report.pk).delete()], ids=["one", "several"]
)
def test_reprints_of_a_deleted_report_stand_for_themselves(delete):
    original = make_article("示例：原文")
    metric = make_metric(make_article("示例：轉載", reprint_of=original))
    assert not Metric.objects.public().exists()

    delete(original)
    assert Metric.objects.public().get() == metric


def test_a_report_is_deleted_together_with_its_reprints():
    make_article("示例：轉載", reprint_of=make_article("示例：原文"))
    Article.objects.all().delete()

    assert not Article.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Of SQLite's plans")
@pytest.mark.parametrize("unit", [{}, {"unit": "次", "kind": "count"}], ids=["any unit", "one unit"])
@pytest.mark.parametrize("order", [order for order in ORDERS if "organization" not in order and order != "year"])
def test_no_order_has_to_sort_all_figures(order, unit):
    figures = MetricFilters({"sort": order} | unit)
    plan = figures.arrange(figures.narrow(Metric.objects.public())).explain() if figures.is_valid() else ""

    assert "USING INDEX metric_by_" in plan
    assert "TEMP B-TREE" not in plan
