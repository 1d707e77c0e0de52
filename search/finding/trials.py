"""What a change of synonyms or dictionary would do, tried out before it is saved. Changes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from archive.chinese.folding import fold
from archive.models import Article, Keyword
from search.engine.documents import SearchRequest, SearchResponse
from search.finding.index_access import answer, backend
from search.indexing.documents import passages
from search.models import SynonymGroup
from search.text.grammar import read_query
from search.text.queries import Or, Phrase
from search.text.synonyms import widened
from search.text.words import adding, words

MOST_LOOKED_AT = 200  # reports that are cut on trial
MOST_QUERIES = 12
AROUND = 12  # characters on each side of a word that may decide how it is cut


@dataclass(frozen=True)
class QueryTrial:
    """A sample query: what it gives now and what it would give."""

    line: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Trial:
    """reports: how many hold one of the words; of the first `looked_at` of them, `changed` would be cut otherwise."""

    reports: int
    queries: tuple[QueryTrial, ...]
    looked_at: int = 0
    changed: int = 0


def try_synonyms(group: SynonymGroup) -> Trial:
    """A group as it is in the form, beside all others."""
    others = SynonymGroup.objects.exclude(pk=group.pk).groups()
    now = SynonymGroup.objects.groups()
    lines = _samples(group.as_tuple)
    before, after = _totals(lines, now), _totals(lines, (*others, group.as_tuple))
    queries = tuple(map(QueryTrial, lines, before, after))
    return Trial(_holding_any(group.as_tuple, limit=0).total, queries)


def try_word(word: str, *, known: tuple[str, ...]) -> Trial:
    """A word of the dictionary. known: those that the index is tokenized by now."""
    folded = fold(word)
    after = tuple(sorted({*known, folded}))
    queries = tuple(QueryTrial(line, _cut(line, known), _cut(line, after)) for line in _samples([word]))
    found = _holding_any([word], limit=MOST_LOOKED_AT)
    ids = [hit.id for hit in found.hits]
    articles = Article.objects.public().prefetch_related("sections").in_bulk(ids).values()
    passages_of = [list(_around(folded, article)) for article in articles]
    changed = sum(any(_cut(text, known) != _cut(text, after) for text in texts) for texts in passages_of)
    return Trial(found.total, queries, len(passages_of), changed)


def known_words() -> tuple[str, ...]:
    """The words of the dictionary that the index is tokenized by now. Raises IndexUnusable."""
    return backend().index.words()


def _holding_any(words: Iterable[str], *, limit: int) -> SearchResponse:
    return answer(SearchRequest(Or(tuple(map(Phrase, words))), stop=limit))


def _samples(wanted: Sequence[str]) -> list[str]:
    """The words themselves, then keywords and titles that hold one."""
    folded = list(map(fold, wanted))
    keywords = Keyword.objects.with_report_counts().filter(_holding("folded_name", folded))
    titles = Article.objects.public().filter(_holding("folded_title", folded)).newest_first()
    found = [*wanted, *keywords.values_list("name", flat=True)[:MOST_QUERIES]]
    return list(dict.fromkeys([*found, *titles.values_list("title", flat=True)[:MOST_QUERIES]]))[:MOST_QUERIES]


def _holding(field: str, wanted: Sequence[str]) -> Q:
    condition = Q()
    for word in wanted:
        condition |= Q(**{f"{field}__contains": word})
    return condition


def _totals(lines: list[str], groups: tuple[tuple[str, ...], ...]) -> list[str]:
    """How many reports each line finds with these synonyms, as it is shown."""
    queries = [query for line in lines if (query := read_query(line).query)]
    totals = iter(backend().totals([widened(query, groups).query for query in queries]))
    return [str(next(totals)) if read_query(line).query else "0" for line in lines]


def _cut(line: str, known: tuple[str, ...]) -> str:
    with adding(known):
        return " / ".join(word.text for word in words(fold(line)))


def _around(folded: str, article: Article) -> Iterator[str]:
    """The word wherever it stands in the report, with what may decide how it is cut."""
    for text in (article.title, *(text for _, text in passages(article))):
        place = fold(text).find(folded)
        while place >= 0:
            yield text[max(0, place - AROUND) : place + len(folded) + AROUND]
            place = fold(text).find(folded, place + 1)
