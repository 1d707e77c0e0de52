"""Parses a typed line for the pages: by the grammar, and also as one phrase. Pure."""

import re

from search.text.grammar import LONGEST_LINE, parse_query
from search.text.queries import And, Or, ParsedQuery, Phrase, Query, Text

QUOTED = re.compile("[“「『][^“”「」『』]*[”」』]")
BEFORE_QUOTED = " \t\n\u3000(（|｜:：-－"  # a quotation after any other character is part of a sentence
AFTER_QUOTED = " \t\n\u3000)）|｜"


def parse_line(line: str) -> ParsedQuery:
    """Parse *line* so that its query also matches every text that holds the line verbatim, marks included.

    So every piece of an article finds it, even one that looks like an operator: -2020, title: or 、.
    """
    parsed = parse_query(_without_quotations_in_sentences(line))
    if parsed.query is None:
        problems = tuple(problem for problem in parsed.problems if problem.code != "only_marks")
        return ParsedQuery(Phrase(line[:LONGEST_LINE]) if line.strip() else None, problems)
    if _matches_verbatim(parsed.query):
        return parsed
    return ParsedQuery(Or((parsed.query, Phrase(line[:LONGEST_LINE]))), parsed.problems)


def _without_quotations_in_sentences(line: str) -> str:
    """Replace quotation marks inside a sentence by blanks, since they ask for no exact match: 全国“扫黄打非”办公室.

    The length stays. A quotation by itself is kept, and so is any line with straight marks, which no sentence has.
    """
    return line if '"' in line else QUOTED.sub(_quotation, line)


def _quotation(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    alone = before in BEFORE_QUOTED and after in AFTER_QUOTED
    return found[0] if alone else f" {found[0][1:-1]} "


def _matches_verbatim(query: Query) -> bool:
    """Whether a text that holds the typed line certainly matches *query*."""
    match query:
        case Text(field="") | Phrase(field=""):
            return True
        case And(parts):
            return all(map(_matches_verbatim, parts))
        case Or(parts):
            return any(map(_matches_verbatim, parts))
        case _:
            return False
