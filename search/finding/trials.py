"""What a change of synonyms or dictionary would do, tried out before it is saved. Changes nothing."""

from dataclasses import dataclass

from django.db.models import Q
from haystack.query import SearchQuerySet

from archive.chinese.folding import fold
from archive.models import Article, Keyword
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
    def changes(self):
        return self.before != self.after


@dataclass(frozen=True)
class Trial:
    """reports: how many hold one of the words; of the first `looked_at` of them, `changed` would be cut otherwise."""

    reports: int
    queries: tuple[QueryTrial, ...]
    looked_at: int = 0
    changed: int = 0


def try_synonyms(group):
    """A group as it is in the form, beside all others."""
    others = SynonymGroup.objects.exclude(pk=group.pk).groups()
    now = SynonymGroup.objects.groups()
    lines = _samples(group.as_tuple)
    queries = tuple(QueryTrial(line, _total(line, now), _total(line, (*others, group.as_tuple))) for line in lines)
    return Trial(_found(group.as_tuple).count(), queries)


def try_word(word, *, known):
    """A word of the dictionary. known: those that the index is cut by now."""
    folded = fold(word)
    after = tuple(sorted({*known, folded}))
    queries = tuple(QueryTrial(line, _cut(line, known), _cut(line, after)) for line in _samples([word]))
    hits = _found([word])
    ids = [hit.pk for hit in hits[:MOST_LOOKED_AT]]
    articles = Article.objects.public().prefetch_related("sections").in_bulk(ids).values()
    passages_of = [list(_around(folded, article)) for article in articles]
    changed = sum(any(_cut(text, known) != _cut(text, after) for text in texts) for texts in passages_of)
    return Trial(hits.count(), queries, len(passages_of), changed)


def _found(wanted):
    return SearchQuerySet().filter(content=Or(tuple(map(Phrase, wanted))))


def _samples(wanted):
    """The words themselves, then keywords and titles that hold one."""
    folded = list(map(fold, wanted))
    keywords = Keyword.objects.with_report_counts().filter(_holding("folded_name", folded))
    titles = Article.objects.public().filter(_holding("folded_title", folded)).newest_first()
    found = [*wanted, *keywords.values_list("name", flat=True)[:MOST_QUERIES]]
    return list(dict.fromkeys([*found, *titles.values_list("title", flat=True)[:MOST_QUERIES]]))[:MOST_QUERIES]


def _holding(field, wanted):
    condition = Q()
    for word in wanted:
        condition |= Q(**{f"{field}__contains": word})
    return condition


def _total(line, groups):
    query = read_query(line).query
    return str(SearchQuerySet().filter(content=widened(query, groups).query).count()) if query else "0"


def _cut(line, known):
    with adding(known):
        return " / ".join(word.text for word in words(fold(line)))


def _around(folded, article):
    """The word wherever it stands in the report, with what may decide how it is cut."""
    for text in (article.title, *(text for _, text in passages(article))):
        place = fold(text).find(folded)
        while place >= 0:
            yield text[max(0, place - AROUND) : place + len(folded) + AROUND]
            place = fold(text).find(folded, place + 1)
