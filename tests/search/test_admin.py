"""Synonyms and dictionary words at the editors' desk: tried out, saved, in effect."""

import pytest
from django.urls import reverse

from search.indexing.consistency import IndexFaults, check
from search.indexing.site_index import site_index
from search.models import DictionaryWord, SynonymGroup
from tests.builders import make_article

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "禾下茶叙"  # of no dictionary


def total(client, line):
    return client.get("/search/", {"q": line}).context["total"]


def index_words():
    return site_index().index.words()


def test_synonyms_are_searched_for_as_well(client):
    make_article("示例：居民委员会")
    SynonymGroup.objects.create(words="居委会、居民委员会")

    page = client.get("/search/", {"q": "居委会"})

    assert (page.context["total"], page.context["also"]) == (1, ("居民委员会", "居委會"))
    assert "居民委员会" in page.content.decode()
    assert total(client, "“居委会”") == 0


def test_synonyms_are_tried_out_without_being_saved(client, admin_client):
    make_article("示例：居民委员会")

    page = admin_client.post(reverse("admin:search_synonymgroup_trial"), {"words": "居委会 居民委员会"})

    trial = page.context["trial"]
    assert trial.reports == 1
    assert [(one.line, one.before, one.after) for one in trial.queries] == [
        ("居委会", "0", "1"),
        ("居民委员会", "1", "1"),
        ("示例：居民委员会", "1", "1"),
    ]
    assert not SynonymGroup.objects.exists()


@pytest.mark.parametrize(
    ("name", "sent"),
    [("synonymgroup", {"words": "政协 政協"}), ("dictionaryword", {"word": "a 委员"}), ("dictionaryword", {})],
)
def test_a_trial_of_what_is_not_valid_shows_why(admin_client, name, sent):
    page = admin_client.post(reverse(f"admin:search_{name}_trial"), sent)

    assert (page.status_code, page.context["trial"]) == (200, None)
    assert page.context["form"].errors


def test_readers_may_not_try_out(client):
    assert client.post(reverse("admin:search_dictionaryword_trial"), {"word": WORD}).status_code == 302


def test_a_word_is_tried_out_without_being_saved(admin_client):
    make_article(f"示例：{WORD}机制")
    make_article("示例：税务")

    page = admin_client.post(reverse("admin:search_dictionaryword_trial"), {"word": WORD})

    trial = page.context["trial"]
    assert (trial.reports, trial.looked_at, trial.changed) == (1, 1, 1)
    assert [one.changes for one in trial.queries] == [True, True]
    assert (index_words(), DictionaryWord.objects.count()) == ((), 0)


def test_a_saved_word_is_known_to_the_index_and_to_searches(client, admin_client):
    make_article(f"示例：{WORD}机制")
    assert total(client, f"{WORD[:3]}*") == 0

    admin_client.post(reverse("admin:search_dictionaryword_add"), {"word": WORD})

    assert index_words() == (WORD,)
    assert total(client, f"{WORD[:3]}*") == 1
    make_article(f"示例：又是{WORD}")
    assert total(client, f"{WORD[:3]}*") == 2
    assert check() == IndexFaults()

    DictionaryWord.objects.all().delete()
    assert (index_words(), total(client, f"{WORD[:3]}*")) == ((), 0)


def test_an_index_made_before_the_dictionary_was_changed_is_found_out_and_repaired():
    make_article()
    DictionaryWord.objects.bulk_create([DictionaryWord(word=WORD)])  # which sends no signal

    assert "dictionary" in check().unusable
