"""Days in addresses, sites in notices."""

import pytest

from archive.importing.parsing.sites import day_in_address, owner


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/n1/2019/1122/c1013-31138829.html", "2019-11-22"),
        ("https://example.org/2019-11/22/content_5.htm", "2019-11-22"),
        ("https://example.org/zx/201911/t20191122_1.html", "2019-11-22"),
        ("https://example.org/k2/179-20191122.htm", "2019-11-22"),
        ("https://example.org/20191122161600.html", "2019-11-22"),
        ("https://example.org/a/2019/11/22/x.html?day=20200101", "2019-11-22"),
        ("https://example.org/a?day=20200101", ""),
        ("https://example.org/id/2019112299.html", ""),
        ("https://example.org/20191345.html", ""),
        ("https://example.org/201911/x.html", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_the_day_in_an_address(url, day):
    assert day_in_address(url) == day


@pytest.mark.parametrize(
    ("notice", "site"),
    [
        ("© example.org", "example.org"),
        ("Copyright © 1997-2019 by www.example.org. All rights reserved", "www.example.org"),
        ("© 示例省人民政府网 版权所有 ICP备00000000号", "示例省人民政府网"),
        ("版權所有：示例政協網", "示例政協網"),
        ("示例市政协 版权所有", "示例市政协"),
        ("未经授权不得转载", ""),
        ("ICP备00000000号", ""),
    ],
)
def test_the_owner_of_a_page(notice, site):
    assert owner(["无关的话", notice]) == site
