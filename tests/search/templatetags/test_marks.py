"""Marked text as HTML."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from search.templatetags.marks import marked


@pytest.mark.parametrize(
    ("text", "spans", "html"),
    [
        ("", (), ""),
        ("街鄉", (), "街鄉"),
        ("双向发力", ((0, 2),), "<mark>双向</mark>发力"),
        ("a<b>c", ((1, 4),), "a<mark>&lt;b&gt;</mark>c"),
        ("<i>税</i>&", ((3, 4),), "&lt;i&gt;<mark>税</mark>&lt;/i&gt;&amp;"),
        ("一二三四", ((0, 1), (2, 4)), "<mark>一</mark>二<mark>三四</mark>"),
    ],
)
def test_marked(text, spans, html):
    assert marked(text, spans) == html


@given(st.text("<>&\"'税a/", max_size=20), st.lists(st.integers(0, 20), max_size=6, unique=True))
def test_nothing_but_marks_is_markup(text, places):
    places = sorted(place for place in places if place <= len(text))
    spans = tuple(zip(places[::2], places[1::2], strict=False))

    rest = marked(text, spans).replace("<mark>", "").replace("</mark>", "")

    assert "<" not in rest
    assert ">" not in rest


def test_templates_use_it_as_a_filter():
    template = Template("{% load marks %}{{ text|marked:spans }}")

    assert template.render(Context({"text": "a<b", "spans": ((0, 1),)})) == "<mark>a</mark>&lt;b"
