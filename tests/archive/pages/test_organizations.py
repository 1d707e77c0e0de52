"""The page of an issuing body."""

import pytest

from archive.models import Organization
from tests.archive.builders import make_metric
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_page_lists_the_reports_of_the_organization_only(client):
    own = make_article("示例：本", organization="青禾区政协")
    make_article("示例：他", organization="红枫市政协")

    page = client.get("/organizations/qing-he-qu-zheng-xie/")

    assert list(page.context["articles"]) == [own]
    assert [facet.name for facet in page.context["facets"]] == ["year", "outlet", "keyword"]


def test_page_of_an_organization_with_reprints_only_is_empty(client):
    make_article("示例：轉載", organization="青禾区政协", reprint_of=make_article("示例：原文"))

    page = client.get(Organization.objects.get().get_absolute_url())

    assert (page.status_code, list(page.context["articles"])) == (200, [])


def test_page_counts_the_figures_that_are_shown(client):
    article = make_article(organization="青禾区政协")
    make_metric(article)
    make_metric(article, status="rejected")

    assert client.get(article.organization.get_absolute_url()).context["figure_count"] == 1


def test_an_unknown_organization_is_not_found(client):
    assert client.get("/organizations/nobody/").status_code == 404
