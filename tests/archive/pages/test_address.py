"""Addresses of lists and searches with other filters."""

import pytest

from archive.pages.address import Address

HERE = Address("/articles/", {"year": ["2019", "2020"], "title": ["协商"], "sort": [""]})


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "/articles/?year=2019&year=2020&title=%E5%8D%8F%E5%95%86"),
        ({"title": ""}, "/articles/?year=2019&year=2020"),
        ({"title": []}, "/articles/?year=2019&year=2020"),
        ({"title": "", "year": ["2018"]}, "/articles/?year=2018"),
        ({"title": "", "year": "", "sort": "oldest"}, "/articles/?sort=oldest"),
        ({"title": "", "year": ""}, "/articles/"),
        ({"title": "", "year": "", "path": "/search/"}, "/search/"),
        ({"title": "", "year": "2019", "path": "/search/"}, "/search/?year=2019"),
    ],
)
def test_changes_replace_add_and_take_out_parameters(changes, address):
    assert HERE.changed(**changes) == address


def test_one_of_several_values_is_taken_out():
    assert HERE.without("year", "2019") == "/articles/?year=2020&title=%E5%8D%8F%E5%95%86"


def test_empty_values_are_not_chosen():
    assert (HERE.chosen("year"), HERE.chosen("sort"), HERE.chosen("q")) == (["2019", "2020"], [], [])


def test_a_request_gives_all_its_parameters_but_the_page(rf):
    request = rf.get("/search/?q=协商&year=2019&year=2020&page=3")

    assert Address.of(request) == Address("/search/", {"q": ["协商"], "year": ["2019", "2020"]})


def test_named_parameters_take_the_place_of_those_of_the_request(rf):
    request = rf.get("/articles/?year=2019&unknown=1")

    assert Address.of(request, {"year": "2019"}).changed(sort="oldest") == "/articles/?year=2019&sort=oldest"
