"""The vocabulary for completion and suggestions, kept in memory: names, titles and frequent words of the archive.

It is renewed when the index has changed, but no more than once in PAUSE seconds, and while nobody waits for it.
"""

import logging
import time
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock, Thread

from django.conf import settings
from django.db import DatabaseError
from django.db import connections as databases

from archive.chinese.marks import HAN_OF_JIEBA
from archive.models import Article, Keyword, Organization
from search.engine.indexing.commits import IndexUnusable
from search.finding.index_access import backend
from search.text.completion import CompletionEntry, Completions
from search.text.suggestions import Corrections
from search.text.words import segmenter, spellings

LEAST = 2  # articles that must hold a phrase for it to be offered
MOST = 30_000  # words of the index that are kept
PAUSE = 60.0  # seconds
CHINESE = frozenset(map(chr, range(ord(HAN_OF_JIEBA[0]), ord(HAN_OF_JIEBA[-1]) + 1)))

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Vocabulary:
    """names: organizations, keywords and phrases. titles: of articles. corrections: of words not in the index."""

    names: Completions
    titles: Completions
    corrections: Corrections


class _VocabularyCache:
    """The vocabulary in use, the state of the index it was made from, and the time it was made."""

    def __init__(self) -> None:
        self.vocabulary: Vocabulary | None = None
        self.state: Hashable = None
        self.made_at = 0.0
        self.lock = Lock()


cache = _VocabularyCache()


def vocabulary() -> Vocabulary | None:
    """Return the vocabulary, perhaps a minute old; None while the first is being made and when there is no index."""
    try:
        state = backend().index.state()
    except IndexUnusable:
        return cache.vocabulary
    if state != cache.state:
        _renew(state)
    return cache.vocabulary


def prepare() -> None:
    """Load the dictionary and make the first vocabulary, so that processes forked off later have both at once.

    If the index or the database cannot be read now, the first request does it.
    """
    segmenter()
    try:
        _make(backend().index.state())
    except (IndexUnusable, DatabaseError) as problem:
        logger.warning("Completion is made at the first request only: %s", problem)
    finally:
        databases.close_all()  # a process forked off must not share them


def written(word: str) -> str:
    """Return a folded word in the spelling of the dictionary."""
    return spellings().get(word, word)


def _renew(state: Hashable) -> None:
    if not settings.REBUILD_IN_BACKGROUND:
        _make(state)
    elif time.monotonic() - cache.made_at > PAUSE and cache.lock.acquire(blocking=False):
        Thread(target=_make_in_thread, args=(state,), name="search vocabulary", daemon=True).start()


def _make_in_thread(state: Hashable) -> None:
    try:
        _make(state)
    except Exception:
        logger.exception("The vocabulary for completion could not be made")
    finally:
        cache.made_at = time.monotonic()
        cache.lock.release()
        databases.close_all()  # those of this thread


def _make(state: Hashable) -> None:
    segmenter()
    counts = backend().index.word_counts(least=1, most=MOST)
    made = Vocabulary(
        Completions([*_phrases(counts), *_names(Organization, "organization"), *_names(Keyword, "keyword")]),
        Completions(_titles()),
        Corrections(counts),
    )
    cache.vocabulary, cache.state = made, state


def _phrases(counts: Mapping[str, int]) -> Iterator[CompletionEntry]:
    for word, count in counts.items():
        if count >= LEAST and len(word) > 1 and CHINESE.issuperset(word):
            yield CompletionEntry(written(word), "phrase", count)


def _names(model: type[Organization] | type[Keyword], kind: str) -> Iterator[CompletionEntry]:
    for name in model.objects.with_report_counts():
        yield CompletionEntry(name.name, kind, name.reports, name.pk)


def _titles() -> Iterator[CompletionEntry]:
    """Yield the titles; a newer article's has more weight."""
    rows = Article.objects.public().oldest_first().values_list("pk", "title")
    return (CompletionEntry(title, "title", weight, id) for weight, (id, title) in enumerate(rows))
