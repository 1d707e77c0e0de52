"""A report's figures, changed by hand."""

import pytest

from archive.models import Section
from tests.archive.builders import make_metric
from tests.archive.desk import change_address, form_at, with_new
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def test_a_figure_is_added_by_its_words(editor):
    article = make_article()
    section = make_section(article, number="一、", heading="学习", text="座谈87次。")
    make_metric(article, raw="12年", position=4)
    address = change_address(article)
    figure = {"section": section.pk, "raw": "87次", "value": "87", "unit": "次"}

    editor.post(address, with_new(form_at(editor, address), "metrics", figure))

    metric = article.metrics.get(raw="87次")
    assert (metric.start, metric.end, metric.is_placed, metric.position) == (7, 10, True, 5)


def test_figures_follow_their_words_when_the_text_changes(editor):
    article = make_article()
    section = make_section(article, text="座谈87次。")
    make_metric(article, section=section)
    address = change_address(article)

    editor.post(address, form_at(editor, address) | {"sections-0-text": "去年座谈87次。"})

    metric = article.metrics.get()
    assert (metric.start, metric.end, metric.is_placed) == (4, 7, True)


def test_a_figure_whose_words_are_gone_is_kept_without_a_place_and_said_so(editor):
    article = make_article()
    section = make_section(article, text="座谈87次。")
    make_metric(article, section=section)
    address = change_address(article)

    answer = editor.post(address, form_at(editor, address) | {"sections-0-text": "座谈多次。"}, follow=True)

    assert Section.objects.get().text == "座谈多次。"
    assert (article.metrics.get().section, article.metrics.get().start) == (None, None)
    assert "“87次” no longer stands in its section; the figure is kept without a place." in answer.content.decode()
