"""Haystack's filters into query values."""

from datetime import date

import pytest
from haystack.exceptions import SearchFieldError
from haystack.inputs import AutoQuery, Exact
from haystack.inputs import Not as NotInput
from haystack.query import SQ, SearchQuerySet

from search.haystack_backend.lookups import NOTHING
from search.text.queries import And, Everything, Not, Or, Phrase, Prefix, Range, Text

A, B, C = map(Text, "abc")
RESULTS = SearchQuerySet()


def in_year(low, high=None):
    return Range("year", low, low if high is None else high)


@pytest.mark.parametrize(
    ("results", "query"),
    [
        (RESULTS, Everything()),
        (RESULTS.all(), Everything()),
        (RESULTS.filter(content="a -b"), And((A, Not(B)))),
        (RESULTS.filter(text="a"), A),
        (RESULTS.filter(content=And((A, B))), And((A, B))),
        (RESULTS.auto_query('"a b" c'), And((Phrase("a b"), C))),
        (RESULTS.auto_query("a", fieldname="title"), Text("a", "title")),
        (RESULTS.filter(title="a"), Text("a", "title")),
        (RESULTS.filter(title=AutoQuery("“a”")), Phrase("a", "title")),
        (RESULTS.filter(content=Exact("a b")), Phrase("a b")),
        (RESULTS.filter(content=NotInput("a")), Not(A)),
        (RESULTS.filter(content__exact="a b"), Phrase("a b")),
        (RESULTS.filter(content__contains="a b"), Text("a b")),
        (RESULTS.filter(content__startswith="a"), Prefix("a")),
        (RESULTS.filter(content__in=["a", "b"]), Or((A, B))),
        (RESULTS.filter(content="？"), NOTHING),
        (RESULTS.filter(content="a").filter(content="b"), And((A, B))),
        (RESULTS.filter(content="a").filter_or(content="b"), Or((A, B))),
        (RESULTS.filter(SQ(content="a") | SQ(year=2019)), Or((A, in_year(2019)))),
        (RESULTS.filter(content="a").filter(SQ(content="b") | SQ(content="c")), And((A, Or((B, C))))),
        (RESULTS.exclude(content="a"), Not(A)),
        (RESULTS.filter(content="a").exclude(year=2019), And((A, Not(in_year(2019))))),
        (RESULTS.filter(year=2019), in_year(2019)),
        (RESULTS.filter(year="2019"), in_year(2019)),
        (RESULTS.filter(year__gte=2018, year__lt=2020), And((Range("year", 2018, None), Range("year", None, 2019)))),
        (RESULTS.filter(year__gt=2018, year__lte=2020), And((Range("year", 2019, None), Range("year", None, 2020)))),
        (RESULTS.filter(year__range=(2018, 2020)), in_year(2018, 2020)),
        (RESULTS.filter(year__in=[2018, 2020]), Or((in_year(2018), in_year(2020)))),
        (RESULTS.filter(published_at__gte=date(1970, 1, 3)), Range("published", 2, None)),
        (RESULTS.filter(keyword__exact=7), Range("keyword", 7, 7)),
    ],
    ids=lambda value: str(value) if not isinstance(value, SearchQuerySet) else "",
)
def test_compiles(results, query):
    assert results.query.build_query() == query


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"colour": "red"}, "There is no field 'colour'"),
        ({"content__gte": "a"}, "Text cannot be looked up by 'gte'"),
        ({"year__startswith": 20}, "year cannot be looked up by 'startswith'"),
        ({"year": "last"}, "'last' is no whole number"),
    ],
)
def test_says_what_cannot_be_looked_up(filters, message):
    with pytest.raises(SearchFieldError, match=message):
        RESULTS.filter(**filters).query.build_query()
