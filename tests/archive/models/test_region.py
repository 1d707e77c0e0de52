"""Regions: a tree by codes."""

import pytest

from archive.models import Region

pytestmark = pytest.mark.django_db


def test_a_region_holds_itself_and_all_below_it():
    country = Region.objects.create(code="000000", name="示例国", level="country")
    province = Region.objects.create(code="990000", name="示例省", level="province", parent=country)
    city = Region.objects.create(code="990100", name="青禾市", level="city", parent=province)
    Region.objects.create(code="980000", name="另一省", level="province", parent=country)

    assert list(Region.objects.within(province)) == [province, city]
    assert city.path == "000000/990000/990100/"


def test_lineage_begins_with_the_country():
    country = Region.objects.create(code="000000", name="中国", level="country")
    province = Region.objects.create(code="990000", name="示例省", level="province", parent=country)

    assert (country.lineage(), province.lineage()) == ([country], [country, province])
