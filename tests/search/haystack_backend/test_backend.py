"""Haystack over our engine: counts, slices, order, facets, and its own commands."""

import threading
from itertools import chain

import pytest
from django.core.management import call_command
from haystack import connections
from haystack.exceptions import SearchBackendError, SearchFieldError
from haystack.query import SQ, SearchQuerySet

from archive.models import Article, Outlet
from search.haystack_backend.backend import ArchiveSearchBackend
from search.search_indexes import ArticleIndex
from search.text.queries import Range
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def backend():
    return connections["default"].get_backend()


def indexed(*articles):
    backend().update(ArticleIndex(), articles)
    return articles


def make_many(count):
    articles = [Article(title=f"示例：第{number}号", folded_title="", slug="x") for number in range(count)]
    return indexed(*Article.objects.bulk_create(articles))


def ids(results):
    return [result.pk for result in results]


def test_all_counts_every_report():
    make_many(3)

    assert SearchQuerySet().count() == SearchQuerySet().all().count() == SearchQuerySet().models(Article).count() == 3


def test_single_characters_are_searched_for():
    (article, _) = indexed(make_article(text="税务"), make_article(text="别的"))

    assert ids(SearchQuerySet().filter(content="税")) == [article.pk]


def test_results_bring_their_rows():
    (article,) = indexed(make_article(text="税务"))

    (result,) = SearchQuerySet().filter(content="税务").load_all()

    assert (result.object, result.score > 0, result.id) == (article, True, f"archive.article.{article.pk}")


@pytest.mark.parametrize("count", [0, 1, 7, 10, 23, 25])
def test_pages_of_any_size_make_up_the_whole_list(count):
    make_many(count)
    whole = ids(SearchQuerySet().all()[:100])

    assert len(set(whole)) == count
    for size in (1, 2, 7, 10, 20):
        pages = [ids(SearchQuerySet().all()[start : start + size]) for start in range(0, count + size, size)]
        assert list(chain(*pages)) == whole


def test_every_slice_is_that_of_the_list():
    make_many(12)
    whole = ids(SearchQuerySet().all()[:100])

    for start in range(14):
        for stop in (None, *range(start, 15)):
            assert ids(SearchQuerySet().all()[start:stop]) == whole[start:stop]


def test_slices_of_one_result_set_after_counting_and_iterating():
    make_many(12)
    whole = ids(SearchQuerySet().all()[:100])

    results = SearchQuerySet().all()

    assert results.count() == 12
    assert ids(results[5:9]) == whole[5:9]
    assert ids(results[3:]) == whole[3:]
    assert results[11].pk == whole[11]
    assert ids(results) == whole


def test_order_by_date_and_back_to_relevance():
    old, new, undated = (
        make_article(published_at=moment) for moment in ("2001-01-01T00:00Z", "2019-01-01T00:00Z", None)
    )
    indexed(old, new, undated)

    assert ids(SearchQuerySet().order_by("-published_at")) == [new.pk, old.pk, undated.pk]
    assert ids(SearchQuerySet().order_by("published_at")) == [old.pk, new.pk, undated.pk]
    assert SearchQuerySet().latest("published_at").pk == new.pk


def test_facets_count_all_hits():
    one, two, other = make_article(outlet="甲报"), make_article(outlet="甲报"), make_article(outlet="乙报")
    indexed(one, two, other)

    counts = SearchQuerySet().facet("outlet").facet("year").facet_counts()["fields"]

    assert counts == {"outlet": [(one.outlet_id, 2), (other.outlet_id, 1)], "year": [(2019, 3)]}


def test_narrow_takes_lines_filters_and_query_values():
    one, other = indexed(make_article(outlet="甲报"), make_article(outlet="乙报"))
    outlet = one.outlet_id

    for narrowing in (f"outlet:{outlet}", SQ(outlet=one.outlet), SQ(outlet__in=[outlet]), Range("outlet", 1, outlet)):
        assert ids(SearchQuerySet().narrow(narrowing)) == [one.pk]
    assert ids(SearchQuerySet().narrow(f"outlet:{outlet}").narrow(f"outlet:{other.outlet_id}")) == []
    assert SearchQuerySet().narrow(SQ(outlet=outlet) | SQ(outlet=other.outlet_id)).count() == 2


def test_filters_by_record_and_exclusion():
    one, other = indexed(make_article(outlet="甲报"), make_article(outlet="乙报"))

    assert ids(SearchQuerySet().filter(outlet=Outlet.objects.named("乙报"))) == [other.pk]
    assert ids(SearchQuerySet().exclude(outlet=other.outlet_id)) == [one.pk]


def test_other_models_are_never_found():
    make_many(1)

    with pytest.warns(UserWarning, match="not registered"):
        results = SearchQuerySet().models(Outlet)
    assert (results.count(), ids(results)) == (0, [])


def test_more_like_this_finds_what_shares_rare_words_a_slice_at_a_time():
    article = make_article("示例：甲", text="养老服务和托育")
    near = [make_article(f"示例：{number}", text="托育和养老服务") for number in range(3)]
    indexed(article, *near, *(make_article(f"示例：别{number}", text="河道治理") for number in range(8)))
    results = SearchQuerySet().more_like_this(article)

    assert sorted(ids(results)) == sorted(one.pk for one in near)
    assert len(results[:2]) == 2


def test_more_like_this_takes_no_filters():
    article = make_article("示例：甲")

    with pytest.raises(SearchBackendError, match="takes no filters"):
        ids(SearchQuerySet().filter(year=2019).more_like_this(article))


@pytest.mark.parametrize("asked", [{"highlight": {}}, {"boost": {"a": 2}}, {"date_facets": {"year": {}}}])
def test_what_the_backend_does_not_do_is_said(asked):
    with pytest.raises(SearchBackendError, match=next(iter(asked))):
        backend().search(None, **asked)


def test_orders_that_there_are_not_are_said():
    with pytest.raises(SearchFieldError, match="not by"):
        list(SearchQuerySet().order_by("title"))
    with pytest.raises(SearchFieldError, match="not by"):
        list(SearchQuerySet().order_by("published_at", "-published_at"))


def test_update_indexes_what_the_database_says_at_that_moment():
    article = make_article(text="税务")
    Article.objects.filter(pk=article.pk).update(title="示例：街乡", folded_title="示例：街乡")
    gone = make_article()
    Article.objects.filter(pk=gone.pk).delete()

    indexed(article, gone)

    assert ids(SearchQuerySet().filter(content="街乡")) == [article.pk]
    assert SearchQuerySet().count() == 1


def test_update_waits_for_another_writer():
    article = make_article()
    started, ended = threading.Event(), []

    def write():
        started.set()
        ArchiveSearchBackend("default", **connections["default"].options).remove(f"archive.article.{article.pk}")
        ended.append(True)

    with backend().site.writing():
        writer = threading.Thread(target=write)
        writer.start()
        started.wait()
        writer.join(0.2)
        assert ended == []
    writer.join(10)
    assert ended == [True]


def test_remove_takes_a_report_or_its_identifier():
    one, two = make_many(2)

    backend().remove(one)
    backend().remove(f"archive.article.{two.pk}")

    assert SearchQuerySet().count() == 0


def test_haystack_commands_work(capsys):
    one, two, three = (make_article(text=text) for text in ("税务", "街乡", "委员"))

    call_command("update_index", verbosity=0)
    assert SearchQuerySet().count() == 3

    Article.objects.filter(pk=two.pk).delete()
    call_command("update_index", remove=True, batchsize=1, verbosity=0)
    assert sorted(ids(SearchQuerySet().all())) == [one.pk, three.pk]

    call_command("clear_index", interactive=False, verbosity=0)
    assert SearchQuerySet().count() == 0

    call_command("rebuild_index", interactive=False, verbosity=0)
    assert SearchQuerySet().count() == 2


def test_clear_index_mends_a_damaged_one(index_folder):
    make_many(1)
    (index_folder / "CURRENT").write_text("nonsense")

    call_command("rebuild_index", interactive=False, verbosity=0)

    assert SearchQuerySet().count() == 1
