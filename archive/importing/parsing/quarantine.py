"""What becomes of an input that is nearly all advertising: a record to be reviewed, without text. Pure."""

from archive.importing.parsing.article import Parsed
from archive.importing.records import ArticleRecord, Cleaned, InputProblem

LONGEST_TITLE = 100


def quarantined(cleaned: Cleaned) -> Parsed:
    """A record in review that holds every line as removed; its title is what the page calls itself, or begins with."""
    facts = cleaned.document.given.or_else(cleaned.document.hints)
    title = facts.title or cleaned.removed[0].text
    record = ArticleRecord(" ".join(title.split())[:LONGEST_TITLE], removed=cleaned.removed, state="review")
    return Parsed(
        record, (InputProblem("spoiled-page", 0, "Nearly all of it is advertising: kept for review, not published."),)
    )
