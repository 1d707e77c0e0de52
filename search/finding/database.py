"""Answers searches by the database alone while the index cannot: slower, unranked, text in the script typed."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from archive.chinese.folding import fold
from archive.models import Article, Metric, Region, Section
from search.engine.documents import Hit, SearchRequest, SearchResponse
from search.indexing.units import units_of
from search.text.dates import EPOCH
from search.text.metrics import COLUMN_PREFIX, base_unit
from search.text.queries import And, Everything, Near, Not, Or, Phrase, Prefix, Query, Range, Text

NEVER = Q(pk__in=())
LOOKUPS = {
    "year": "published_at__year",
    "organization": "organization_id",
    "outlet": "outlet_id",
    "keyword": "keywords",
}
NAMES = {
    "organization_name": "organization__folded_name",
    "outlet_name": "outlet__folded_name",
    "editor_name": "editor",
    "keywords": "keywords__folded_name",
}
# Columns that are only filtered by single numbers: the ids of the articles that hold a number.
HOLDERS: dict[str, Callable[[int], QuerySet]] = {
    "region": lambda number: Article.objects.filter(
        organization__region__path__startswith=Subquery(Region.objects.filter(pk=number).values("path"))
    ).values("pk"),
    "unit": lambda number: Metric.objects.accepted().filter(unit__in=units_of({number}).values()).values("article"),
}
EARLIEST, LATEST = 2, 9998  # years that a database can compare with, in any time zone
MOST_DAYS = 365_000  # from 1970-01-01, that a database can compare with


def search(request: SearchRequest) -> SearchResponse:
    """Find the articles that hold the query's texts in their title, in either script, or in a section as typed.

    The newest come first unless the oldest are asked for. Facets are not counted.
    """
    articles = Article.objects.published().filter(condition(And((request.query, *request.conditions()))))
    articles = articles.oldest_first() if request.sort == "oldest" else articles.newest_first()
    ids = articles.values_list("pk", flat=True)[request.start : request.stop]
    return SearchResponse(articles.count(), tuple(Hit(id, 0.0) for id in ids), request.query)


def condition(query: Query) -> Q:
    """Return *query* as a condition on articles. Raises TypeError for a relaxed query: only the engine answers it."""
    match query:
        case Everything():
            return Q()
        case And(parts):
            return reduce(and_, map(condition, parts), Q())
        case Or(parts):
            return reduce(or_, map(condition, parts), NEVER)
        case Not(part):
            return ~condition(part)
        case Range():
            return _range_condition(query)
        case Near(one, other, _, field):
            return _text_condition(one, field) & _text_condition(other, field)
        case Text(text, field) | Phrase(text, field) | Prefix(text, field):
            return _text_condition(text, field)
    raise TypeError(f"The database cannot answer {query!r}")


def _text_condition(text: str, field: str) -> Q:
    """Return the articles that hold *text* in *field*, or in title or sections for any other field."""
    if field in NAMES:
        named = {f"{NAMES[field]}__contains": text if field == "editor_name" else fold(text)}
        return Q(pk__in=Article.objects.filter(**named).values("pk"))
    in_title = Q(folded_title__contains=fold(text))
    sections = Section.objects.filter(Q(text__icontains=text) | Q(heading__icontains=text))
    return in_title if field == "title" else in_title | Q(pk__in=sections.values("article"))


def _range_condition(wanted: Range) -> Q:
    column, low, high = wanted.column, wanted.low, wanted.high
    if column.startswith(COLUMN_PREFIX):
        return _metric_condition(column.removeprefix(COLUMN_PREFIX), low, high)
    if column == "published":
        return _date_condition(low, high)
    if column in HOLDERS:
        return NEVER if low is None else Q(pk__in=HOLDERS[column](low))
    lookup = LOOKUPS[column]
    if column == "year":
        low, high = (end if end is None else min(max(end, EARLIEST), LATEST) for end in (low, high))
    elif low == high:
        return Q(pk__in=Article.objects.filter(**{lookup: low}).values("pk"))
    return _between(lookup, low, high)


def _date_condition(low: int | None, high: int | None) -> Q:
    """Return the articles published from the first day (since 1970-01-01) to the end of the last."""
    ends = {"published_at__gte": low, "published_at__lt": None if high is None else high + 1}
    return Q(**{end: _midnight(day) for end, day in ends.items() if day is not None})


def _midnight(day: int) -> datetime:
    """Return the beginning of a day where the archive is."""
    zone = timezone.get_default_timezone()
    return datetime.combine(EPOCH + timedelta(min(max(day, -MOST_DAYS), MOST_DAYS)), time.min, zone)


def _metric_condition(unit: str, low: int | None, high: int | None) -> Q:
    """Return the articles with an accepted metric between the ends, in thousandths of *unit* (a base unit).

    Metrics in multiples of the unit count too; a range of values counts by either of its ends.
    """
    stated = Metric.objects.values_list("unit", flat=True).distinct()
    conditions = [_value_condition(printed, low, high) for printed in stated if base_unit(printed)[0] == unit]
    return Q(pk__in=Metric.objects.accepted().filter(reduce(or_, conditions, NEVER)).values("article"))


def _value_condition(unit: str, low: int | None, high: int | None) -> Q:
    scale = 1000 * base_unit(unit)[1]
    lowest, highest = (None if end is None else Decimal(end) / scale for end in (low, high))
    return Q(unit=unit) & (_between("value", lowest, highest) | _between("value_max", lowest, highest))


def _between(lookup: str, low: int | Decimal | None, high: int | Decimal | None) -> Q:
    """Return the rows whose *lookup* lies between the ends, inclusive; None for an open end."""
    ends = {f"{lookup}__gte": low, f"{lookup}__lte": high}
    return Q(**{end: value for end, value in ends.items() if value is not None})
