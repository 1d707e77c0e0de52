"""What the archive's reports are about, kept in memory for completion and suggestions. Answers no request itself.

Made anew when the index has changed, but not more often than once in REST seconds, and never while somebody waits.
"""

import logging
import time
from dataclasses import dataclass
from threading import Lock, Thread

from django.conf import settings
from django.db import DatabaseError
from django.db import connections as databases

from archive.chinese.marks import HAN_OF_JIEBA
from archive.models import Article, Keyword, Organization
from search.engine.indexing.commits import IndexUnusable
from search.finding.index_access import backend
from search.text.completion import Completions, Entry
from search.text.suggestions import Corrections
from search.text.words import segmenter, spellings

LEAST = 2  # reports that must hold a phrase for it to be offered
MOST = 30_000  # words of the index that are kept
REST = 60.0  # seconds
CHINESE = frozenset(map(chr, range(ord(HAN_OF_JIEBA[0]), ord(HAN_OF_JIEBA[-1]) + 1)))

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Vocabulary:
    """names: organizations, keywords and phrases; titles; corrections: of words that the index does not hold."""

    names: Completions
    titles: Completions
    corrections: Corrections


class _Kept:
    """The vocabulary in use, of which state of the index it is, and when it was made."""

    def __init__(self):
        self.vocabulary, self.state, self.made = None, None, 0.0
        self.lock = Lock()


kept = _Kept()


def vocabulary():
    """The vocabulary, perhaps of a minute ago; None while the first is being made or when there is no index."""
    index = backend().index
    try:
        state = index.state()
    except IndexUnusable:
        return kept.vocabulary
    if state != kept.state:
        _renew(state)
    return kept.vocabulary


def prepare():
    """Load the dictionary and make the first vocabulary, before anybody asks: processes forked off have both at once.

    An index or database that cannot be read now is left to the first request.
    """
    segmenter()
    try:
        _make(backend().index.state())
    except (IndexUnusable, DatabaseError) as problem:
        logger.warning("Completion is made at the first request only: %s", problem)
    finally:
        databases.close_all()  # a process forked off must not share them


def _renew(state):
    if not settings.HEAL_IN_BACKGROUND:
        _make(state)
    elif time.monotonic() - kept.made > REST and kept.lock.acquire(blocking=False):
        Thread(target=_make_apart, args=(state,), name="search vocabulary", daemon=True).start()


def _make_apart(state):
    try:
        _make(state)
    except Exception:
        logger.exception("The vocabulary for completion could not be made")
    finally:
        kept.made = time.monotonic()
        kept.lock.release()
        databases.close_all()  # those of this thread


def _make(state):
    segmenter()
    counts = backend().index.word_counts(least=1, most=MOST)
    made = Vocabulary(
        Completions([*_phrases(counts), *_names(Organization, "organization"), *_names(Keyword, "keyword")]),
        Completions(_titles()),
        Corrections(counts),
    )
    kept.vocabulary, kept.state = made, state


def written(word):
    """A folded word as the dictionary writes it."""
    return spellings().get(word, word)


def _phrases(counts):
    for word, count in counts.items():
        if count >= LEAST and len(word) > 1 and CHINESE.issuperset(word):
            yield Entry(written(word), "phrase", count)


def _names(model, kind):
    for name in model.objects.with_report_counts():
        yield Entry(name.name, kind, name.reports, name.pk)


def _titles():
    """The newest is the weightiest."""
    rows = Article.objects.public().oldest_first().values_list("pk", "title")
    return (Entry(title, "title", weight, id) for weight, (id, title) in enumerate(rows))
