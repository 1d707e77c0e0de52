"""Paragraphs that begin with a number (第一章, 一、, （一）, 1., ①), cut in heading and text. Pure; builds no tree."""

import re
from dataclasses import dataclass, field

from archive.chinese.folding import fold
from archive.chinese.marks import COLONS, COMMAS, FULL_STOP, SEMICOLONS
from archive.chinese.numerals import number
from archive.importing.parsing.points import BEFORE_FIRST_CIRCLED, NUMERAL

COUNT = rf"(?P<count>{NUMERAL}|\d{{1,3}})"

# Outermost first; for the beginning of a folded paragraph.
NUMBERINGS = tuple(
    re.compile(rf"(?P<printed>{printed})\s*(?=\S)")
    for printed in (
        rf"第{COUNT}(?:编|部分)(?![的是])\s?",
        rf"第{COUNT}章(?![的是])\s?",
        rf"第{COUNT}节(?![的是])\s?",
        rf"第{COUNT}条\s",
        rf"(?P<count>{NUMERAL})[、.](?!{NUMERAL}[、是])",
        rf"\((?P<count>{NUMERAL})\)、?",
        r"(?P<count>\d{1,2})[.、](?=\s*[^\s\d])",
        r"\(?(?P<count>\d{1,2})\)、?",
        r"(?P<count>[①-⑳])",
    )
)
CHINESE = 6  # the number of numberings, from the outermost, that count in Chinese numerals
CLAUSE = 4  # the rank of 第一条, which has its text in the same line

FURTHEST_STEP = 2  # authors leave out one number by mistake, not more
LONGEST_NUMBER = 20  # characters that hold a number and the beginning of its heading
LONGEST_HEADING = 150  # characters; a longer one is text that happens to be numbered
HEADING_END = re.compile(r"[。:]")
ITEM_END = re.compile(f"[{SEMICOLONS}]$")  # 一、…； 二、…； 三、…。 are the items of one sentence
CLAUSE_TEXT = re.compile(f"[{FULL_STOP}{SEMICOLONS}{COLONS}{COMMAS}]")


@dataclass(frozen=True, slots=True)
class Head:
    """The first paragraph of a section: rank (from 1, outermost first), printed number, heading, text."""

    rank: int
    number: str
    heading: str
    text: str


def is_numbered(paragraph: str) -> bool:
    folded = fold(paragraph[:LONGEST_NUMBER])
    return any(numbering.match(folded) for numbering in NUMBERINGS)


@dataclass(slots=True)
class Numbers:
    """The last count of each numbering in a report, and the numberings that number the items of a sentence."""

    counts: list[int] = field(default_factory=lambda: [0] * len(NUMBERINGS))
    items: set[int] = field(default_factory=set)

    def head(self, paragraph: str) -> Head | None:
        """Return the beginning of the paragraph's section; None if it has no number, or one out of order."""
        folded = fold(paragraph[:LONGEST_NUMBER])
        for style, numbering in enumerate(NUMBERINGS):
            match = numbering.match(folded)
            if match and self._follows(style, _value(match["count"])):
                self.counts[style] = _value(match["count"])
                printed = paragraph[slice(*match.span("printed"))]
                return Head(style + 1, printed, *self._parted(style, paragraph[match.end() :]))
        return None

    def _follows(self, style: int, count: int) -> bool:
        last = self.counts[style]
        return count == 1 or (last > 0 and last <= count <= last + FURTHEST_STEP)

    def _parted(self, style: int, text: str) -> tuple[str, str]:
        """Split a section's first paragraph in heading and text; items of a sentence and clauses of a law are text."""
        if self.counts[style] == 1:
            self.items.discard(style)
        if ITEM_END.search(text):
            self.items.add(style)
        if style in self.items or (style + 1 == CLAUSE and CLAUSE_TEXT.search(text)):
            return "", text
        heading, rest = _first_sentence(text) if "。" in text else (text, "")
        return ("", text) if len(heading) > LONGEST_HEADING else (heading, rest)


def _value(count: str) -> int:
    return ord(count) - BEFORE_FIRST_CIRCLED if "①" <= count <= "⑳" else int(number(count) or 0)


def _first_sentence(text: str) -> tuple[str, str]:
    """Return the text up to the first 。 or ：, and the rest; the whole text and "" if neither is near."""
    end = HEADING_END.search(fold(text[:LONGEST_HEADING]))
    return (text[: end.end()], text[end.end() :].strip()) if end else (text, "")
