"""Finds the occurrences of a query's terms in original text, and the snippets that show them best. Pure; no HTML."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from archive.chinese.folding import fold, fold_table
from archive.chinese.marks import INNER_MARKS, SENTENCE_ENDS
from search.text.content_words import required_content_words
from search.text.queries import And, Near, Or, Phrase, Prefix, Query, Relaxed, Text
from search.text.words import words

WIDTH = 90  # characters of a snippet
MOST_SNIPPETS = 2
MOST_TERMS = 24  # that are looked for; the longest ones
MOST_OCCURRENCES = 200  # of one term in one text; more would not change which snippet is best
SENTENCE_MARKS = SENTENCE_ENDS + "\n"
DOTS = "…"

Span = tuple[int, int]  # start and end, in characters


class Occurrence(NamedTuple):
    """An occurrence of a folded term, text[start:end]."""

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """The passage content[start:end] of the section with this anchor; highlights are offsets in the content too."""

    anchor: str
    start: int
    end: int
    highlights: tuple[Span, ...]


class Excerpt(NamedTuple):
    """The text of a snippet, and the highlights in it."""

    text: str
    highlights: tuple[Span, ...]


def highlight_terms(query: Query | None, field: str) -> tuple[str, ...]:
    """Return the folded terms of *query* to highlight in *field*, longest first: its runs and their words."""
    found = {fold(term) for term in _terms(query, field)}
    found = {"".join(term.split()) for term in found} - {""}
    return tuple(sorted(found, key=lambda term: (-len(term), term))[:MOST_TERMS])


def _terms(query: Query | None, field: str) -> Iterator[str]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _terms(part, field)
        case Text(text, searched) if searched in ("", field):
            yield text
            yield from _widest_words(fold(text))
        case Near(one, other, _, searched) if searched in ("", field):
            yield from (one, other)
        case Relaxed(parts):
            for part in parts:
                yield from _terms(part, field)
                yield from required_content_words(fold(part.text)) if part.field in ("", field) else ()
        case Phrase(text, searched) | Prefix(text, searched) if searched in ("", field):
            yield text


def _widest_words(text: str) -> Iterator[str]:
    """Yield the words of *text* without those inside other words, which occur wherever the longer word does."""
    furthest = 0
    for word in sorted(words(text), key=lambda word: (word.start, -word.end)):
        if word.end > furthest:
            furthest = word.end
            yield word.text


def highlights(text: str, terms: Iterable[str]) -> tuple[Span, ...]:
    """Return the spans of *text* in which a folded term occurs, ascending; touching and overlapping ones are joined."""
    return _joined(sorted((found.start, found.end) for found in _occurrences(text, terms)))


def best_snippets(sections: Sequence[tuple[str, str]], terms: Iterable[str]) -> tuple[Snippet, ...]:
    """Return up to MOST_SNIPPETS snippets of an article, best first, at most one a section.

    sections: (anchor, content) in reading order. If no term occurs, the only snippet is the beginning of the first.
    """
    terms = tuple(terms)
    scored = []
    for anchor, content in sections:
        found = sorted(_occurrences(content, terms), key=lambda one: (one.start, one.end))
        if found:
            scored.append((_densest_window(found), anchor, content, found))
    scored.sort(key=lambda row: -row[0].score)
    if scored:
        return tuple(
            _snippet(anchor, content, found, window) for window, anchor, content, found in scored[:MOST_SNIPPETS]
        )
    return tuple(Snippet(anchor, 0, _end(content, WIDTH, 1), ()) for anchor, content in islice(sections, 1))


def excerpt(content: str, snippet: Snippet) -> Excerpt:
    """Cut the snippet out of *content*; dots mark an end at which a sentence is cut."""
    end = snippet.end
    cut = end < len(content) and content[end - 1] not in SENTENCE_MARKS
    last = max((span[1] for span in snippet.highlights), default=snippet.start)
    while cut and end > last and content[end - 1] in INNER_MARKS:
        end -= 1
    dots = DOTS if snippet.start and content[snippet.start - 1] not in SENTENCE_MARKS else ""
    moved = len(dots) - snippet.start
    text = f"{dots}{content[snippet.start : end]}{DOTS if cut else ''}"
    return Excerpt(text, tuple((start + moved, stop + moved) for start, stop in snippet.highlights))


def covering_snippets(content: str, spans: Sequence[Span]) -> Iterator[Snippet]:
    """Yield snippets of *content* that together show all *spans* (ascending), in order; their anchor is empty."""
    at = end = 0
    while at < len(spans):
        first, last = spans[at]
        start = max(end, _start(content, first, WIDTH // 2))
        end = _end(content, max(last, start + WIDTH), last)
        following = bisect_left(spans, end, lo=at, key=lambda span: span[0])
        yield Snippet("", start, end, tuple((one, min(other, end)) for one, other in spans[at:following]))
        at = following


def _occurrences(text: str, terms: Iterable[str]) -> Iterator[Occurrence]:
    for term in terms:
        for found in islice(_pattern(term).finditer(text), MOST_OCCURRENCES):
            yield Occurrence(found.start(), found.end(), term)


@lru_cache(maxsize=1024)  # an article of many sections is searched for the same terms in each
def _pattern(term: str) -> re.Pattern[str]:
    """Compile a pattern that finds a folded term in text that is not folded; white space may separate characters."""
    return re.compile(r"\s*".join(map(_spellings, term)))


def _spellings(character: str) -> str:
    """Return a pattern of all characters that fold to this one."""
    spellings = _unfolded().get(character, "") + character
    return f"[{re.escape(spellings)}]" if len(spellings) > 1 else re.escape(character)


@cache
def _unfolded() -> dict[str, str]:
    """Return a table: folded character → the characters that fold to it."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code, folded in fold_table().items():
        groups[folded].append(chr(code))
    return {folded: "".join(group) for folded, group in groups.items()}


class _Window(NamedTuple):
    score: int
    start: int
    end: int


def _densest_window(found: Sequence[Occurrence]) -> _Window:
    """Return the window of at most WIDTH characters with the highest score; *found* ascends.

    Each term in it counts WIDTH times its length once, since longer terms say more, and each occurrence counts one.
    """
    best = _Window(0, 0, 0)
    held: dict[str, int] = defaultdict(int)
    score = left = 0
    for entering in found:
        score += 1 + (0 if held[entering.term] else WIDTH * len(entering.term))
        held[entering.term] += 1
        while entering.end - found[left].start > WIDTH and found[left] is not entering:
            leaving = found[left]
            held[leaving.term] -= 1
            score -= 1 + (0 if held[leaving.term] else WIDTH * len(leaving.term))
            left += 1
        if score > best.score:
            best = _Window(score, found[left].start, entering.end)
    return best


def _snippet(anchor: str, content: str, found: Sequence[Occurrence], window: _Window) -> Snippet:
    start = _start(content, window.start, max(WIDTH // 4, WIDTH - (window.end - window.start)))
    end = _end(content, max(window.end, start + WIDTH), window.end)
    first = bisect_left(found, start, key=lambda one: one.start)
    inside = ((one.start, min(one.end, end)) for one in found[first:] if one.start < end)
    return Snippet(anchor, start, end, _joined(sorted(inside)))


def _start(content: str, first: int, room: int) -> int:
    """Return where a snippet around *first* starts.

    That is after a sentence mark, else after a clause mark, else half the room before *first*.
    """
    for marks, reach in ((SENTENCE_MARKS, room * 2 // 3), (INNER_MARKS, room // 2)):
        earliest = max(0, first - reach)
        if earliest == 0:
            return 0
        mark = next((offset for offset in range(earliest, first) if content[offset] in marks), None)
        if mark is not None:
            return mark + 1
    return max(0, first - room // 2)


def _end(content: str, end: int, last: int) -> int:
    """Return where a snippet ends: after its last sentence or clause mark beyond *last*, if that keeps most of it."""
    if end >= len(content):
        return len(content)
    for offset in range(end - 1, max(last, end - WIDTH // 3) - 1, -1):
        if content[offset] in SENTENCE_MARKS + INNER_MARKS:
            return offset + 1
    return end


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
