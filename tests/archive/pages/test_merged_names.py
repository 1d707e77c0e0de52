"""Addresses of merged names."""

import pytest

from archive.editing.merging import make_aliases, move_articles
from archive.models import Keyword, Organization, Outlet
from tests.builders import make_article

pytestmark = pytest.mark.django_db
KINDS = {"organization": Organization, "outlet": Outlet, "keyword": Keyword}


@pytest.fixture
def slugs():
    """The slug of a name that was merged, and of the one that stays, of each kind."""
    make_article(text="税务调研", organization="旧名", outlet="旧名", keywords=["旧名"])
    return {name: merged(kind, "旧名", "新名") for name, kind in KINDS.items()}


def merged(kind, one, other):
    one, other = kind.objects.named(one), kind.objects.named(other)
    make_aliases([one], other)
    move_articles(one)
    return one.slug, other.slug


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_merged_name_leads_to_the_other_for_good(client, slugs, kind):
    old, new = slugs[kind]

    response = client.get(f"/{kind}s/{old}/?page=2")

    assert (response.status_code, response["Location"]) == (301, f"/{kind}s/{new}/?page=2")
    assert client.get(f"/{kind}s/{new}/").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", ["/articles/", "/search/", "/search/results.json", "/search/results.csv"])
def test_a_filter_by_a_merged_name_becomes_one_by_the_other(client, slugs, kind, path):
    old, new = slugs[kind]

    response = client.get(path, {"q": "税务", kind: old, "year": 2019})

    assert (response.status_code, response["Location"].split("?")[0]) == (301, path)
    assert f"{kind}={new}&" in response["Location"]
    assert client.get(response["Location"]).status_code == 200


def test_several_values_are_led_on_together(client, slugs):
    old, new = slugs["keyword"]

    response = client.get("/search/", {"keyword": [old, new], "organization": slugs["organization"][0]})

    assert response["Location"] == f"/search/?keyword={new}&organization={slugs['organization'][1]}"


def test_figures_are_filtered_by_the_other_name(client, slugs):
    old, new = slugs["organization"]

    response = client.get("/metrics/", {"organization": old})

    assert response["Location"] == f"/metrics/?organization={new}"


def test_a_name_without_published_reports_is_not_told(client):
    make_article(outlet="旧名", state="draft")
    old, _new = merged(Outlet, "旧名", "秘密")

    assert client.get(f"/outlets/{old}/").status_code == 404
    assert client.get("/articles/", {"outlet": old}).status_code == 400


def test_an_address_that_is_answered_costs_no_query_more(client, slugs, monkeypatch):
    monkeypatch.setattr("archive.pages.merged_names.current_address", None)

    assert client.get("/articles/", {"outlet": slugs["outlet"][1]}).status_code == 200


def test_unknown_addresses_stay_unknown(client, slugs):
    assert client.get("/outlets/none/").status_code == 404
    assert client.get("/nowhere/", {"outlet": "none"}).status_code == 404
    assert client.get("/articles/", {"outlet": "none"}).status_code == 400
