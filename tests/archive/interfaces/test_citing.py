"""Citing a stored report, on its page and as files."""

import json
from datetime import datetime

import pytest
from django.utils.timezone import localdate

from tests.archive.builders import make_full_report
from tests.builders import SHANGHAI, make_article, make_section

pytestmark = pytest.mark.django_db


def csl(client, article, **asked):
    return json.loads(client.get(f"/articles/{article.pk}/cite.json", asked).content)[0]


def test_the_whole_report_is_cited_at_its_permanent_address(client):
    article = make_full_report()

    item = csl(client, article)

    assert item["URL"] == f"http://testserver{article.get_absolute_url()}"
    assert item["title"] == "示例：青禾区协商报告"
    assert item["author"] == [{"literal": "示例0区政协"}]
    assert item["issued"] == {"date-parts": [[2019, 11, 22]]}
    today = localdate()
    assert item["accessed"] == {"date-parts": [[today.year, today.month, today.day]]}


def test_the_public_address_takes_the_place_of_the_one_asked(client, settings):
    settings.PUBLIC_URL = "https://archive.example"
    article = make_article()

    assert csl(client, article)["URL"] == f"https://archive.example{article.get_absolute_url()}"


def test_a_section_is_cited_with_its_heading_and_anchor(client):
    article = make_full_report()

    item = csl(client, article, section="s1")

    assert item["title"] == "示例：青禾区协商报告：一、学习"
    assert item["URL"] == f"http://testserver{article.get_absolute_url()}#s1"


def test_an_anchor_in_an_address_is_encoded(client):
    article = make_article()
    make_section(article, anchor="节}1", heading="学")

    assert csl(client, article, section="节}1")["URL"].endswith("#%E8%8A%82%7D1")


@pytest.mark.parametrize(("precision", "parts"), [("year", [2019]), ("month", [2019, 5]), ("minute", [2019, 5, 2])])
def test_the_date_is_given_as_far_as_it_is_known_and_by_local_time(client, precision, parts):
    late = datetime(2019, 5, 2, 1, tzinfo=SHANGHAI)  # the first of May in UTC

    assert csl(client, make_article(published_at=late, published_precision=precision))["issued"] == {
        "date-parts": [parts]
    }


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
    ],
)
def test_files_are_downloads_of_their_type(client, form, kind):
    article = make_article()

    answer = client.get(f"/articles/{article.pk}/cite.{form}")

    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="report-{article.pk}.{form}"'


def test_only_published_reports_and_their_own_sections_can_be_cited(client):
    draft, article = make_article(state="draft"), make_article("示例：乙")

    answers = [f"/articles/{draft.pk}/cite.bib", f"/articles/{article.pk}/cite.bib?section=s9"]

    assert [client.get(address).status_code for address in answers] == [404, 404]


def test_the_page_of_a_report_shows_how_to_cite_it(client):
    article = make_full_report()
    url = f"http://testserver{article.get_absolute_url()}"

    html = client.get(article.get_absolute_url()).content.decode()

    assert f"示例0区政协. 示例：青禾区协商报告[EB/OL]. (2019-11-22)[{localdate()}]. {url}.</dd>" in html
    assert '<details class="cite">' in html
    assert f'href="/articles/{article.pk}/cite.bib"' in html


def test_the_page_shows_how_to_cite_the_section_asked_for(client):
    article = make_full_report()

    html = client.get(article.get_absolute_url(), {"section": "s1"}).content.decode()

    assert f"示例：青禾区协商报告：一、学习[EB/OL]. (2019-11-22)[{localdate()}]. " in html
    assert '<details class="cite" open>' in html
    assert f'href="/articles/{article.pk}/cite.bib?section=s1"' in html


def test_the_page_names_its_permanent_address_to_programs_and_on_paper(client, settings):
    settings.PUBLIC_URL = "https://archive.example"
    article = make_article()
    address = f"https://archive.example{article.get_absolute_url()}"

    html = client.get(article.get_absolute_url(), {"script": "hant-tw"}).content.decode()

    assert f'<link rel="canonical" href="{address}">' in html
    assert f"{address}</p>" in html
