"""Reads a reader's line into query values. Every line gets a reading; nothing here raises or knows an engine.

    line    = any (("OR" | "|") any)*
    any     = unit ("AND"? unit)*
    unit    = ("-" | "NOT")* (field ":")? (phrase | "(" line ")" | word "*"? | years)
    field   = title | year, or 标题 | 年份
    years   = 2019 | 2018..2020 | 2018.. | ..2020 | 2018-2020

Marks may be full-width: （）：－｜, and quotes “ ” or 「 」 or 『 』.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.chinese.folding import fold
from search.text.queries import And, Not, Or, Phrase, Prefix, Problem, Query, Range, Reading, Text

LONGEST = 200  # characters of a line that are read
MOST_TERMS = 16
DEEPEST = 8  # parentheses inside parentheses

FIELDS = {"title": "title", "标题": "title"}
COLUMNS = {"year": "year", "年份": "year"}
CLOSING = {'"': '"“”', "“": '"“”', "”": '"“”', "「": "」", "『": "』"}
OPERATORS = ("AND", "OR", "NOT")
ENDS = ("or", "close", "")  # kinds of token that end a run of terms; "" is the end of the line

WORD = r"""[^\s()|"“”「『]+"""
TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<or>\|+)
    | (?P<quote>["“”「『])
    | (?P<not>(?<![^\s(|-])-(?=\S))       # only before a term: 2018-2019 is one word
    | (?P<name>[^\W\d_]+:)
    | (?P<word>{WORD})
    """,
    re.VERBOSE,
)
ANY_WORD = re.compile(WORD)
YEARS = re.compile(r"(?P<low>\d{1,9})?(?:(?P<open>\.\.|[-–—~])(?P<high>\d{1,9})?)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line. text is as typed, except a name's, which is a key of the tables above."""

    kind: str
    text: str
    start: int
    end: int


def read_query(line: str, *, field: str = "", columns: dict[str, str] = COLUMNS) -> Reading:
    """What *line* asks for, and where it could not be read as meant.

    field: where its terms are looked for unless they say so themselves; columns: name → column that may be asked.
    """
    lexer = _Lexer(line[:LONGEST], columns)
    parser = _Parser(list(lexer.tokens()), field, columns)
    query = parser.line()
    problems = [*lexer.problems, *parser.problems]
    if len(line) > LONGEST:
        problems.append(Problem("too_long", LONGEST, len(line)))
    return Reading(query, tuple(sorted(problems, key=lambda problem: (problem.start, problem.code))))


def says_something(text: str) -> bool:
    """Whether there is a letter, a digit or a Chinese character in it."""
    return any(map(str.isalnum, text))


class _Lexer:
    """Cuts the line into tokens, of which the first MOST_TERMS terms are kept."""

    def __init__(self, line: str, columns: dict[str, str]) -> None:
        self._line = line
        self._shape = fold(line)  # full-width marks as half-width ones, at the same places
        self._names = FIELDS.keys() | columns.keys()
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
        if kind == "name" and found[0][:-1] not in self._names:
            kind, end = "word", self._end_of_word(start)
        if kind == "name":
            return Token(kind, found[0][:-1], start, end)
        text = self._line[start:end]
        operator = unicodedata.normalize("NFKC", text)
        return Token(operator.lower() if kind == "word" and operator in OPERATORS else kind, text, start, end)

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


class _Parser:
    """Recursive descent over the tokens; what cannot be used is left out with a problem that says so."""

    def __init__(self, tokens: list[Token], field: str, columns: dict[str, str]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0
        self._field = field
        self._columns = columns
        self.problems: list[Problem] = []

    def line(self) -> Query | None:
        """All tokens; a closing parenthesis too many is left out."""
        parts = [self._either()]
        while stray := self._take("close"):
            self._report("stray_parenthesis", stray)
            parts.append(self._either())
        return _joined(And, parts)

    def _either(self) -> Query | None:
        parts = [self._all()]
        while operator := self._take("or"):
            parts.append(self._all())
            if None in parts[-2:]:
                self._report("operator_without_term", operator)
        return _joined(Or, parts)

    def _all(self) -> Query | None:
        parts: list[Query | None] = []
        while self._peek() not in ENDS:
            if operator := self._take("and"):
                if not parts or self._peek() in ("and", *ENDS):
                    self._report("operator_without_term", operator)
            else:
                parts.append(self._unit())
        return _joined(And, parts)

    def _unit(self) -> Query | None:
        negated, operator = False, None
        while taken := self._take("not"):
            negated, operator = not negated, taken
        part = self._named() if (name := self._take("name")) is None else self._in_field(name)
        if operator and part is None:
            self._report("operator_without_term", operator)
        return Not(part) if negated and part is not None else part

    def _in_field(self, name: Token) -> Query | None:
        if name.text in self._columns:
            return self._range(name)
        outer, self._field = self._field, FIELDS[name.text]
        part = self._named()
        self._field = outer
        if part is None:
            self._report("field_without_term", name)
        return part

    def _range(self, name: Token) -> Query | None:
        token = self._take("word") or self._take("phrase")
        years = YEARS.fullmatch(fold(token.text)) if token else None
        if token is None or years is None or not (years["low"] or years["high"]):
            self._report("not_a_year", token or name)
            return None
        low, high = (int(years[end]) if years[end] else None for end in ("low", "high"))
        if not years["open"]:
            high = low
        elif low is not None and high is not None and low > high:
            self._report("years_turned_round", token)
            low, high = high, low
        return Range(self._columns[name.text], low, high)

    def _named(self) -> Query | None:
        readers: dict[str, Callable[[Token], Query | None]] = {
            "open": self._group,
            "phrase": self._phrase,
            "word": self._word,
        }
        kind = self._peek()
        return readers[kind](self._next()) if kind in readers else None

    def _group(self, opening: Token) -> Query | None:
        if self._depth == DEEPEST:
            self._report("too_deep", opening)
            return None
        self._depth += 1
        part = self._either()
        self._depth -= 1
        if not self._take("close"):
            self._report("unclosed_parenthesis", opening)
        elif part is None:
            self._report("empty_parentheses", opening)
        return part

    def _phrase(self, token: Token) -> Query | None:
        if not token.text.strip():
            self._report("empty_quotes", token)
            return None
        return Phrase(token.text, self._field)

    def _word(self, token: Token) -> Query | None:
        if not says_something(token.text):
            self._report("only_marks", token)
            return None
        beginning = fold(token.text).rstrip("*")
        if len(beginning) < len(token.text):
            return Prefix(token.text[: len(beginning)], self._field)
        return Text(token.text, self._field)

    def _peek(self) -> str:
        return self._tokens[self._place].kind if self._place < len(self._tokens) else ""

    def _next(self) -> Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _take(self, kind: str) -> Token | None:
        return self._next() if self._peek() == kind else None

    def _report(self, code: str, token: Token) -> None:
        self.problems.append(Problem(code, token.start, token.end))


def _joined(kind: type[And] | type[Or], parts: list[Query | None]) -> Query | None:
    """The parts that say something, those of the same kind taken apart."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part] if part is not None else [])
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
