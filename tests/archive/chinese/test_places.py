"""Divisions, and the one that a body's name begins with."""

import pytest

from archive.chinese.places import divisions, place_of


def names(code):
    """The division and all around it, innermost first, without the country."""
    found = []
    while code and code != "000000":
        found.append(divisions()[code].name)
        code = divisions()[code].parent
    return found


@pytest.mark.parametrize(
    "body",
    [
        "北京市朝阳区政协",
        "北京市朝陽區政協",
        "政协北京市朝阳区委员会",
        "中国人民政治协商会议北京市朝阳区委员会",
        "北京市朝阳区人民政府办公室",
        "北京朝阳区政协",
        "北京市朝阳区麦子店街道办事处",
    ],
)
def test_every_form_of_a_body_names_its_place(body):
    assert names(place_of(body)) == ["朝阳区", "北京市"]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("河池市政协", ["河池市", "广西壮族自治区"]),
        ("河池政协", ["河池市", "广西壮族自治区"]),
        ("广西政协", ["广西壮族自治区"]),
        ("政协吉林省委员会", ["吉林省"]),
        ("吉林省吉林市政协", ["吉林市", "吉林省"]),
        ("融水县政协", ["融水苗族自治县", "柳州市", "广西壮族自治区"]),
        ("延边州政协", ["延边朝鲜族自治州", "吉林省"]),
        ("万载县统计局", ["万载县", "宜春市", "江西省"]),
        ("济源市政协", ["济源市", "河南省"]),
        ("香港特別行政區政府", ["香港特别行政区"]),
        ("澳門政協", ["澳门特别行政区"]),
    ],
)
def test_places_of_every_kind(body, places):
    assert names(place_of(body)) == places


@pytest.mark.parametrize("body", ["全国政协", "政协全国委员会", "中国人民政治协商会议全国委员会", "国务院办公厅"])
def test_bodies_of_the_country(body):
    assert place_of(body) == "000000"


@pytest.mark.parametrize(
    "body", ["朝阳区政协", "市政协", "区政协办公室", "政协", "", "青禾区政协", "北京市青禾区政协", "示例网"]
)
def test_what_is_not_certain_has_no_place(body):
    assert place_of(body) == ""


def test_the_context_may_tell_which_is_meant():
    assert names(place_of("朝阳区政协", "某报北京11月22日电")) == ["朝阳区", "北京市"]
    assert names(place_of("朝陽區政協", "長春市")) == ["朝阳区", "长春市", "吉林省"]
    assert place_of("朝阳区政协", "北京与长春两地座谈") == ""


def test_every_division_stands_in_one_that_comes_before_it():
    before = set()
    for division in divisions().values():
        assert division.parent in before or division.level == "country"
        before.add(division.code)
    assert {len(code) for code in divisions()} == {6}
    assert len([one for one in divisions().values() if one.level == "province"]) == 34
