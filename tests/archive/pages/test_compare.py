"""Reports side by side."""

import pytest

from tests.archive.builders import make_metric
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def make_report(title, headings, figures=(), **facts):
    article = make_article(title, **facts)
    for number, heading in enumerate(headings, start=1):
        make_section(article, anchor=f"s{number}", heading=heading, text="正文。")
    for raw, subject in figures:
        make_metric(article, raw=raw, subject=subject)
    return article


def address(*articles):
    return "/compare/?ids=" + ",".join(str(article.pk) for article in articles)


def test_sections_stand_beside_those_with_like_headings_in_either_script(client):
    one = make_report("示例：一", ["加强协商议政", "改进民主监督"])
    other = make_report("示例：二", ["改進民主監督", "加強學習"])

    rows = client.get(address(one, other)).context["section_rows"]

    assert [[part and part.entry.section.heading for _report, part in row] for row in rows] == [
        ["加强协商议政", None],
        ["改进民主监督", "改進民主監督"],
        [None, "加強學習"],
    ]


def test_figures_of_one_unit_and_a_like_subject_stand_side_by_side(client):
    one = make_report("示例：一", ["甲"], [("87次", "专题协商"), ("3次", "走访")])
    other = make_report("示例：二", ["乙"], [("9次", "專題協商"), ("5次", "调研")])

    page = client.get(address(one, other))

    assert [[figure.metric.raw for _report, figure in row] for row in page.context["figure_rows"]] == [["87次", "9次"]]
    assert page.context["lone_figures"] == 2


@pytest.mark.parametrize("query", ["ids={0}&ids={1}", "ids={0},{1}", "ids={0},{1},{0}"])
def test_reports_are_named_with_commas_or_by_boxes(client, query):
    one, other = make_report("示例：一", ["甲"]), make_report("示例：二", ["乙"])

    assert client.get("/compare/?" + query.format(one.pk, other.pk)).context["reports"] == [one, other]


@pytest.mark.parametrize("ids", ["abc", "1,,2", "-1", "9" * 19, "404", "1,2,3,4,5", "%00"])
def test_wrong_numbers_are_answered_in_words(client, ids):
    page = client.get(f"/compare/?ids={ids}")

    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize("state", ["draft", "review", "withdrawn"])
def test_a_report_that_is_not_public_cannot_be_compared(client, state):
    assert client.get(address(make_article(state=state))).status_code == 400


def test_reports_can_be_added_and_taken_away(client):
    one, other = make_article("示例：青禾甲"), make_article("示例：紅楓乙")

    page = client.get(f"{address(one)}&title=红枫")

    assert page.context["offered"] == [(other, address(one, other))]
    assert client.get(address(one, other)).context["columns"] == [(one, address(other)), (other, address(one))]


def test_the_list_and_the_report_lead_here(client):
    article = make_article(text="正文")

    assert f'name="ids" value="{article.pk}" form="compare"' in client.get("/articles/").content.decode()
    assert f'href="/compare/?ids={article.pk}"' in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("sections", [1, 4])
def test_page_asks_the_database_as_often_whatever_it_holds(client, django_assert_num_queries, sections):
    headings = [f"第{number}部分" for number in range(sections)]
    reports = [make_report(f"示例：{n}", headings, [("1次", "走访")] * sections, organization="示例") for n in range(3)]

    with django_assert_num_queries(5):
        client.get(address(*reports))
