"""A concordance (keyword in context): every occurrence of some words with the text to its left and right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.chinese.folding import fold
from archive.models import Article
from search.engine.documents import SearchRequest
from search.finding.index_access import answer, or_else
from search.indexing.documents import ORIGINAL, passages
from search.text.leaf_queries import as_phrases, leaf_queries
from search.text.queries import Not, Query, Range
from search.text.snippets import highlights

NO_REPRINT = Not(Range(ORIGINAL, None, None))
MOST_ARTICLES = 500  # read for one concordance, the newest
MOST_LINES = 2000
CONTEXT = 24  # characters on each side


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One occurrence: the words as printed with their context. number: of the occurrence in its article, from 1."""

    article: Article
    number: int
    left: str
    words: str
    right: str


@dataclass(frozen=True)
class Concordance:
    """The lines of a concordance.

    reports: the number of articles that hold the words. read: the number of these that were read.
    cut: whether lines beyond MOST_LINES were left out.
    refusal: why there is no answer, a key of `search.forms.WORD_REFUSALS`; "" if there is one.
    """

    lines: tuple[ConcordanceLine, ...] = ()
    reports: int = 0
    read: int = 0
    cut: bool = False
    refusal: str = ""


@or_else(lambda reason: Concordance(refusal=reason))
def concordance(query: Query, sort: str) -> Concordance:
    """Return the occurrences of the runs of *query* in the articles that hold them. sort: a key of SORTS."""
    response = answer(SearchRequest(as_phrases(query), within=NO_REPRINT, stop=MOST_ARTICLES, sort="newest"))
    ids = [hit.id for hit in response.hits]
    rows = Article.objects.public().prefetch_related("sections").in_bulk(ids)
    runs = tuple("".join(fold(leaf.text).split()) for leaf in leaf_queries(query))
    lines: list[ConcordanceLine] = []
    read = 0
    for article in (rows[id] for id in ids if id in rows):
        lines += _lines(article, runs)
        read += 1
        if len(lines) >= MOST_LINES:
            break
    shown = sorted(lines[:MOST_LINES], key=SORTS[sort])
    return Concordance(tuple(shown), response.total, read, len(lines) > MOST_LINES)


def _lines(article: Article, runs: tuple[str, ...]) -> Iterator[ConcordanceLine]:
    occurrences = ((text, span) for _, text in passages(article) for span in highlights(text, runs))
    for number, (text, (start, end)) in enumerate(occurrences, start=1):
        spans = (max(0, start - CONTEXT), start), (start, end), (end, end + CONTEXT)
        yield ConcordanceLine(article, number, *(text[low:high].replace("\n", " ") for low, high in spans))


def _by_pinyin(text: str) -> bytes:
    """Return a sort key: GB 18030 has the usual characters in the order of their Pinyin."""
    return fold(text).encode("gb18030", "replace")


# The order of lines: as they are found, newest article first; by the text to the right; by the text to the left, read
# from the words outwards.
SORTS: dict[str, Callable[[ConcordanceLine], tuple[bytes, ...]]] = {
    "date": lambda line: (),
    "right": lambda line: (_by_pinyin(line.right), _by_pinyin(line.left[::-1])),
    "left": lambda line: (_by_pinyin(line.left[::-1]), _by_pinyin(line.right)),
}
