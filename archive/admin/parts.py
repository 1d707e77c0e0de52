"""What a report's page in the admin shows of its parts: its outline, counts of its metrics, its captures."""

from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse

from archive.editing.outline import OutlineRow, outline_of
from archive.models import Article, Capture, Metric

SECTIONS_SHOWN = 500  # lines of the outline on one page
CAPTURES_SHOWN = 20


class MetricCount(NamedTuple):
    """Metrics of one status, and the address of their list."""

    status: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """The parts of a report. outline: a page of OutlineRow. captures: the latest ones."""

    outline: Page
    metrics: list[MetricCount]
    metrics_address: str
    add_metric_address: str
    captures: list[Capture]

    @property
    def metric_count(self) -> int:
        return sum(one.number for one in self.metrics)


def parts_of(article: Article, page: str | None = None) -> ArticleParts:
    """Return the parts by three queries, however many they are. page: the number of the page of the outline."""
    rows: list[OutlineRow] = outline_of(article)
    listed = metrics_address(article)
    counts = dict(article.metrics.order_by().values_list("status").annotate(count=Count("pk")))
    return ArticleParts(
        outline=Paginator(rows, SECTIONS_SHOWN).get_page(page),
        metrics=[
            MetricCount(str(label), counts[status], f"{listed}&status__exact={status}")
            for status, label in Metric.Status.choices
            if status in counts
        ],
        metrics_address=listed,
        add_metric_address=add_metric_address(article),
        captures=list(article.captures.only("origin", "captured_at", "article")[:CAPTURES_SHOWN]),
    )


def metrics_address(article: Article) -> str:
    """Return the address of the list of the report's metrics."""
    return f"{reverse('admin:archive_metric_changelist')}?article__id__exact={article.pk}"


def add_metric_address(article: Article) -> str:
    """Return the address of the form that adds a metric to the report."""
    return f"{reverse('admin:archive_metric_add')}?article={article.pk}"
