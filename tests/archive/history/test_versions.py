"""Versions of a report are kept as a whole and can be brought back."""

import pytest

from archive.editing.merging import make_aliases
from archive.history.serialization import current_snapshot, serialize
from archive.history.versions import restore_version, save_version, version_seen_at, versions_of
from archive.models import Keyword, Organization, Outlet, Section
from tests.archive.builders import make_full_report, make_metric
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def texts(article):
    return list(article.sections.values_list("anchor", "text"))


def test_a_version_is_kept_only_of_what_has_changed():
    article = make_full_report()
    save_version(article)
    save_version(article)
    article.sections.filter(anchor="s1").update(text="改过。")
    save_version(article)

    assert versions_of(article).count() == 2


def test_everything_a_report_says_comes_back():
    article = make_full_report()
    before = serialize(current_snapshot(article))
    save_version(article)
    article.title, article.author = "示例：改题", "某人"
    article.set_keywords([])
    article.sections.all().delete()
    make_metric(article, raw="3件", value=3, unit="件")
    article.save()

    restore_version(article, versions_of(article)[0])

    assert serialize(current_snapshot(article)) == before


def test_sections_that_changed_places_come_back():
    article = make_article()
    one, two = (make_section(article, anchor=f"s{number}", text=f"文{number}") for number in (1, 2))
    save_version(article)
    Section.objects.filter(pk=one.pk).update(position=9)
    Section.objects.filter(pk=two.pk).update(position=0)
    Section.objects.filter(pk=one.pk).update(position=1)

    restore_version(article, versions_of(article)[0])

    assert texts(article) == [("s1", "文1"), ("s2", "文2")]


def test_names_deleted_since_are_left_out():
    article = make_article(organization="青禾区政协", keywords=["座谈", "委员"])
    save_version(article)
    article.organization = None
    article.save()
    Organization.objects.all().delete()
    Keyword.objects.filter(name="座谈").delete()

    restore_version(article, versions_of(article)[0])

    assert (article.organization, [str(tagging) for tagging in article.taggings.all()]) == (None, ["委员"])


def test_the_state_stays_when_a_version_is_brought_back():
    article = make_article()
    save_version(article)
    article.state = "withdrawn"
    article.save()

    restore_version(article, versions_of(article)[0])

    article.refresh_from_db()
    assert article.state == "withdrawn"


def test_what_somebody_saw_is_the_latest_version_not_younger():
    article = make_article()
    save_version(article)
    seen = article.updated_at
    article.title = "示例：改题"
    article.save()
    save_version(article)

    assert version_seen_at(article, seen) == versions_of(article)[1]
    assert version_seen_at(article, article.updated_at) == versions_of(article)[0]
    assert version_seen_at(article, article.created_at.replace(year=2000)) is None


def test_names_merged_since_come_back_as_the_names_that_stayed():
    article = make_article(outlet="甲报", keywords=["座谈", "座谈会"])
    save_version(article)
    article.outlet = None
    article.set_keywords([])
    article.save()
    make_aliases([Outlet.objects.named("甲报")], Outlet.objects.named("乙报"))
    make_aliases([Keyword.objects.named("座谈会")], Keyword.objects.named("座谈"))

    restore_version(article, versions_of(article)[0])

    article.refresh_from_db()
    assert article.outlet == Outlet.objects.named("乙报")
    assert [str(tagging) for tagging in article.taggings.all()] == ["座谈"]
