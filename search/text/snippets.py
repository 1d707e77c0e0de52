"""Finds where a query's terms stand in original text, and the passages that show them best. Pure; no HTML."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter

from archive.chinese.folding import fold, fold_table
from archive.chinese.marks import INNER_MARKS, SENTENCE_ENDS
from search.text.content_words import needed_of_telling
from search.text.queries import And, Loose, Near, Or, Phrase, Prefix, Query, Text
from search.text.words import words

WIDTH = 90  # characters of a snippet
MOST_SNIPPETS = 2
MOST_TERMS = 24  # looked for; the longest ones
MOST_PLACES = 200  # of one term in one text; more would not change which passage is best
SENTENCE_MARKS = SENTENCE_ENDS + "\n"
DOTS = "…"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term stands in a text; weight is the term's length, since longer terms say more."""

    start: int
    end: int
    term: str
    weight: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """The passage [start, end) of the section at `anchor`; marks are offsets in that section's content too."""

    anchor: str
    start: int
    end: int
    marks: tuple[Span, ...]


def terms_of(query: Query | None, field: str) -> tuple[str, ...]:
    """Folded terms that *query* wants to stand in *field*, longest first: its runs and their words."""
    found = {fold(term) for term in _terms(query, field)}
    found = {"".join(term.split()) for term in found} - {""}
    return tuple(sorted(found, key=lambda term: (-len(term), term))[:MOST_TERMS])


def _terms(query: Query | None, field: str) -> Iterator[str]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _terms(part, field)
        case Text(text, wanted) if wanted in ("", field):
            yield text
            yield from _widest_words(fold(text))
        case Near(one, other, _, wanted) if wanted in ("", field):
            yield from (one, other)
        case Loose(parts):
            for part in parts:
                yield from _terms(part, field)
                yield from needed_of_telling(fold(part.text)) if part.field in ("", field) else ()
        case Phrase(text, wanted) | Prefix(text, wanted) if wanted in ("", field):
            yield text


def _widest_words(text: str) -> Iterator[str]:
    """Its words without those inside others, which stand wherever the longer one does."""
    furthest = 0
    for word in sorted(words(text), key=lambda word: (word.start, -word.end)):
        if word.end > furthest:
            furthest = word.end
            yield word.text


def marks(text: str, terms: Iterable[str]) -> tuple[Span, ...]:
    """Where any of the folded *terms* stands in *text*; spans that touch or overlap are joined."""
    return _joined(sorted((place.start, place.end) for place in _places(text, terms)))


def snippets(sections: Sequence[tuple[str, str]], terms: Iterable[str]) -> tuple[Snippet, ...]:
    """The best passages of a report, best first, at most one a section; its beginning where no term stands.

    sections: (anchor, content) in reading order.
    """
    terms = tuple(terms)
    scored = []
    for anchor, content in sections:
        places = sorted(_places(content, terms), key=lambda place: (place.start, place.end))
        if places:
            score, *dense = _densest(places)
            scored.append((score, anchor, content, places, dense))
    scored.sort(key=itemgetter(0), reverse=True)
    if scored:
        return tuple(
            _snippet(anchor, content, places, dense) for _, anchor, content, places, dense in scored[:MOST_SNIPPETS]
        )
    return tuple(_beginning(anchor, content) for anchor, content in islice(sections, 1))


def excerpt(content: str, snippet: Snippet) -> tuple[str, tuple[Span, ...]]:
    """The snippet's words and the marks in them; dots stand where a sentence of *content* is cut."""
    end = snippet.end
    cut = end < len(content) and content[end - 1] not in SENTENCE_MARKS
    last = max((mark[1] for mark in snippet.marks), default=snippet.start)
    while cut and end > last and content[end - 1] in INNER_MARKS:
        end -= 1
    dots = DOTS if snippet.start and content[snippet.start - 1] not in SENTENCE_MARKS else ""
    moved = len(dots) - snippet.start
    words = f"{dots}{content[snippet.start : end]}{DOTS if cut else ''}"
    return words, tuple((start + moved, stop + moved) for start, stop in snippet.marks)


def stretches(content: str, spans: Sequence[Span]) -> Iterator[Snippet]:
    """Passages that together show all *spans* (ascending) of *content*, in order; their anchor is empty."""
    at = end = 0
    while at < len(spans):
        first, last = spans[at]
        start = max(end, _opening(content, first, WIDTH // 2))
        end = _ending(content, max(last, start + WIDTH), last)
        following = bisect_left(spans, end, lo=at, key=lambda span: span[0])
        yield Snippet("", start, end, tuple((one, min(other, end)) for one, other in spans[at:following]))
        at = following


def _places(text: str, terms: Iterable[str]) -> Iterator[Place]:
    for term in terms:
        for found in islice(_pattern(term).finditer(text), MOST_PLACES):
            yield Place(found.start(), found.end(), term, len(term))


@lru_cache(maxsize=1024)  # a report of many sections is searched for the same terms in each
def _pattern(term: str) -> re.Pattern[str]:
    """Finds a folded term in unfolded text, white space between its characters or not."""
    return re.compile(r"\s*".join(map(_spellings, term)))


def _spellings(character: str) -> str:
    """A pattern of all characters that fold to this one."""
    spellings = _unfolded().get(character, "") + character
    return f"[{re.escape(spellings)}]" if len(spellings) > 1 else re.escape(character)


@cache
def _unfolded() -> dict[str, str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for code, folded in fold_table().items():
        groups[folded].append(chr(code))
    return {folded: "".join(group) for folded, group in groups.items()}


def _densest(places: Sequence[Place]) -> tuple[int, int, int]:
    """(score, start, end) of the stretch within WIDTH that holds most: each term's weight once, then each place."""
    best = (0, 0, 0)
    held: dict[str, int] = defaultdict(int)
    score = left = 0
    for place in places:
        score += 1 + (0 if held[place.term] else WIDTH * place.weight)
        held[place.term] += 1
        while place.end - places[left].start > WIDTH and places[left] is not place:
            gone = places[left]
            held[gone.term] -= 1
            score -= 1 + (0 if held[gone.term] else WIDTH * gone.weight)
            left += 1
        if score > best[0]:
            best = (score, places[left].start, place.end)
    return best


def _snippet(anchor: str, content: str, places: Sequence[Place], dense: Sequence[int]) -> Snippet:
    start = _opening(content, dense[0], max(WIDTH // 4, WIDTH - (dense[1] - dense[0])))
    end = _ending(content, max(dense[1], start + WIDTH), dense[1])
    first = bisect_left(places, start, key=lambda place: place.start)
    inside = ((place.start, min(place.end, end)) for place in places[first:] if place.start < end)
    return Snippet(anchor, start, end, _joined(sorted(inside)))


def _beginning(anchor: str, content: str) -> Snippet:
    return Snippet(anchor, 0, _ending(content, WIDTH, 1), ())


def _opening(content: str, first: int, room: int) -> int:
    """Where a passage around *first* begins: after a sentence mark, else a clause mark, else half the room before."""
    for marks, reach in ((SENTENCE_MARKS, room * 2 // 3), (INNER_MARKS, room // 2)):
        earliest = max(0, first - reach)
        if earliest == 0:
            return 0
        place = next((place for place in range(earliest, first) if content[place] in marks), None)
        if place is not None:
            return place + 1
    return max(0, first - room // 2)


def _ending(content: str, end: int, last: int) -> int:
    """Where a passage ends: at its last sentence or clause mark after *last*, if that keeps most of it."""
    if end >= len(content):
        return len(content)
    for place in range(end - 1, max(last, end - WIDTH // 3) - 1, -1):
        if content[place] in SENTENCE_MARKS + INNER_MARKS:
            return place + 1
    return end


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
