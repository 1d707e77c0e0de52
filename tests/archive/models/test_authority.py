"""Names: one row each, whatever the script."""

import pytest
from django.db import IntegrityError, transaction

from archive.models import Keyword, Organization, Region
from archive.models.authority import name_candidates
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_named_finds_the_row_of_the_other_script_and_keeps_its_writing():
    first = Organization.objects.named("青禾區政協")

    assert Organization.objects.named("青禾区政协") == first
    assert Organization.objects.get().name == "青禾區政協"


@pytest.mark.parametrize("nothing", ["", None])
def test_named_of_nothing_is_none(nothing):
    assert Organization.objects.named(nothing) is None


def test_homophones_get_numbered_slugs():
    slugs = [Keyword.objects.named(name).slug for name in ("议政", "译政", "意正")]

    assert slugs == ["yi-zheng", "yi-zheng-2", "yi-zheng-3"]


def test_a_changed_name_keeps_its_slug():
    organization = Organization.objects.named("青禾区政协")
    organization.name = "红枫市政协"
    organization.save()

    assert (organization.slug, organization.folded_name) == ("qing-he-qu-zheng-xie", "红枫市政协")


def test_the_database_refuses_an_empty_or_doubled_name():
    Keyword.objects.create(name="協商")

    for name in ("", "协商"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Keyword.objects.create(name=name)


def test_report_counts_leave_out_names_without_reports():
    make_article("示例：一", keywords=["协商", "提案"])
    make_article("示例：二", keywords=["协商"])
    Keyword.objects.named("无人用")

    assert [(row.name, row.reports) for row in Keyword.objects.with_report_counts()] == [("协商", 2), ("提案", 1)]


def regions(*facts):
    """Stored regions, each within the one before it."""
    last = None
    for code, name, level in facts:
        last = Region.objects.create(code=code, name=name, level=level, parent=last)
    return last


def beijing_chaoyang():
    return regions(("000000", "中国", "country"), ("110000", "北京市", "province"), ("110105", "朝阳区", "county"))


def test_an_alias_in_either_script_names_its_organization():
    organization = Organization.objects.named("云泽市青禾区政协")
    organization.aliases.create(name="青禾区政协")

    assert Organization.objects.named("青禾區政協") == organization
    assert Organization.objects.canonical().count() == 1


def test_the_first_known_of_several_names_is_called():
    one, other = Organization.objects.named("青禾区政协"), Organization.objects.named("云泽市政协")

    assert Organization.objects.called("无此政协", "雲澤市政協", "青禾区政协") == other
    assert Organization.objects.called("", "无此政协") is None
    assert one != other


def test_a_title_begins_with_the_longest_name_or_alias():
    Organization.objects.named("云泽市政协")
    office = Organization.objects.named("云泽市政协办公室")
    office.aliases.create(name="市政协办公室")

    assert Organization.objects.called(*name_candidates("雲澤市政協辦公室關於調研的通知")) == office
    assert Organization.objects.called(*name_candidates("市政协办公室通知")) == office
    assert Organization.objects.called(*name_candidates("在云泽市政协")) is None


@pytest.mark.parametrize("name", ["北京市朝阳区政协", "政协北京市朝阳区委员会", "北京市朝陽區政協"])
def test_a_new_organization_gets_the_region_of_its_name(name):
    region = beijing_chaoyang()

    assert Organization.objects.named(name).region == region


def test_a_region_shared_by_several_needs_context():
    region = beijing_chaoyang()

    assert Organization.objects.named("朝阳区政协").region is None
    assert Organization.objects.named("朝阳区政协", context="北京日报").region == region


def test_a_region_given_by_hand_stays():
    region = beijing_chaoyang()
    organization = Organization.objects.named("北京市朝阳区政协")
    organization.region = region.parent
    organization.save()

    Organization.objects.locate()

    assert Organization.objects.named("北京市朝阳区政协").region == region.parent


def test_organizations_from_before_the_regions_are_located():
    organization = Organization.objects.named("北京市朝阳区政协")
    region = beijing_chaoyang()

    Organization.objects.locate()
    organization.refresh_from_db()

    assert organization.region == region
