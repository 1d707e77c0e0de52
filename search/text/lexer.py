"""The lexer of the query grammar: cuts a typed line into tokens. It gives them no meaning; the parser does.

Kinds of tokens: word, phrase (a quoted run), name (of a field or unit), open, close, and, or, not, near.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from archive.chinese.folding import fold
from search.text.metrics import is_unit
from search.text.queries import QueryProblem

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
    """The token line[start:end]. text is as it was typed, except that a name is folded and has no colon."""

    kind: str
    text: str
    start: int
    end: int


class Lexer:
    """Cuts *line* into tokens and keeps those up to the first MOST_TERMS terms. names: the known fields, folded."""

    def __init__(self, line: str, names: Collection[str]) -> None:
        self._line = line
        self._folded = fold(line)  # full-width marks become half-width ones at the same offsets
        self._names = names
        self.problems: list[QueryProblem] = []

    def tokens(self) -> Iterator[Token]:
        terms = 0
        for token in self._all_tokens():
            terms += token.kind in ("word", "phrase")
            if terms > MOST_TERMS:
                self.problems.append(QueryProblem("too_many_terms", token.start, len(self._line)))
                return
            yield token

    def _all_tokens(self) -> Iterator[Token]:
        offset = 0
        while found := TOKEN.match(self._folded, offset):
            token = self._token(found)
            offset = token.end
            if token.kind != "space":
                yield token

    def _token(self, found: re.Match[str]) -> Token:
        kind, start, end = str(found.lastgroup), found.start(), found.end()
        if kind == "quote":
            return self._quoted(start)
        if kind == "name" and not self._is_field(found):  # a word that holds a colon
            word = ANY_WORD.match(self._folded, start)
            kind, end = "word", word.end() if word else start + 1
        if kind == "name":
            return Token(kind, found[0][:-1], start, end)
        text = self._line[start:end]
        return Token(_operator(text) or kind if kind == "word" else kind, text, start, end)

    def _is_field(self, found: re.Match[str]) -> bool:
        """Whether the name is a known field. A unit counts as one only before a number or a comparison."""
        name = found[0][:-1]
        return name in self._names or bool(is_unit(name) and CONDITION_BEGINS.match(self._folded, found.end()))

    def _quoted(self, start: int) -> Token:
        marks = CLOSING[self._folded[start]]
        end = next((offset for offset in range(start + 1, len(self._line)) if self._folded[offset] in marks), None)
        if end is None:
            self.problems.append(QueryProblem("unclosed_quote", start, start + 1))
            return Token("space", "", start, start + 1)
        return Token("phrase", self._line[start + 1 : end], start, end + 1)


def _operator(word: str) -> str:
    """Return the kind of operator that *word* is, full-width or not; "" for any other word."""
    plain = unicodedata.normalize("NFKC", word)
    return "near" if NEAR.fullmatch(plain) else OPERATORS.get(plain, "")
