"""Edits are indexed after their commit: none is lost, and none that was rolled back is indexed."""

import logging
import random
from contextlib import suppress

import pytest
from django.db import transaction
from django.utils import timezone
from haystack.query import SearchQuerySet

from archive.models import Article, ImportRun, Keyword, Metric, Region, Tagging
from search.indexing import documents, outbox
from search.indexing.consistency import IndexFaults, check
from search.indexing.site_index import site_index
from search.indexing.units import unit_number
from search.models import Outbox
from tests.archive.builders import make_metric
from tests.archive.desk import form_at, section_address
from tests.builders import make_article, make_section
from tests.search.places import make_regions, place

pytestmark = pytest.mark.django_db(transaction=True)


def found(text):
    return sorted(result.pk for result in SearchQuerySet().filter(content=text))


def of_unit(unit):
    return sorted(result.pk for result in SearchQuerySet().filter(unit=unit_number(unit)))


def writing():
    """Hold the index as another process would."""
    return site_index().writing()


def rolled_back(change):
    with suppress(RuntimeError), transaction.atomic():
        change()
        raise RuntimeError


def agree():
    return check() == IndexFaults() and not Outbox.objects.exists()


def test_an_edit_is_found_at_once():
    article = make_article("示例：税务", text="开头")
    assert found("税务") == [article.pk]

    article.title = "示例：街乡"
    article.save()

    assert (found("税务"), found("街乡")) == ([], [article.pk])
    assert agree()


@pytest.mark.parametrize("state", ["draft", "review", "withdrawn"])
def test_a_report_that_is_not_published_leaves_the_index_and_comes_back(state):
    article = make_article("示例：税务")

    article.state = state
    article.save()
    assert (found("税务"), agree()) == ([], True)

    article.state = Article.State.PUBLISHED
    article.save()
    assert found("税务") == [article.pk]


def test_an_edit_in_the_admin_is_found_in_the_next_request(admin_client):
    article = make_article("示例：税务", text="开头")
    address = f"/admin/archive/article/{article.pk}/change/"
    sent = form_at(admin_client, address)

    section = section_address(article.sections.get())
    typed = form_at(admin_client, section)

    saved = [
        admin_client.post(address, sent | {"title": "示例：街鄉"}),
        admin_client.post(section, typed | {"text": "改過"}),
    ]

    assert [answer.status_code for answer in saved] == [302, 302]
    hits = {
        line: admin_client.get("/search/", {"q": line}).context["total"] for line in ("街乡", "改过", "税务", "开头")
    }
    assert hits == {"街乡": 1, "改过": 1, "税务": 0, "开头": 0}


def test_a_deleted_report_is_not_found():
    article = make_article("示例：税务", text="开头", keywords=["委员"])

    article.delete()

    assert found("税务") == []
    assert agree()


def test_sections_are_found_as_they_change():
    article = make_article(text="税务")
    section = make_section(article, text="街乡")
    assert found("街乡") == [article.pk]

    section.text = "电梯"
    section.save()
    assert (found("街乡"), found("电梯")) == ([], [article.pk])

    section.delete()
    assert (found("电梯"), found("税务")) == ([], [article.pk])


def test_a_new_name_is_found_on_all_its_reports():
    names = {"organization": "青禾区政协", "outlet": "甲报", "keywords": ["委员"]}
    one, two = (make_article("示例：报告", text="开头", **names) for _ in range(2))
    for row, name in ((one.organization, "白沙县政协"), (one.outlet, "乙报"), (one.keywords.get(), "共识")):
        row.name = name
        row.save()

    assert found("白沙县政协") == found("乙报") == found("共识") == [one.pk, two.pk]
    assert found("青禾区") == found("甲报") == []
    assert agree()


def test_figures_are_counted_as_they_are_rejected_and_deleted():
    article = make_article("示例：税务")
    metric = make_metric(article, unit="次")
    assert of_unit("次") == [article.pk]

    metric.status = "rejected"
    metric.save()
    assert of_unit("次") == []

    make_metric(article, unit="人").delete()
    assert (of_unit("人"), agree()) == ([], True)


def test_reports_follow_a_region_that_becomes_part_of_another():
    country, province = make_regions(("中国", "country"), ("青禾省", "province"))
    other = Region.objects.create(code="910000", name="白沙省", level="province", parent=country)
    city = Region.objects.create(code="910100", name="云溪市", level="city", parent=other)
    article = make_article("示例：税务", organization="甲政协")
    place(article.organization, city)
    city.parent = province
    city.save()

    assert [result.pk for result in SearchQuerySet().filter(region=province)] == [article.pk]
    assert agree()


def test_keywords_are_found_as_they_are_given_and_taken():
    article, keyword = make_article(text="开头"), Keyword.objects.named("委员")

    article.keywords.add(keyword)
    assert found("委员") == [article.pk]
    keyword.articles.clear()
    assert found("委员") == []
    keyword.articles.add(article)
    assert found("委员") == [article.pk]
    article.keywords.remove(keyword)
    assert found("委员") == []
    tagging = Tagging.objects.create(article=article, keyword=keyword)
    assert found("委员") == [article.pk]
    tagging.delete()
    assert found("委员") == []
    assert agree()


def test_figures_are_found_as_they_change():
    article = make_article("示例：税务")
    metric = Metric.objects.create(article=article, raw="一百二十一次", value=121, unit="次")
    assert (found("次: >120"), found("121次"), found("次: >121")) == ([article.pk], [article.pk], [])

    metric.value = 300
    metric.save()
    assert (found("次: >121"), found("121次")) == ([article.pk], [])

    metric.status = Metric.Status.REJECTED
    metric.save()
    assert found("次: >0") == []

    metric.status = Metric.Status.CONFIRMED
    metric.save()
    assert found("次: >0") == [article.pk]
    metric.delete()
    assert found("次: >0") == []


def test_an_edit_that_was_rolled_back_leaves_nothing():
    article = make_article("示例：税务", text="开头")

    rolled_back(lambda: make_article("示例：税务二", text="开头"))
    rolled_back(article.delete)

    assert SearchQuerySet().count() == Article.objects.count() == 1
    assert agree()


def test_a_savepoint_that_was_rolled_back_leaves_nothing():
    with transaction.atomic():
        kept = make_article("示例：税务", text="开头")
        rolled_back(lambda: make_article("示例：税务二", text="开头"))

    assert found("税务") == [kept.pk]
    assert agree()


def test_a_report_deleted_while_the_index_is_busy_is_not_lost():
    article = make_article("示例：税务", text="开头")

    with writing():
        article.delete()
        assert Outbox.objects.count() == 1
    other = make_article("示例：街乡", text="开头")

    assert (found("税务"), found("街乡")) == ([], [other.pk])
    assert agree()


def test_an_edit_during_a_drain_is_left_noted(monkeypatch):
    article = make_article("示例：税务", text="开头")
    site = site_index()
    indexed = []

    def refresh_while_somebody_edits(ids):
        type(site).refresh(site, ids)
        if not indexed:
            Outbox.objects.filter(article_id=article.pk).update(ticket="00000000-0000-0000-0000-000000000001")
        indexed.append(set(ids))

    monkeypatch.setattr(site, "refresh", refresh_while_somebody_edits)
    article.save()

    assert indexed == [{article.pk}, {article.pk}]
    assert agree()


def test_an_unusable_index_never_breaks_a_save(index_folder, caplog):
    article = make_article("示例：税务", text="开头")
    (index_folder / "CURRENT").unlink()

    with caplog.at_level(logging.ERROR, logger="search.indexing.outbox"):
        article.save()

    assert Outbox.objects.count() == 1
    assert "stay noted" in caplog.text


def test_a_report_that_cannot_be_indexed_keeps_no_other_out(monkeypatch, caplog):
    with writing():
        articles = [make_article(f"示例：税务{number}") for number in range(5)]
    document_of = documents.document_of
    poisoned = articles[2].pk

    def failing(article, figures):
        if article.pk == poisoned:
            raise ValueError("no such text")
        return document_of(article, figures)

    monkeypatch.setattr(documents, "document_of", failing)
    with caplog.at_level(logging.ERROR, logger="search.indexing.outbox"):
        outbox.drain()

    assert found("税务") == [article.pk for article in articles if article.pk != poisoned]
    assert list(Outbox.objects.values_list("article_id", flat=True)) == [poisoned]
    assert [record.message for record in caplog.records] == [
        f"Report {poisoned} cannot be indexed and stays noted. Correct it in the admin."
    ]

    monkeypatch.undo()
    outbox.drain()
    assert agree()


def test_random_edits_leave_index_and_database_in_agreement():
    chance = random.Random(7)
    for step in range(60):
        with transaction.atomic():
            edit(chance, step)
            if chance.random() < 0.3:
                transaction.set_rollback(True)

    assert agree()


def edit(chance, step):
    """Make one edit, its kind and its article chosen by chance."""
    article = Article.objects.order_by("?").first() if step else None
    match chance.randrange(4) if article else 0:
        case 0:
            make_article(f"示例：第{step}步", text="开头", keywords=["委员"])
        case 1:
            article.title = f"示例：改于第{step}步"
            article.save()
        case 2:
            article.sections.all().delete()
        case 3:
            article.delete()


def test_an_import_is_indexed_when_it_ends():
    run = ImportRun.objects.create()
    article = make_article("示例：税务", text="开头")
    assert found("税务") == []

    run.finished_at = timezone.now()
    run.save()

    assert found("税务") == [article.pk]
    assert agree()


def test_a_long_import_is_indexed_in_between(monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 3)
    ImportRun.objects.create()

    articles = [make_article("示例：税务") for _ in range(4)]

    assert found("税务") == [article.pk for article in articles[:3]]


def test_an_import_that_never_ends_holds_nothing_back_for_long(monkeypatch):
    ImportRun.objects.create()
    monkeypatch.setattr(outbox, "LONGEST_HOLD", 0.0)

    article = make_article("示例：税务")

    assert found("税务") == [article.pk]


def test_notes_that_were_rolled_back_do_not_fill_an_imports_batch(monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 3)
    with transaction.atomic():
        outbox.note([10**9])
        transaction.set_rollback(True)
    ImportRun.objects.create()

    articles = [make_article("示例：税务") for _ in range(3)]

    assert found("税务") == [article.pk for article in articles]


def test_a_change_of_many_articles_is_drained_in_a_thread_of_its_own(monkeypatch, settings):
    threads = []
    settings.REBUILD_IN_BACKGROUND = True
    monkeypatch.setattr(outbox, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(outbox.Thread, "start", lambda thread: threads.append(thread.name))
    one, two = make_article("示例：甲"), make_article("示例：乙")

    outbox.write_notes([one.pk, two.pk])
    outbox.drain_apart()

    assert threads == ["outbox drain"]
