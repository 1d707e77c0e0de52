"""How a typed line is read by readers' pages, and how its query is relaxed when it asks for too much. Pure."""

import re
from collections import defaultdict

from archive.chinese.folding import fold
from search.text.grammar import LONGEST, read_query
from search.text.queries import And, Loose, Or, Phrase, Query, Reading, Text
from search.text.words import needed

# Steps in which a query is relaxed: name, and the share of the weight of its words that must stand.
# Measured as nDCG@10 on public sets: without the last, −1.5 points, since what answers a question may share little with
# it; a share between makes no difference to the ranking, but keeps the hits of most questions to those that matter.
STEPS = (("words", 1.0), ("most", 0.25), ("most", 0.01))

QUOTED = re.compile("[“「『][^“”「」『』]*[”」』]")
BEFORE_QUOTED = " \t\n\u3000(（|｜:：-－"  # a quotation after any other character is part of a sentence
AFTER_QUOTED = " \t\n\u3000)）|｜"


def read_line(line: str) -> Reading:
    """The reading of *line*, which answers too where the line stands just as it was typed, marks and all.

    So every piece of a report finds it, even one that looks like an operator: -2020, title: or 、.
    """
    reading = read_query(_without_quotations_in_sentences(line))
    if reading.query is None:
        problems = tuple(one for one in reading.problems if one.code != "only_marks")
        return Reading(_verbatim(line), problems)
    if _stands_where_typed(reading.query):
        return reading
    return Reading(Or((reading.query, Phrase(line[:LONGEST]))), reading.problems)


def _without_quotations_in_sentences(line: str) -> str:
    """*line* with blanks for the marks in 全国“扫黄打非”办公室, which ask for no exact match; as long as before.

    A quotation that stands by itself does, and so does whatever is inside straight marks, which no sentence has.
    """
    return line if '"' in line else QUOTED.sub(_quotation, line)


def _quotation(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    alone = before in BEFORE_QUOTED and after in AFTER_QUOTED
    return found[0] if alone else f" {found[0][1:-1]} "


def _verbatim(line: str) -> Query | None:
    """The line as it stands, if anything is printed of it."""
    return Phrase(line[:LONGEST]) if line.strip() else None


def _stands_where_typed(query: Query) -> bool:
    """Whether a text that holds what was typed certainly answers *query*."""
    match query:
        case Text(field="") | Phrase(field=""):
            return True
        case And(parts):
            return all(map(_stands_where_typed, parts))
        case Or(parts):
            return any(map(_stands_where_typed, parts))
        case _:
            return False


def relaxed(query: Query, share: float) -> Query:
    """*query* with its unquoted runs relaxed, those side by side together; what was said precisely stays."""
    match query:
        case Text():
            return Loose((query,), share)
        case Or(parts):
            return Or(tuple(relaxed(part, share) for part in parts))
        case And(parts):
            rest = tuple(relaxed(part, share) for part in parts if not isinstance(part, Text))
            together = (*_side_by_side(parts, share), *rest)
            return together[0] if len(together) == 1 else And(together)
        case _:
            return query


def _side_by_side(parts: tuple[Query, ...], share: float) -> list[Loose]:
    by_field = defaultdict(list)
    for part in parts:
        if isinstance(part, Text):
            by_field[part.field].append(part)
    return [Loose(tuple(texts), share) for texts in by_field.values()]


def word_count(query: Query) -> int:
    """How many words must stand in a report for it to answer; those of one alternative, where there are several."""
    match query:
        case Text(text):
            return len(needed(fold(text)))
        case And(parts):
            return sum(map(word_count, parts))
        case Or(parts):
            return max(map(word_count, parts), default=0)
        case _:
            return 0
