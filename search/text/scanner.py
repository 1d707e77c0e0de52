"""Cuts a reader's line into tokens: words, quoted runs, marks, operators, names of fields. Reads no meaning."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from archive.chinese.folding import fold
from search.text.metrics import is_unit
from search.text.queries import Problem

MOST_TERMS = 16
CLOSING = {'"': '"“”', "“": '"“”', "”": '"“”', "「": "」", "『": "』", "《": "》"}
OPERATORS = {"AND": "and", "OR": "or", "NOT": "not"}
NEAR = re.compile(r"NEAR(?:/(\d{0,4}))?")

WORD = r"""[^\s()|"“”「『]+"""
TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<or>\|+)
    | (?P<quote>["“”「『]|(?<![^\s(|:-])《(?=[^《》]*》(?:[\s)|]|$)))  # 《 》 in a sentence name a work
    | (?P<not>(?<![^\s(|-])-(?=\S))       # only before a term: 2018-2019 is one word
    | (?P<name>(?:[^\W\d_]+|[%‰]):)
    | (?P<word>{WORD})
    """,
    re.VERBOSE,
)
ANY_WORD = re.compile(WORD)
CONDITION_BEGINS = re.compile(r"\s*(?:[<>=≥≤\d〇零一二三四五六七八九十百千万亿两]|\.\.|-\d)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line. text is as typed, except a name's, which is folded and without its colon."""

    kind: str
    text: str
    start: int
    end: int


class Scanner:
    """Cuts *line* into tokens, of which the first MOST_TERMS terms are kept. names: the fields there are, folded."""

    def __init__(self, line: str, names: Collection[str]) -> None:
        self._line = line
        self._shape = fold(line)  # full-width marks as half-width ones, at the same places
        self._names = names
        self.problems: list[Problem] = []

    def tokens(self) -> Iterator[Token]:
        terms = 0
        for token in self._all_tokens():
            terms += token.kind in ("word", "phrase")
            if terms > MOST_TERMS:
                self.problems.append(Problem("too_many_terms", token.start, len(self._line)))
                return
            yield token

    def _all_tokens(self) -> Iterator[Token]:
        place = 0
        while found := TOKEN.match(self._shape, place):
            token = self._token(found)
            place = token.end
            if token.kind != "space":
                yield token

    def _token(self, found: re.Match[str]) -> Token:
        kind, start, end = str(found.lastgroup), found.start(), found.end()
        if kind == "quote":
            return self._quoted(start)
        if kind == "name" and not self._names_field(found):
            kind, end = "word", self._end_of_word(start)
        if kind == "name":
            return Token(kind, found[0][:-1], start, end)
        text = self._line[start:end]
        return Token(_operator(text) or kind if kind == "word" else kind, text, start, end)

    def _names_field(self, found: re.Match[str]) -> bool:
        """Whether it is a field; a unit is one only where a number or a comparison follows."""
        name = found[0][:-1]
        return name in self._names or bool(is_unit(name) and CONDITION_BEGINS.match(self._shape, found.end()))

    def _end_of_word(self, start: int) -> int:
        """Of a word with a colon in it that names no field."""
        word = ANY_WORD.match(self._shape, start)
        return word.end() if word else start + 1

    def _quoted(self, start: int) -> Token:
        marks = CLOSING[self._shape[start]]
        end = next((place for place in range(start + 1, len(self._line)) if self._shape[place] in marks), None)
        if end is None:
            self.problems.append(Problem("unclosed_quote", start, start + 1))
            return Token("space", "", start, start + 1)
        return Token("phrase", self._line[start + 1 : end], start, end + 1)


def _operator(word: str) -> str:
    """The kind of operator that *word* is, full-width or not; empty if it is a word like others."""
    plain = unicodedata.normalize("NFKC", word)
    return "near" if NEAR.fullmatch(plain) else OPERATORS.get(plain, "")
