"""Tries out a change of the synonyms or the dictionary before it is saved. Changes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from archive.chinese.folding import fold
from archive.models import Article, Keyword
from search.engine.documents import SearchRequest, SearchResponse
from search.finding.index_access import answer, backend
from search.indexing.documents import passages
from search.models import SynonymGroup
from search.text.grammar import parse_query
from search.text.queries import Or, Phrase
from search.text.synonyms import expand_query
from search.text.words import user_dictionary, words

MOST_LOOKED_AT = 200  # articles that are tokenized on trial
MOST_QUERIES = 12
AROUND = 12  # characters on each side of a word that may influence how it is tokenized


@dataclass(frozen=True)
class QueryTrial:
    """A sample query: its result now and its result after the change."""

    line: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Trial:
    """The effects of a change.

    reports: the number of articles that hold one of the words. looked_at: the number of these that were tokenized
    on trial. changed: the number of these that would be tokenized otherwise.
    """

    reports: int
    queries: tuple[QueryTrial, ...]
    looked_at: int = 0
    changed: int = 0


def try_synonyms(group: SynonymGroup) -> Trial:
    """Try out a group of synonyms as it is in the form, together with all other groups."""
    others = SynonymGroup.objects.exclude(pk=group.pk).groups()
    now = SynonymGroup.objects.groups()
    lines = _samples(group.as_tuple)
    before, after = _totals(lines, now), _totals(lines, (*others, group.as_tuple))
    queries = tuple(map(QueryTrial, lines, before, after))
    return Trial(_holding_any(group.as_tuple, limit=0).total, queries)


def try_word(word: str, *, known: tuple[str, ...]) -> Trial:
    """Try out a word of the dictionary. known: the words that the index is tokenized with now."""
    folded = fold(word)
    after = tuple(sorted({*known, folded}))
    queries = tuple(QueryTrial(line, _tokenized(line, known), _tokenized(line, after)) for line in _samples([word]))
    response = _holding_any([word], limit=MOST_LOOKED_AT)
    ids = [hit.id for hit in response.hits]
    articles = Article.objects.public().prefetch_related("sections").in_bulk(ids).values()
    passages_of = [list(_around(folded, article)) for article in articles]
    changed = sum(any(_tokenized(text, known) != _tokenized(text, after) for text in texts) for texts in passages_of)
    return Trial(response.total, queries, len(passages_of), changed)


def known_words() -> tuple[str, ...]:
    """Return the dictionary words that the index is tokenized with now. Raises IndexUnusable."""
    return backend().index.words()


def _holding_any(words: Iterable[str], *, limit: int) -> SearchResponse:
    return answer(SearchRequest(Or(tuple(map(Phrase, words))), stop=limit))


def _samples(wanted: Sequence[str]) -> list[str]:
    """Return sample queries: the words themselves, then keywords and titles that hold one of them."""
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
    """Return how many articles each line finds with these synonyms, as text to show."""
    queries = [query for line in lines if (query := parse_query(line).query)]
    totals = iter(backend().totals([expand_query(query, groups).query for query in queries]))
    return [str(next(totals)) if parse_query(line).query else "0" for line in lines]


def _tokenized(line: str, known: tuple[str, ...]) -> str:
    with user_dictionary(known):
        return " / ".join(word.text for word in words(fold(line)))


def _around(folded: str, article: Article) -> Iterator[str]:
    """Yield each occurrence of the word in the article with the text that may influence how it is tokenized."""
    for text in (article.title, *(text for _, text in passages(article))):
        start = fold(text).find(folded)
        while start >= 0:
            yield text[max(0, start - AROUND) : start + len(folded) + AROUND]
            start = fold(text).find(folded, start + 1)
