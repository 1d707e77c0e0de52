"""Search addresses, checked, and the sentences on what could not be read."""

import re
from pathlib import Path

import pytest
from django.http import QueryDict
from django.utils.translation import override

from archive.models import Keyword
from search.forms import SENTENCES, SearchForm, explain
from search.text import grammar, lexer
from search.text.grammar import parse_query
from search.text.queries import Everything, Not, Or, Phrase, Range, Text
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def form(address):
    return SearchForm(QueryDict(address))


def test_a_full_address():
    article = make_article(organization="青禾区政协")
    article.set_keywords(Keyword.objects.all_named(["委员", "共识"]))
    organization, (one, two) = article.organization, article.keywords.order_by("-slug")

    asked = form(
        f"q=税务&year=2019&organization={organization.slug}&keyword={one.slug}&keyword={two.slug}&sort=newest&page=2"
    )

    assert asked.is_valid()
    assert asked.query == Text("税务")
    assert asked.filters == (
        Range("organization", organization.pk, organization.pk),
        *(Range("keyword", keyword.pk, keyword.pk) for keyword in sorted((one, two), key=lambda row: row.folded_name)),
        Range("year", 2019, 2019),
    )
    assert (asked.order, asked.cleaned_data["page"]) == ("newest", 2)


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("", None),
        ("q=", None),
        ("q=++", None),
        ("q=？", Phrase("？")),
        ("q=-税", Or((Not(Text("税")), Phrase("-税")))),
        ("year=2019", Everything()),
        ("q=税", Text("税")),
    ],
)
def test_what_is_searched_for(address, query):
    assert form(address).query == query


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("year=abc", "year"),
        ("year=0", "year"),
        ("year=99999999999999999999", "year"),
        ("organization=nowhere", "organization"),
        ("outlet=%00", "outlet"),
        ("keyword=nowhere", "keyword"),
        ("sort=random", "sort"),
        ("page=-1", "page"),
        ("page=abc", "page"),
        ("since=x", "since"),
        ("until=0", "until"),
        ("region=999", "region"),
        ("unit=x", "unit"),
        ("unit=%00", "unit"),
        ("year=2019&year=x", "year"),
        ("size=7", "size"),
        ("q=%00", "q"),
    ],
)
def test_bad_values_are_messages(address, field):
    asked = form(address)

    assert list(asked.errors) == [field]
    assert (asked.query, asked.problems) == (None, [])


def test_problems_are_explained_in_place():
    with override("en"):
        assert list(map(str, explain(parse_query('a "b (c').problems, 'a "b (c'))) == [
            'The quotation mark " at place 3 is never closed, so it was left out.',
            "The parenthesis at place 6 is never closed; it was taken to reach to the end.",
        ]


def test_every_problem_of_the_grammar_has_a_sentence():
    source = "".join(Path(module.__file__).read_text() for module in (grammar, lexer))

    reported = set(re.findall(r'(?:_report|Problem)\(\s*"(\w+)"', source))

    assert reported == SENTENCES.keys()


def test_an_explanation_shows_the_place():
    (explained,) = explain(parse_query("税务 ) 街乡").problems, "税务 ) 街乡")

    assert (explained.before, explained.typed, explained.after) == ("税务 ", ")", " 街乡")
