"""The words of a query in an article: the highlights of its page, and the list of passages above the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from archive.models import Article, Section
from archive.pages.highlights import Highlight, Highlights
from search.indexing.documents import passages
from search.templatetags.marks import marked
from search.text.parsing import parse_line
from search.text.snippets import covering_snippets, highlight_terms, highlights

MOST_LISTED = 40  # passages in the list; in the text every highlight is marked


@dataclass(frozen=True, slots=True)
class ListedPassage:
    """A passage of the list: the number of its first highlight, its section's label, its text with marks."""

    number: int
    label: str
    html: str


@dataclass(frozen=True)
class QueryHighlights(Highlights):
    """The highlights for a typed line. left_out: the number of passages that are not listed."""

    line: str
    passages: list[ListedPassage]
    left_out: int


def find_highlights(article: Article, line: str | None) -> QueryHighlights | None:
    """Find the words of *line* in the article; None if the line searches for no words."""
    query = parse_line(line or "").query
    terms = tuple(dict.fromkeys((*highlight_terms(query, "body"), *highlight_terms(query, "headings"))))
    in_title = highlight_terms(query, "title")
    if not terms and not in_title:
        return None
    numbers = count(1)
    by_section: dict[int | None, list[Highlight]] = {}
    listed: list[ListedPassage] = []
    for section, text in passages(article):
        found = [Highlight(next(numbers), start, end) for start, end in highlights(text, terms)]
        by_section[section.pk if section else None] = found
        listed += _listed(section, text, found)
    return QueryHighlights(
        title_html=marked(article.title, highlights(article.title, in_title)),
        by_section=by_section,
        total=next(numbers) - 1,
        line=line or "",
        passages=listed[:MOST_LISTED],
        left_out=max(0, len(listed) - MOST_LISTED),
    )


def _listed(section: Section | None, text: str, found: list[Highlight]) -> Iterator[ListedPassage]:
    """Yield passages of one section that show all its highlights."""
    numbers = {highlight.start: highlight.number for highlight in found}
    for one in covering_snippets(text, [(highlight.start, highlight.end) for highlight in found]):
        spans = tuple((start - one.start, end - one.start) for start, end in one.highlights)
        label = section.label if section and one.start else ""
        yield ListedPassage(numbers[one.highlights[0][0]], label, marked(text[one.start : one.end], spans))
