"""Regions: a tree by codes."""

import pytest

from archive.chinese.places import divisions
from archive.models import Region

pytestmark = pytest.mark.django_db


def test_a_region_holds_itself_and_all_below_it():
    country = Region.objects.create(code="000000", name="示例国", level="country")
    province = Region.objects.create(code="990000", name="示例省", level="province", parent=country)
    city = Region.objects.create(code="990100", name="青禾市", level="city", parent=province)
    Region.objects.create(code="980000", name="另一省", level="province", parent=country)

    assert list(Region.objects.within(province)) == [province, city]
    assert city.path == "000000/990000/990100/"


def test_the_divisions_are_loaded_once_and_renamed_ones_again(django_assert_num_queries):
    loaded = Region.objects.load_divisions()
    district = Region.objects.get(code="110105")

    assert loaded == Region.objects.count() == len(divisions())
    assert (district.name, district.level, district.path) == ("朝阳区", "county", "000000/110000/110105/")
    with django_assert_num_queries(1):
        assert Region.objects.load_divisions() == 0

    Region.objects.filter(code="110105").update(name="旧名区")
    assert Region.objects.load_divisions() == 1
    district.refresh_from_db()
    assert (district.name, Region.objects.count()) == ("朝阳区", loaded)


def test_lineage_begins_with_the_country():
    country = Region.objects.create(code="000000", name="中国", level="country")
    province = Region.objects.create(code="990000", name="示例省", level="province", parent=country)

    assert (country.lineage(), province.lineage()) == ([country], [country, province])
