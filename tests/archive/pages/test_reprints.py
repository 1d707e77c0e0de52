"""A report tells of its reprints, a reprint of what it repeats, and one page sets them side by side."""

import pytest
from lxml import html

from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    original = make_article("示例：原文", text="走访31户。", outlet="示例网")
    return original, make_article(
        "示例：轉載", text="走訪三十一戶。", outlet="示例晚報", reprint_of=original, script="hant"
    )


def tree(page):
    return html.fromstring(page.content.decode())


def links(client, article):
    return tree(client.get(article.get_absolute_url())).xpath("//main//a/@href")


def test_the_report_lists_its_published_reprints(client, pair):
    original, reprint = pair
    hidden = make_article("示例：未公开", text="走访。", reprint_of=original, state="draft")
    found = links(client, original)

    assert reprint.get_absolute_url() in found
    assert f"/articles/{reprint.pk}/reprint/differences/" in found
    assert hidden.get_absolute_url() not in found


def test_the_reprint_says_what_it_repeats(client, pair):
    original, reprint = pair

    assert original.get_absolute_url() in links(client, reprint)


def test_differences_are_marked_in_both_texts(client, pair):
    page = tree(client.get(f"/articles/{pair[1].pk}/reprint/differences/"))

    assert page.xpath("//td//del/text() | //td//ins/text()") == ["原文", "轉載", "31", "三十一"]


def test_a_report_that_repeats_none_has_no_such_page(client, pair):
    original, reprint = pair
    statuses = [client.get(f"/articles/{original.pk}/reprint/differences/").status_code]
    original.state = "withdrawn"
    original.save()
    statuses.append(client.get(f"/articles/{reprint.pk}/reprint/differences/").status_code)

    assert statuses == [404, 404]
