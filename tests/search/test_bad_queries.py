"""Any line whatsoever, sent to the results page: an answer or a clear message, and nothing that was deleted."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine.documents import SearchRequest
from search.finding.articles import find_articles
from search.text.grammar import parse_query
from tests.builders import make_article
from tests.search import samples

pytestmark = pytest.mark.django_db

SECRET = "赤鸢暗号"  # stands in the deleted report alone
PIECES = (
    *"()\"“”「」『』|-－:：*＊?.\\'%_<>&; \t\n\u3000",
    *(" OR ", " AND ", " NOT ", "ＯＲ", "title:", "标题：", "year:", "年份：", "2018..", "2018..2020", "99999999999"),
    *("委员", "委員工作室", "政协", "的", "一", "CBD", "AK-47", "31%", "１００％", SECRET[:2], SECRET[0]),
    *("\0", "\ud800", "\udfff", "\uffff", "\u200b", "\u202e", "\U0010ffff", "𠮷", "👩‍👩‍👧", "e\u0301", "ﷺ", "İ"),
)
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join) | st.text(max_size=300)
OPTIONS = st.dictionaries(
    st.sampled_from(["page", "year", "sort", "keyword", "organization", "outlet"]),
    st.sampled_from(["1", "0", "-1", "2019", "99999999999999999999", "newest", "oldest", "", "x", "\0", "\ud800"])
    | st.text(max_size=5),
    max_size=2,
)


@pytest.fixture
def deleted(django_capture_on_commit_callbacks):
    """The title of a report that was indexed beside others, could be found, and was then deleted."""
    with django_capture_on_commit_callbacks(execute=True):
        for text in samples.ALL:
            make_article(text.splitlines()[0], text=text)
        article = make_article(f"示例：{SECRET}", text=f"委员的{SECRET}。")
    assert total_of(SECRET) == 1
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    return article.title


def total_of(line):
    return find_articles(SearchRequest(parse_query(line).query)).total


def search(client, line, **options):
    """As sent by a client that may also send what is no UTF-8."""
    asked = urlencode({"q": line} | options, errors="surrogatepass")
    return client.get("/search/", QUERY_STRING=asked)


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=LINES, options=OPTIONS)
def test_any_line_gets_a_page_without_the_deleted_report(client, deleted, line, options):
    response = search(client, line, **options)

    assert response.status_code in (200, 400)
    assert (response.status_code == 400) == bool(response.context["form"].errors)
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize("form", ["{}", '"{}"', "{}*", "title:{}", "-(-{})", "标题：“{}”"])
def test_what_only_a_deleted_report_said_is_found_nowhere(client, deleted, form):
    response = search(client, form.format(SECRET))

    assert response.status_code == 200
    assert (response.context["total"], response.context["hits"]) == (0, [])


def test_what_only_a_deleted_report_said_is_left_out_of_a_relaxed_answer(client, deleted):
    response = search(client, f"委员 {SECRET}")

    assert response.context["relaxation"]
    assert deleted not in {hit["article"].title for hit in response.context["hits"]}


def test_a_deleted_report_is_not_among_all_the_others(client, deleted):
    response = search(client, "示例 OR -示例")

    assert response.context["total"] == len(samples.ALL)
    assert SECRET not in response.content.decode()
