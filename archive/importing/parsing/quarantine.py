"""The record of an input that is nearly all advertising: it waits for review, without text. Pure."""

from archive.importing import removal_rules
from archive.importing.parsing.article import Parsed
from archive.importing.records import ArticleRecord, Cleaned, InputProblem

LONGEST_TITLE = 100
PROBLEM = InputProblem(
    removal_rules.SPOILED_PAGE.name, 0, "Nearly all of it is advertising: kept for review, not published."
)


def quarantined(cleaned: Cleaned) -> Parsed:
    """Return a record in review that holds every line as a removal.

    Its title is the one the page states, or else the first line.
    """
    metadata = cleaned.document.given.or_else(cleaned.document.hints)
    title = metadata.title or cleaned.removed[0].text
    record = ArticleRecord(" ".join(title.split())[:LONGEST_TITLE], removed=cleaned.removed, state="review")
    return Parsed(record, (PROBLEM,))
