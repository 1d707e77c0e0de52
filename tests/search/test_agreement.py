"""Whatever is edited, rolled back or missed by a drain: after the next drain the index has what the database has.

Every transaction and savepoint here is a real one (transaction=True): as on a site, Django itself decides which of the
callbacks that drain the outbox are run, at the outermost commit, and which a rollback throws away.
"""

import random
from contextlib import ExitStack

import pytest
from django.db import transaction

from archive.models import Article, Keyword
from search.indexing.documents import documents_of
from search.indexing.outbox import drain
from search.indexing.site_index import site_index
from search.models import Outbox
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db(transaction=True)

GROUPS, SEQUENCES = 4, 125  # together 500 sequences
DEEPEST = 3  # savepoints within each other
NAMES = ("税务", "街乡", "电梯")


class Undone(Exception):
    """Ends a transaction or a savepoint that is to be rolled back."""


@pytest.mark.parametrize("group", range(GROUPS))
def test_random_sequences_leave_index_and_database_in_agreement(group):
    for number in range(SEQUENCES):
        play(random.Random(f"{group} {number}"))
        drain()
        assert (indexed(), Outbox.objects.count()) == (stored(), 0), f"group {group}, sequence {number}"


def indexed():
    """(id, version) of every entry; one that is there twice is here twice."""
    return sorted(site_index().index.versions())


def stored():
    return sorted(
        (document.id, document.version) for document in documents_of(Article.objects.values_list("pk", flat=True))
    )


def play(chance):
    """A sequence of edits; in every other one somebody else has the index, so that no edit is drained."""
    with ExitStack() as busy:
        if chance.random() < 0.5:
            busy.enter_context(site_index().writing())
        for _ in range(chance.randint(1, 2)):
            transact(chance, depth=0)


def transact(chance, depth):
    """Edits and savepoints in one transaction or savepoint, of which every third is rolled back."""
    try:
        with transaction.atomic():
            for _ in range(chance.randint(1, 2)):
                if depth < DEEPEST and chance.random() < 0.4:
                    transact(chance, depth + 1)
                else:
                    chance.choice(EDITS)(chance)
            if chance.random() < 0.33:
                raise Undone
    except Undone:
        pass


# --- edits --------------------------------------------------------------------------------------


def create(chance):
    make_article(f"示例：{chance.randrange(99)}", text=chance.choice(NAMES), keywords=[chance.choice(NAMES)])


def retitle(chance):
    for article in one(Article.objects, chance):
        article.title = f"示例：{chance.randrange(99)}"
        article.save()


def rewrite(chance):
    for article in one(Article.objects, chance):
        article.sections.all().delete()
        make_section(article, text=chance.choice(NAMES))


def rekey(chance):
    for article in one(Article.objects, chance):
        article.set_keywords([Keyword.objects.named(chance.choice(NAMES))])


def rename(chance):
    for keyword in one(Keyword.objects, chance):
        keyword.name = f"甲{chance.getrandbits(48):x}"
        keyword.save()


def delete(chance):
    for article in one(Article.objects, chance):
        article.delete()


def one(rows, chance):
    """One of the rows, or none if there are none."""
    found = list(rows.order_by("pk"))
    return [chance.choice(found)] if found else []


EDITS = (create, create, retitle, rewrite, rekey, rename, delete, delete)
