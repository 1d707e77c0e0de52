"""The evidence of a metric that no extraction found: its words in a text, and the sentence around them. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archive.chinese import marks
from archive.chinese.folding import fold
from archive.metrics.scanning import SENTENCE_END
from archive.metrics.statements import LEAST_IN_SENTENCE, covered

NUMERALS = rf"\d{marks.NUMERALS}.,"


class Place(NamedTuple):
    """The place of words in a section: its anchor, their offsets in its content, and the sentence around them."""

    anchor: str
    start: int
    end: int
    sentence: str


def place_of(raw: str, subject: str, contents: Mapping[str, str]) -> Place | None:
    """Return where a sentence states *raw* of the *subject*, the one that says most of it; None if no sentence does.

    contents: the text of each section by its anchor. Both scripts and widths are the same.
    """
    places = [place for anchor, content in contents.items() for place in _places(raw, anchor, content)]
    best = max(places, key=lambda place: covered(subject, place.sentence), default=None)
    return best if best and covered(subject, best.sentence) >= LEAST_IN_SENTENCE else None


def _places(raw: str, anchor: str, content: str) -> Iterator[Place]:
    """Yield every place of the words. A number is not found within a longer one: 12次 in 112次."""
    words = fold(raw)
    behind = rf"(?<![{NUMERALS}])" if re.match(f"[{NUMERALS}]", words) else ""
    for match in re.finditer(behind + re.escape(words), fold(content)):
        yield Place(anchor, *match.span(), sentence_around(content, match.start()))


def sentence_around(content: str, place: int) -> str:
    """Return the sentence of *content* at the offset *place*."""
    ends = [end.end() for end in SENTENCE_END.finditer(fold(content))]
    start = max((end for end in ends if end <= place), default=0)
    return content[start : min((end for end in ends if end > place), default=len(content))].strip()
