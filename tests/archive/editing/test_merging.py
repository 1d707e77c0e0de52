"""Names that mean the same become one, and can be split again."""

import pytest
from django.db import transaction

from archive.editing import merging
from archive.editing.bulk import Refused
from archive.editing.merging import (
    count_written_with,
    finish_merges,
    make_aliases,
    make_own_name,
    move_articles,
    move_articles_back,
)
from archive.models import Article, Keyword, Metric, Organization, Outlet, Region
from search.indexing import outbox
from search.models import Outbox
from tests.builders import make_article

pytestmark = pytest.mark.django_db

KINDS = {"organization": Organization, "outlet": Outlet}


def merge(one, other):
    make_aliases([one], other)
    return move_articles(one)


def split(alias):
    survivor = alias.canonical
    make_own_name(alias)
    return move_articles_back(survivor, alias)


@pytest.mark.parametrize("kind", KINDS)
def test_merged_names_share_the_reports_and_are_found_by_either_name(kind):
    article, _other = make_article(**{kind: "青禾區政協"}), make_article(**{kind: "云泽市政协"})
    one, other = (KINDS[kind].objects.named(name) for name in ("青禾區政協", "云泽市政协"))

    assert merge(one, other) == 1

    article.refresh_from_db()
    assert getattr(article, kind) == other
    assert getattr(article, f"{kind}_name") == "云泽市政协"
    assert KINDS[kind].objects.named("青禾区政协") == other
    assert list(KINDS[kind].objects.canonical()) == [other]


def test_merged_keywords_stand_once_in_a_report():
    both = make_article(keywords=["提案", "建言", "协商"])
    only = make_article(keywords=["建言"])

    moved = merge(Keyword.objects.named("建言"), Keyword.objects.named("提案"))

    assert moved == 2
    assert [keyword.name for keyword in both.keywords.order_by("taggings__position")] == ["提案", "协商"]
    assert [str(tagging) for tagging in only.taggings.all()] == ["提案"]
    assert Keyword.objects.all_named(["建言", "提案"]) == [Keyword.objects.get(name="提案")]


def test_aliases_of_a_merged_name_follow_it():
    one, two, three = (Organization.objects.named(name) for name in ("甲区政协", "乙区政协", "丙区政协"))
    merge(one, two)

    merge(two, three)

    assert Organization.objects.named("甲区政协") == three
    assert Organization.objects.called("甲区政协", "丙区政协") == three


def test_figures_follow_their_reports():
    article = make_article(organization="青禾区政协")
    Metric.objects.create(article=article, raw="三次", value=3)
    other = Organization.objects.named("云泽市政协")

    merge(article.organization, other)

    assert Metric.objects.get().organization == other


def test_moved_reports_are_indexed_again_once_and_seen_as_changed(monkeypatch):
    drains = []
    monkeypatch.setattr(merging, "PART", 2)
    articles = [make_article(outlet="甲报") for _ in range(5)]
    Outbox.objects.all().delete()
    monkeypatch.setattr(transaction, "on_commit", drains.append)

    merge(Outlet.objects.named("甲报"), Outlet.objects.named("乙报"))

    assert set(Outbox.objects.values_list("article_id", flat=True)) == {article.pk for article in articles}
    assert drains == [outbox.drain_apart]
    assert all(Article.objects.get(pk=article.pk).updated_at > article.updated_at for article in articles)


@pytest.mark.parametrize("kind", ["outlet", "keyword"])
def test_statements_do_not_grow_with_the_reports_of_a_part(kind, django_assert_max_num_queries):
    model = {"outlet": Outlet, "keyword": Keyword}[kind]
    for _ in range(30):
        make_article(outlet="甲", keywords=["甲"])
    one, other = model.objects.named("甲"), model.objects.named("乙")
    make_aliases([one], other)

    with django_assert_max_num_queries(10):
        move_articles(one)


def test_a_split_takes_the_reports_that_were_written_with_the_name():
    make_article("甲", outlet="青禾报")
    make_article("乙", outlet="青禾日報", outlet_printed="青禾日報")
    make_article("丙", outlet="青禾日报", outlet_printed="青禾日报")
    alias, survivor = Outlet.objects.named("青禾日报"), Outlet.objects.named("青禾报")
    merge(alias, survivor)
    alias.refresh_from_db()

    assert count_written_with(alias) == 2
    assert split(alias) == 2

    assert sorted(alias.articles.values_list("title", flat=True)) == ["丙", "乙"]
    assert [article.title for article in survivor.articles.all()] == ["甲"]
    assert Outlet.objects.named("青禾日報") == alias


def test_a_merge_of_keywords_can_be_undone():
    article = make_article(keywords=["协商", "建言"])
    alias = Keyword.objects.named("建言")
    merge(alias, Keyword.objects.named("提案"))
    alias.refresh_from_db()

    split(alias)

    assert [str(tagging) for tagging in article.taggings.all()] == ["协商", "建言"]


def test_keywords_that_are_set_again_keep_what_was_printed():
    article = make_article(keywords=["建言"])
    alias = Keyword.objects.named("建言")
    merge(alias, Keyword.objects.named("提案"))

    article.set_keywords([*article.keywords.all(), Keyword.objects.named("协商")])

    alias.refresh_from_db()
    assert count_written_with(alias) == 1


def test_the_survivor_gets_a_region_that_only_the_merged_name_has():
    region = Region.objects.create(code="000000", name="中国", level="country")
    one, other = Organization.objects.named("甲区政协"), Organization.objects.named("乙区政协")
    Organization.objects.filter(pk=one.pk).update(region=region)
    one.refresh_from_db()

    merge(one, other)

    assert Organization.objects.get(pk=other.pk).region == region


def test_a_name_merged_meanwhile_is_refused():
    one, two, three = (Outlet.objects.named(name) for name in "甲乙丙")
    make_aliases([one], two)

    with pytest.raises(Refused):
        make_aliases([one], three)
    with pytest.raises(Refused):
        make_aliases([three], one)
    with pytest.raises(Refused):
        make_own_name(three)


def test_a_merge_that_was_killed_is_finished():
    make_article(outlet="甲", keywords=["甲"])
    make_aliases([Outlet.objects.named("甲")], Outlet.objects.named("乙"))
    make_aliases([Keyword.objects.named("甲")], Keyword.objects.named("乙"))

    assert (finish_merges(), finish_merges()) == (2, 0)

    article = Article.objects.get()
    assert (article.outlet.name, article.keywords.get().name) == ("乙", "乙")
