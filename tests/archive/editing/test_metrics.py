"""A report's figures, changed by hand."""

import pytest

from archive.models import Metric, Section
from tests.archive.builders import make_metric
from tests.archive.desk import add_metric_address, change_address, errors, section_address, sent
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def make_placed_metric(article):
    section = make_section(article, number="一、", heading="学习", text="座谈87次。")
    return make_metric(article, section=section)


def test_a_figure_is_added_by_its_words(editor):
    article = make_article()
    section = make_section(article, number="一、", heading="学习", text="座谈87次。")
    make_metric(article, raw="12年", position=4)

    answer = sent(editor, add_metric_address(article), section=section.pk, raw="87次", value="87", unit="次")

    metric = article.metrics.get(raw="87次")
    assert (metric.start, metric.end, metric.is_placed, metric.position) == (7, 10, True, 5)
    assert (metric.status, errors(answer)) == ("confirmed", [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"raw": "99次"}, "These words do not stand in the stored text of that section."),
        ({"value_max": "3"}, "The highest value is below the value."),
        ({"period_start": "2019-01-01"}, "Give both days of the period, or neither."),
    ],
)
def test_a_mistake_is_answered_with_a_message_and_nothing_is_saved(editor, change, message):
    metric = make_placed_metric(make_article())

    answer = sent(editor, change_address(metric), **change)

    assert (answer.status_code, message in errors(answer)) == (200, True), errors(answer)
    assert Metric.objects.get().raw == "87次"


def test_sections_of_another_report_are_no_choice(editor):
    foreign = make_section(make_article("示例：他"), anchor="s9", text="座谈87次。")
    metric = make_placed_metric(make_article())

    answer = sent(editor, change_address(metric), section=foreign.pk)

    assert (answer.status_code, Metric.objects.get().section == foreign) == (200, False)


def test_a_figure_that_is_changed_counts_as_corrected(editor):
    metric = make_placed_metric(make_article())

    sent(editor, change_address(metric), subject="座谈")

    assert Metric.objects.get().status == "corrected"


def test_figures_follow_their_words_when_the_text_changes(editor):
    metric = make_placed_metric(make_article())

    sent(editor, section_address(metric.section), text="去年座谈87次。")

    metric.refresh_from_db()
    assert (metric.start, metric.end, metric.is_placed) == (9, 12, True)


def test_a_figure_whose_words_are_gone_is_kept_without_a_place_and_said_so(editor):
    article = make_article()
    metric = make_placed_metric(article)

    sent(editor, section_address(metric.section), text="座谈多次。")

    assert Section.objects.get().text == "座谈多次。"
    assert (article.metrics.get().section, article.metrics.get().start) == (None, None)
    told = editor.get(change_address(article)).content.decode()
    assert "“87次” no longer stands in its section; the figure is kept without a place." in told
