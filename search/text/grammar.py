"""The query grammar: parses a typed line into query values. Every line can be parsed; nothing here raises.

    line    = any (("OR" | "|") any)*
    any     = unit ("AND"? unit)*
    unit    = ("-" | "NOT")* (field ":")? near
    near    = term ("NEAR" ("/" distance)? term)*       between words and phrases
    term    = phrase | "(" line ")" | word "*"? | dates | condition
    field   = title | heading | org | outlet | editor | keyword, or 标题 | 章节 | 单位 | 来源 | 编辑 | 关键词
    dates   = 2019 | 2018..2020 | 2018.. | ..2020 | 2018-2020 | 2019-11 | 2019-11-05..      after year: or 年份：
    condition = >100 | >=100 | <100 | <=100 | 100 | 100..200                                after a unit: 次：

Marks may be full-width: （）：－｜＞, and quotes “ ” or 「 」 or 『 』 or 《 》. A Chinese field name and the term
behind it are also searched for as they are typed, so that a text that says 来源：… is found by these words.
"""

import unicodedata
from collections.abc import Callable

from archive.chinese.folding import fold
from search.text.dates import date_range, year_range
from search.text.lexer import MOST_TERMS, NEAR, Lexer, Token
from search.text.metrics import NotANumber, metric_filter, metric_query
from search.text.queries import And, Near, Not, Or, ParsedQuery, Phrase, Prefix, Query, QueryProblem, Range, Text

LONGEST_LINE = 200  # characters that are parsed
DEEPEST = 8  # parentheses inside parentheses
USUAL_DISTANCE = 10  # characters, for NEAR without a number

ENGLISH_FIELDS = {
    "title": "title",
    "heading": "headings",
    "org": "organization_name",
    "outlet": "outlet_name",
    "editor": "editor_name",
    "keyword": "keywords",
}
CHINESE_FIELDS = {
    "标题": "title",
    "章节": "heading",
    "单位": "org",
    "来源": "outlet",
    "编辑": "editor",
    "关键词": "keyword",
}
FIELDS = ENGLISH_FIELDS | {fold(name): ENGLISH_FIELDS[english] for name, english in CHINESE_FIELDS.items()}
COLUMNS = {"year": "year", fold("年份"): "year", "年": "year"}
ENDS = ("or", "close", "")  # kinds of token that end a sequence of terms; "" is the end of the line

__all__ = ["LONGEST_LINE", "MOST_TERMS", "parse_query", "says_something"]


def parse_query(line: str, *, field: str = "", columns: dict[str, str] = COLUMNS) -> ParsedQuery:
    """Parse *line*; the result holds its query and the problems met.

    field: the field that terms without a field name are searched in, "" for any.
    columns: name as typed → column that may be filtered by.
    """
    head = line[:LONGEST_LINE]
    lexer = Lexer(head, FIELDS.keys() | columns.keys())
    parser = _Parser(head, list(lexer.tokens()), field, columns)
    query = parser.line()
    problems = [*lexer.problems, *parser.problems]
    if len(line) > LONGEST_LINE:
        problems.append(QueryProblem("too_long", LONGEST_LINE, len(line)))
    return ParsedQuery(query, tuple(sorted(problems, key=lambda problem: (problem.start, problem.code))))


def says_something(text: str) -> bool:
    """Whether *text* holds a letter, a digit or a Chinese character."""
    return any(map(str.isalnum, text))


class _Parser:
    """A recursive-descent parser of tokens. It leaves out what it cannot use and notes a problem for it."""

    def __init__(self, line: str, tokens: list[Token], field: str, columns: dict[str, str]) -> None:
        self._line = line
        self._tokens = tokens
        self._next_token = 0
        self._depth = 0
        self._field = field
        self._columns = columns
        self.problems: list[QueryProblem] = []

    def line(self) -> Query | None:
        """Parse all tokens; a superfluous closing parenthesis is left out."""
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
        part = self._near() if (name := self._take("name")) is None else self._named(name)
        if operator and part is None:
            self._report("operator_without_term", operator)
        return Not(part) if negated and part is not None else part

    # --- fields ---

    def _named(self, name: Token) -> Query | None:
        """Parse what follows a field name. After a Chinese name, add a phrase of name and term as they are typed."""
        typed = self._typed_with(name)
        part = self._after_name(name)
        if not typed:
            return part
        return Or((part, Phrase(typed))) if part is not None else Phrase(typed)

    def _typed_with(self, name: Token) -> str:
        """Return a Chinese name with the word or phrase directly behind it, as typed; else ""."""
        behind = self._tokens[self._next_token] if self._peek() in ("word", "phrase") else None
        if behind is None or name.text.isascii() or behind.start != name.end or not says_something(behind.text):
            return ""
        return self._line[name.start : behind.end]

    def _after_name(self, name: Token) -> Query | None:
        if name.text in self._columns:
            return self._dates(name)
        if name.text not in FIELDS:
            return self._metric_condition(name)
        outer, self._field = self._field, FIELDS[name.text]
        part = self._near()
        self._field = outer
        if part is None:
            self._report("field_without_term", name)
        return part

    def _dates(self, name: Token) -> Query | None:
        token = self._take("word") or self._take("phrase")
        found = _date_filter(fold(token.text), self._columns[name.text]) if token else None
        if token is None or found is None:
            self._report("not_a_year", token or name)
        return self._in_order(found, token)

    def _metric_condition(self, unit: Token) -> Query | None:
        token = self._take("word")
        try:
            return self._in_order(metric_filter(unit.text, token.text if token else ""), token)
        except NotANumber:
            self._report("not_a_number", token or unit)
            return None

    def _in_order(self, found: Range | None, token: Token | None) -> Range | None:
        """Return the range with its lower end first; note a problem if the ends had to be swapped."""
        if found is None or token is None or found.low is None or found.high is None or found.low <= found.high:
            return found
        self._report("range_reversed", token)
        return Range(found.column, found.high, found.low)

    # --- terms ---

    def _near(self) -> Query | None:
        """Parse one term, or several joined by NEAR; each of these must occur near the one before it."""
        part = self._term()
        parts: list[Query | None] = []
        before = part
        while operator := self._take("near"):
            following = self._term()
            parts.append(self._near_pair(before, following, operator))
            before = following
        return _joined(And, parts) if parts else part

    def _near_pair(self, one: Query | None, other: Query | None, operator: Token) -> Query | None:
        if one is None or other is None:
            self._report("operator_without_term", operator)
            return _joined(And, [one, other])
        runs = _single_run(one), _single_run(other)
        if runs[0] is None or runs[1] is None:
            self._report("near_without_words", operator)
            return _joined(And, [one, other])
        given = NEAR.fullmatch(unicodedata.normalize("NFKC", operator.text))
        distance = int(given[1]) if given and given[1] else USUAL_DISTANCE
        return Near(runs[0], runs[1], distance, self._field)

    def _term(self) -> Query | None:
        parsers: dict[str, Callable[[Token], Query | None]] = {
            "open": self._group,
            "phrase": self._phrase,
            "word": self._word,
        }
        kind = self._peek()
        return parsers[kind](self._next()) if kind in parsers else None

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
        if "*" in beginning:
            self._report("star_inside", token)
            pieces = fold(token.text).split("*")
            return _joined(And, [Text(piece, self._field) for piece in pieces if says_something(piece)])
        if len(beginning) < len(token.text):
            return Prefix(token.text[: len(beginning)], self._field)
        return metric_query(token.text, self._field) or Text(token.text, self._field)

    # --- tokens ---

    def _peek(self) -> str:
        return self._tokens[self._next_token].kind if self._next_token < len(self._tokens) else ""

    def _next(self) -> Token:
        self._next_token += 1
        return self._tokens[self._next_token - 1]

    def _take(self, kind: str) -> Token | None:
        return self._next() if self._peek() == kind else None

    def _report(self, code: str, token: Token) -> None:
        self.problems.append(QueryProblem(code, token.start, token.end))


def _date_filter(text: str, column: str) -> Range | None:
    """Parse a date or range. Only the year column takes months; 2019-13 is neither a month nor a range of years."""
    try:
        return (date_range(text) if column == "year" else None) or year_range(text, column)
    except ValueError:
        return None


def _single_run(part: Query) -> str | None:
    """Return the text of *part* if it is a single run, else None. A metric counts as the run that was typed."""
    match part:
        case Text(text) | Phrase(text) | Or((Text(text), *_)):
            return text
    return None


def _joined(kind: type[And] | type[Or], parts: list[Query | None]) -> Query | None:
    """Join the parts that are not None. A part that is itself of this *kind* is flattened into the result."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part] if part is not None else [])
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
