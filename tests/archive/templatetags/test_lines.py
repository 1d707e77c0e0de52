"""Lines of a report: the highlights in their pieces."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Section
from archive.pages.highlights import Highlight, Highlights
from archive.pages.outline import LinePiece
from archive.templatetags.lines import highlighted, neighbour_links

SECTION = Section(pk=7)


def highlights(*spans):
    found = [Highlight(number, start, end) for number, (start, end) in enumerate(spans, start=1)]
    return Highlights(title_html="", by_section={7: found}, total=len(found))


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
def test_highlights_are_marked_in_a_piece(piece, spans, html):
    assert highlighted(piece, SECTION, highlights(*spans)) == html


def test_nothing_is_marked_without_highlights():
    assert highlighted(LinePiece("税", 0), SECTION, None) == "税"
    assert neighbour_links(LinePiece("税", 0), SECTION, None) == ""


def test_neighbour_links_lead_round():
    found = highlights((0, 1), (2, 3), (4, 5))

    links = [neighbour_links(LinePiece("税", at), SECTION, found) for at in (0, 2, 4)]

    assert [[f'"#hit-{n}"' in link for n in (1, 2, 3)] for link in links] == [
        [False, True, True],
        [True, False, True],
        [True, True, False],
    ]


@given(st.text("税<&\n", max_size=12), st.data())
def test_pieces_with_highlights_still_join_to_the_text(text, data):
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    cuts = [0, *sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=3))), len(text)]

    html = "".join(
        highlighted(LinePiece(text[start:end], start), SECTION, highlights(*spans))
        for start, end in itertools.pairwise(cuts)
    )

    plain = html.replace("</mark>", "")
    for number in range(1, len(spans) + 1):
        plain = plain.replace(f'<mark id="hit-{number}">', "")
    plain = plain.replace("<mark>", "").replace("&lt;", "<").replace("&amp;", "&")
    assert plain == text
