"""Answers queries from the database alone, for as long as the index cannot: slower, unranked, text as typed."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import reduce
from operator import and_, or_

from django.db.models import Q, Subquery
from django.utils import timezone

from archive.chinese.folding import fold
from archive.models import Article, Metric, Region, Section
from search.engine.documents import Hit, SearchRequest, SearchResponse
from search.indexing.units import units_of
from search.text.dates import EPOCH
from search.text.metrics import FIGURE, base_unit
from search.text.queries import And, Everything, Near, Not, Or, Range

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
FURTHEST = 365_000  # days from 1970 that a database can compare with
# Columns that are only filtered by one number: which reports hold it.
ELSEWHERE = {
    "region": lambda number: Article.objects.filter(
        organization__region__path__startswith=Subquery(Region.objects.filter(pk=number).values("path"))
    ).values("pk"),
    "unit": lambda number: Metric.objects.accepted().filter(unit__in=units_of({number}).values()).values("article"),
}
EARLIEST, LATEST = 2, 9998  # years that a database can compare with, in any time zone


def search(request: SearchRequest) -> SearchResponse:
    """Reports that hold the query's texts in their title, in either script, or in a section as typed.

    Newest first unless the oldest are asked for; nothing is counted for facets.
    """
    articles = Article.objects.public().filter(condition(And((request.query, *request.conditions()))))
    articles = articles.oldest_first() if request.sort == "oldest" else articles.newest_first()
    ids = articles.values_list("pk", flat=True)[request.start : request.stop]
    return SearchResponse(articles.count(), tuple(Hit(id, 0.0) for id in ids), request.query)


def condition(query):
    """The query value as a condition on articles."""
    match query:
        case Everything():
            return Q()
        case And(parts):
            return reduce(and_, map(condition, parts), Q())
        case Or(parts):
            return reduce(or_, map(condition, parts), NEVER)
        case Not(part):
            return ~condition(part)
        case Range(column, low, high):
            return _figures(column, low, high) if column.startswith(FIGURE) else _range(column, low, high)
        case Near(one, other, _, field):
            return _holds(one, field) & _holds(other, field)
        case _:
            return _holds(query.text, query.field)


def _holds(text, field):
    if field in NAMES:
        named = {f"{NAMES[field]}__contains": text if field == "editor_name" else fold(text)}
        return Q(pk__in=Article.objects.filter(**named).values("pk"))
    in_title = Q(folded_title__contains=fold(text))
    sections = Section.objects.filter(Q(text__icontains=text) | Q(heading__icontains=text))
    return in_title if field == "title" else in_title | Q(pk__in=sections.values("article"))


def _range(column, low, high):
    if column == "published":
        return _published(low, high)
    if column in ELSEWHERE:
        return Q(pk__in=ELSEWHERE[column](low))
    lookup = LOOKUPS[column]
    if column == "year":
        low, high = (end if end is None else min(max(end, EARLIEST), LATEST) for end in (low, high))
    elif low == high:
        return Q(pk__in=Article.objects.filter(**{lookup: low}).values("pk"))
    ends = {f"{lookup}__gte": low, f"{lookup}__lte": high}
    return Q(**{end: value for end, value in ends.items() if value is not None})


def _published(low, high):
    """Days since 1970-01-01, from the beginning of the first to the end of the last, where the archive is."""
    after = None if high is None else high + 1
    ends = {"published_at__gte": low, "published_at__lt": after}
    return Q(**{end: _midnight(day) for end, day in ends.items() if day is not None})


def _midnight(day):
    zone = timezone.get_default_timezone()
    return datetime.combine(EPOCH + timedelta(min(max(day, -FURTHEST), FURTHEST)), time.min, zone)


def _figures(column, low, high):
    """Reports that state a figure in the column's unit, or a multiple of it, between the ends (in thousandths)."""
    unit = column.removeprefix(FIGURE)
    scales = ((printed, base_unit(printed)) for printed in Metric.objects.values_list("unit", flat=True).distinct())
    wanted = [_between(printed, scale, low, high) for printed, (base, scale) in scales if base == unit]
    return Q(pk__in=Metric.objects.accepted().filter(reduce(or_, wanted, NEVER)).values("article"))


def _between(unit, scale, low, high):
    ends = {"gte": low, "lte": high}
    limits = {end: Decimal(value) / 1000 / scale for end, value in ends.items() if value is not None}
    within = (Q(**{f"{value}__{end}": limit for end, limit in limits.items()}) for value in ("value", "value_max"))
    return Q(unit=unit) & reduce(or_, within)
