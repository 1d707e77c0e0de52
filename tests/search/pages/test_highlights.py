"""The words of a query found in a report."""

import pytest

from archive.models import Article
from archive.pages.highlights import Highlight
from search.pages.highlights import find_highlights
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def test_highlights_are_numbered_through_the_report():
    article = make_article("示例：税务", text="稅務。", level=Article.Level.CATALOGUE, summary="说税务。")
    make_section(article, anchor="s1", heading="税务", text="没有。税 务。")
    lead, section = article.sections.all()

    found = find_highlights(article, "税务 -没有")

    assert found.by_section == {
        None: [Highlight(1, 1, 3)],
        lead.pk: [Highlight(2, 0, 2)],
        section.pk: [Highlight(3, 0, 2), Highlight(4, 6, 9)],
    }
    assert (found.total, found.title_html) == (4, "示例：<mark>税务</mark>")
    assert [(one.number, one.html) for one in found.passages] == [
        (1, "说<mark>税务</mark>。"),
        (2, "<mark>稅務</mark>。"),
        (3, "<mark>税务</mark>\n没有。<mark>税 务</mark>。"),
    ]


@pytest.mark.parametrize("line", [None, "", "？", "-税务", "year:2019", "\x00", "(((("])
def test_lines_without_words_highlight_nothing(line):
    found = find_highlights(make_article(text="税务"), line)

    assert found is None or found.total == 0
