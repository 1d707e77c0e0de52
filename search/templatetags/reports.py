"""What search adds to the page of a report: the places of a query in it, and reports like it."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import count

from django import template
from django.utils.html import format_html, format_html_join

from search.finding.similar import similar_articles
from search.indexing.documents import passages
from search.templatetags.marks import marked
from search.text.relaxation import read_line
from search.text.snippets import marks, stretches, terms_of

MOST_LISTED = 40  # passages in the list; in the text every place is marked

register = template.Library()


@dataclass(frozen=True, slots=True)
class Place:
    """A marked stretch of a section's content (or of the note), numbered through the report from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the list of places: the number of its first place, its section's label, its words with marks."""

    number: int
    label: str
    html: str


@dataclass(frozen=True)
class Within:
    """A line's places in a report: by the key of their section, None for the note. left_out: passages not listed."""

    line: str
    title_html: str
    places: dict[int | None, list[Place]]
    total: int
    passages: list[Passage]
    left_out: int


@register.simple_tag
def find_within(article, line):
    """Where the words of *line* stand in the report; None when the line asks for none."""
    query = read_line(line or "").query
    terms = tuple(dict.fromkeys((*terms_of(query, "body"), *terms_of(query, "headings"))))
    in_title = terms_of(query, "title")
    if not terms and not in_title:
        return None
    numbers = count(1)
    places, listed = {}, []
    for section, text in passages(article):
        found = [Place(next(numbers), start, end) for start, end in marks(text, terms)]
        places[section.pk if section else None] = found
        listed += _listed(section, text, found)
    title_html = marked(article.title, marks(article.title, in_title))
    left_out = max(0, len(listed) - MOST_LISTED)
    return Within(line, title_html, places, next(numbers) - 1, listed[:MOST_LISTED], left_out)


def _listed(section, text, found):
    """Passages of one section that show all places in it."""
    numbers = {place.start: place.number for place in found}
    for one in stretches(text, [(place.start, place.end) for place in found]):
        spans = tuple((start - one.start, end - one.start) for start, end in one.marks)
        label = section.label if section and one.start else ""
        yield Passage(numbers[one.marks[0][0]], label, marked(text[one.start : one.end], spans))


@register.simple_tag
def places_in(piece, section, within):
    """A piece of a line as HTML, with the places that reach into it marked; each has its id where it begins."""
    found = _reaching_into(piece, section, within)
    if not found:
        return piece.text
    ends = [0, *(min(place.end - piece.start, len(piece.text)) for place in found)]
    parts = [
        (piece.text[last : max(0, place.start - piece.start)], _mark(piece, place, end))
        for place, last, end in zip(found, ends, ends[1:], strict=False)
    ]
    return format_html("{}{}", format_html_join("", "{}{}", parts), piece.text[ends[-1] :])


@register.simple_tag
def ways_on(piece, section, within):
    """Links from the places in a piece to the one before and the one after, shown once one of them is gone to."""
    found = _reaching_into(piece, section, within)
    if not found:
        return ""
    before, after = found[0].number - 1 or within.total, found[-1].number % within.total + 1
    return format_html(
        '<span class="ways-on"><a href="#hit-{}" aria-label="↑ {}">↑</a>'
        '<a href="#hit-{}" aria-label="↓ {}">↓</a></span>',
        before,
        before,
        after,
        after,
    )


def _reaching_into(piece, section, within):
    """The places of *piece*'s section that overlap it."""
    places = within.places.get(section.pk if section else None, ()) if within else ()
    first = bisect_right(places, piece.start, key=lambda place: place.end)
    end = piece.start + len(piece.text)
    return [place for place in places[first:] if place.start < end]


def _mark(piece, place, end):
    words = piece.text[max(0, place.start - piece.start) : end]
    if place.start < piece.start:
        return format_html("<mark>{}</mark>", words)
    return format_html('<mark id="hit-{}">{}</mark>', place.number, words)


@register.simple_tag
def similar_reports(article):
    """The public reports most like *article*, best first."""
    return similar_articles(article)
