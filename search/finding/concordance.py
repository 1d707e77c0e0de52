"""Every place of some words with what stands left and right of it (KWIC).."""

from dataclasses import dataclass

from archive.chinese.folding import fold
from archive.models import Article
from search.engine.documents import SearchRequest
from search.finding.index_access import answer, or_else
from search.indexing.documents import passages
from search.text.queries import Query
from search.text.runs import verbatim, wanted
from search.text.snippets import marks

MOST_REPORTS = 500  # read for one concordance, the newest
MOST_LINES = 2000
CONTEXT = 24  # characters on each side


@dataclass(frozen=True, slots=True)
class Line:
    """One place: the words as printed, their context, and the number of the place within its report, from 1."""

    article: Article
    number: int
    left: str
    words: str
    right: str


@dataclass(frozen=True)
class Concordance:
    """reports: how many answer, of which `read` were read. cut: whether lines were left out beyond MOST_LINES.

    refusal: why there is no answer, a key of `search.forms.REFUSALS`, or "no_index".
    """

    lines: tuple[Line, ...] = ()
    reports: int = 0
    read: int = 0
    cut: bool = False
    refusal: str = ""


@or_else(lambda reason: Concordance(refusal=reason))
def concordance(query: Query, sort: str) -> Concordance:
    """Lines for the runs of *query* in the reports that hold them, sorted by *sort*, a key of SORTS."""
    found = answer(SearchRequest(verbatim(query), stop=MOST_REPORTS, sort="newest"))
    ids = [hit.id for hit in found.hits]
    rows = Article.objects.public().prefetch_related("sections").in_bulk(ids)
    runs = tuple("".join(fold(leaf.text).split()) for leaf in wanted(query))
    lines, read = [], 0
    for article in (rows[id] for id in ids if id in rows):
        lines += _lines(article, runs)
        read += 1
        if len(lines) >= MOST_LINES:
            break
    shown = sorted(lines[:MOST_LINES], key=SORTS[sort])
    return Concordance(tuple(shown), found.total, read, len(lines) > MOST_LINES)


def _lines(article, runs):
    places = ((text, span) for _, text in passages(article) for span in marks(text, runs))
    for number, (text, (start, end)) in enumerate(places, start=1):
        left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        yield Line(article, number, _one_line(left), _one_line(text[start:end]), _one_line(right))


def _one_line(text):
    return text.replace("\n", " ")


def _alphabetical(text):
    """GB 18030 has the usual characters in the order of their Pinyin."""
    return fold(text).encode("gb18030", "replace")


# The order of lines: by date as they come, by what follows, or by what stands before, read from the words outwards.
SORTS = {
    "date": lambda line: 0,
    "right": lambda line: (_alphabetical(line.right), _alphabetical(line.left[::-1])),
    "left": lambda line: (_alphabetical(line.left[::-1]), _alphabetical(line.right)),
}
