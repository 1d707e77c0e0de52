"""Query relaxation: rewrites a query that asks for too much so that fewer of its words must occur. Pure."""

from collections import defaultdict

from archive.chinese.folding import fold
from search.text.queries import And, Or, Query, Relaxed, Text
from search.text.words import required_words

# The steps in which a query is relaxed: name, and the share of the weight of its words that must occur.
# Measured as nDCG@10 on public sets: without the last, −1.5 points, since what answers a question may share little with
# it; a share between makes no difference to the ranking, but keeps the hits of most questions to those that matter.
STEPS = (("words", 1.0), ("most", 0.25), ("most", 0.01))


def relax(query: Query, share: float) -> Query:
    """Return *query* with its unquoted runs relaxed to *share*; phrases, prefixes and filters stay as they are.

    Runs of one field in one conjunction become one relaxed part.
    """
    match query:
        case Text():
            return Relaxed((query,), share)
        case Or(parts):
            return Or(tuple(relax(part, share) for part in parts))
        case And(parts):
            rest = tuple(relax(part, share) for part in parts if not isinstance(part, Text))
            together = (*_by_field(parts, share), *rest)
            return together[0] if len(together) == 1 else And(together)
        case _:
            return query


def _by_field(parts: tuple[Query, ...], share: float) -> list[Relaxed]:
    texts = defaultdict(list)
    for part in parts:
        if isinstance(part, Text):
            texts[part.field].append(part)
    return [Relaxed(tuple(group), share) for group in texts.values()]


def word_count(query: Query) -> int:
    """Count the words that an article must hold to match; of several alternatives, take the one with most words."""
    match query:
        case Text(text):
            return len(required_words(fold(text)))
        case And(parts):
            return sum(map(word_count, parts))
        case Or(parts):
            return max(map(word_count, parts), default=0)
        case _:
            return 0
