"""Answers queries from the database alone, for as long as the index cannot: slower, unranked, text as typed."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q, Subquery

from archive.chinese.folding import fold
from archive.models import Article, Metric, Region, Section
from search.engine.documents import Answer, Hit
from search.text.queries import And, Everything, Not, Or, Range
from search.units import units_of

NEVER = Q(pk__in=())
LOOKUPS = {
    "year": "published_at__year",
    "organization": "organization_id",
    "outlet": "outlet_id",
    "keyword": "keywords",
}
# Columns that are only filtered by one number: which reports hold it.
ELSEWHERE = {
    "region": lambda number: Article.objects.filter(
        organization__region__path__startswith=Subquery(Region.objects.filter(pk=number).values("path"))
    ).values("pk"),
    "unit": lambda number: Metric.objects.accepted().filter(unit__in=units_of({number}).values()).values("article"),
}
EARLIEST, LATEST = 2, 9998  # years that a database can compare with, in any time zone


def search(query, ask):
    """Reports that hold the query's texts in their title, in either script, or in a section as typed.

    Newest first unless the oldest are asked for; nothing is counted for facets.
    """
    articles = Article.objects.public().filter(condition(query))
    articles = articles.oldest_first() if ask.sort == "oldest" else articles.newest_first()
    ids = articles.values_list("pk", flat=True)[ask.start : ask.stop]
    return Answer(articles.count(), tuple(Hit(id, 0.0) for id in ids))


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
            return _range(column, low, high)
        case _:
            return _holds(query.text, query.field)


def _holds(text, field):
    in_title = Q(folded_title__contains=fold(text))
    sections = Section.objects.filter(Q(text__icontains=text) | Q(heading__icontains=text))
    return in_title if field == "title" else in_title | Q(pk__in=sections.values("article"))


def _range(column, low, high):
    if column in ELSEWHERE:
        return Q(pk__in=ELSEWHERE[column](low))
    lookup = LOOKUPS[column]
    if column == "year":
        low, high = (end if end is None else min(max(end, EARLIEST), LATEST) for end in (low, high))
    elif low == high:
        return Q(pk__in=Article.objects.filter(**{lookup: low}).values("pk"))
    ends = {f"{lookup}__gte": low, f"{lookup}__lte": high}
    return Q(**{end: value for end, value in ends.items() if value is not None})
