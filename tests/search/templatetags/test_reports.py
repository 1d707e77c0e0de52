"""The places of a query in a report's page."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Article, Section
from archive.pages.outline import LinePiece
from search.templatetags.reports import Place, Within, find_within, places_in, ways_on
from tests.builders import make_article, make_section


def within(*spans):
    places = [Place(number, start, end) for number, (start, end) in enumerate(spans, start=1)]
    return Within("", "", {7: places}, len(places), [], 0)


SECTION = Section(pk=7)


@pytest.mark.parametrize(
    ("piece", "spans", "html"),
    [
        (LinePiece("办税务", 0), [(1, 3)], '办<mark id="hit-1">税务</mark>'),
        (LinePiece("税务局", 10), [(10, 12)], '<mark id="hit-1">税务</mark>局'),
        (LinePiece("务局", 1), [(0, 2)], "<mark>务</mark>局"),
        (LinePiece("办税", 0), [(1, 3)], '办<mark id="hit-1">税</mark>'),
        (LinePiece("税税", 0), [(0, 1), (1, 2)], '<mark id="hit-1">税</mark><mark id="hit-2">税</mark>'),
        (LinePiece("<b>税", 0), [(3, 4)], '&lt;b&gt;<mark id="hit-1">税</mark>'),
        (LinePiece("没有", 0), [(2, 4)], "没有"),
        (LinePiece("没有", 4), [(2, 4)], "没有"),
    ],
)
def test_places_are_marked_in_a_piece(piece, spans, html):
    assert places_in(piece, SECTION, within(*spans)) == html


def test_nothing_is_marked_without_a_query():
    assert places_in(LinePiece("税", 0), SECTION, None) == "税"
    assert ways_on(LinePiece("税", 0), SECTION, None) == ""


def test_ways_on_lead_round():
    found = within((0, 1), (2, 3), (4, 5))

    ways = [ways_on(LinePiece("税", at), SECTION, found) for at in (0, 2, 4)]

    assert [[f'"#hit-{n}"' in way for n in (1, 2, 3)] for way in ways] == [
        [False, True, True],
        [True, False, True],
        [True, True, False],
    ]


@given(st.text("税<&\n", max_size=12), st.data())
def test_pieces_with_places_still_join_to_the_text(text, data):
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    cuts = [0, *sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=3))), len(text)]

    html = "".join(
        places_in(LinePiece(text[start:end], start), SECTION, within(*spans)) for start, end in itertools.pairwise(cuts)
    )

    plain = html.replace("</mark>", "")
    for number in range(1, len(spans) + 1):
        plain = plain.replace(f'<mark id="hit-{number}">', "")
    plain = plain.replace("<mark>", "").replace("&lt;", "<").replace("&amp;", "&")
    assert plain == text


@pytest.mark.django_db
def test_places_are_numbered_through_the_report():
    article = make_article("示例：税务", text="稅務。", level=Article.Level.CATALOGUE, summary="说税务。")
    make_section(article, anchor="s1", heading="税务", text="没有。税 务。")
    lead, section = article.sections.all()

    found = find_within(article, "税务 -没有")

    assert found.places == {
        None: [Place(1, 1, 3)],
        lead.pk: [Place(2, 0, 2)],
        section.pk: [Place(3, 0, 2), Place(4, 6, 9)],
    }
    assert (found.total, found.title_html) == (4, "示例：<mark>税务</mark>")
    assert [(one.number, one.html) for one in found.passages] == [
        (1, "说<mark>税务</mark>。"),
        (2, "<mark>稅務</mark>。"),
        (3, "<mark>税务</mark>\n没有。<mark>税 务</mark>。"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("line", [None, "", "？", "-税务", "year:2019", "\x00", "(((("])
def test_lines_without_words_mark_nothing(line):
    assert (find_within(make_article(text="税务"), line) or within()).total == 0
