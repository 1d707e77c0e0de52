"""A report's sections, changed by hand, one at a time."""

import pytest

from archive.editing.outline import Where
from tests.archive.builders import make_metric
from tests.archive.desk import add_section_address, errors, form_at, section_address, sent
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def outline_of(article):
    return [
        (section.position, section.anchor, section.parent and section.parent.anchor)
        for section in article.sections.select_related("parent")
    ]


def make_three():
    """A report with the sections s1, which has the point s1-1, and s2."""
    article = make_article()
    first = make_section(article, anchor="s1", text="一")
    make_section(article, kind="point", anchor="s1-1", parent=first, text="点")
    make_section(article, anchor="s2", text="二")
    return article


def at(article, anchor):
    return article.sections.get(anchor=anchor)


def test_the_words_of_a_section_are_changed(editor):
    article = make_three()

    answer = sent(editor, section_address(at(article, "s1")), number="一、", heading="学习", text="集中学。\r\n次段。")

    section = at(article, "s1")
    assert (section.number, section.heading, section.text) == ("一、", "学习", "集中学。\n次段。")
    assert (answer.status_code, outline_of(article)[1]) == (302, (1, "s1-1", "s1"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"heading": "", "text": "  "}, "Give a heading or a text."),
        ({"anchor": "S 1"}, "Small Latin letters, digits and hyphens only."),
        ({"anchor": "s2"}, "Another section of this report has this anchor."),
        ({"kind": "other"}, "Select a valid choice. other is not one of the available choices."),
    ],
)
def test_a_mistake_is_answered_with_a_message_and_nothing_is_saved(editor, change, message):
    article = make_three()

    answer = sent(editor, section_address(at(article, "s1")), **{"heading": "新题", **change})

    assert (answer.status_code, message in errors(answer)) == (200, True), errors(answer)
    assert at(article, "s1").heading == ""


def test_the_first_sections_of_a_new_report_are_added_at_its_end(editor):
    article = make_article()
    for words in (
        {"kind": "lead", "text": "引言。"},
        {"kind": "section", "number": "一、", "heading": "学习"},
        {"kind": "closing", "text": "结语。"},
    ):
        answer = sent(editor, add_section_address(article), **words)
        assert errors(answer) == []

    assert outline_of(article) == [(0, "lead", None), (1, "s1", None), (2, "closing", None)]


@pytest.mark.parametrize(
    ("kind", "where", "anchor", "expected"),
    [
        ("section", Where.AFTER, "s1", [("s1", None), ("s1-1", "s1"), ("s3", None), ("s2", None)]),
        ("section", Where.BEFORE, "s1", [("s3", None), ("s1", None), ("s1-1", "s1"), ("s2", None)]),
        ("point", Where.INSIDE, "s1", [("s1", None), ("s1-1", "s1"), ("s1-2", "s1"), ("s2", None)]),
        ("point", Where.BEFORE, "s1-1", [("s1", None), ("s1-2", "s1"), ("s1-1", "s1"), ("s2", None)]),
        ("point", Where.INSIDE, "s2", [("s1", None), ("s1-1", "s1"), ("s2", None), ("s2-1", "s2")]),
    ],
)
def test_a_new_section_goes_where_it_is_put_with_the_next_free_anchor(editor, kind, where, anchor, expected):
    article = make_three()
    fields = {"kind": kind, "text": "新", "where": where, "target": at(article, anchor).pk}

    answer = sent(editor, add_section_address(article), **fields)

    assert errors(answer) == []
    assert outline_of(article) == [(place, *row) for place, row in enumerate(expected)]


def test_the_form_suggests_the_place_and_the_kind_beside_the_section_it_was_opened_from(editor):
    article = make_three()

    data = form_at(editor, add_section_address(article, after=at(article, "s1-1")))

    assert (data["where"], data["target"], data["kind"]) == ("after", str(at(article, "s1-1").pk), "point")


@pytest.mark.parametrize(
    ("moved", "where", "anchor", "expected"),
    [
        ("s1", Where.AFTER, "s2", [("s2", None), ("s1", None), ("s1-1", "s1")]),
        ("s2", Where.BEFORE, "s1", [("s2", None), ("s1", None), ("s1-1", "s1")]),
        ("s1", Where.INSIDE, "s2", [("s2", None), ("s1", "s2"), ("s1-1", "s1")]),
        ("s1-1", Where.AFTER, "s1", [("s1", None), ("s1-1", None), ("s2", None)]),
        ("s2", Where.AFTER, "s1-1", [("s1", None), ("s1-1", "s1"), ("s2", "s1")]),
    ],
)
def test_a_section_is_moved_with_its_parts(editor, moved, where, anchor, expected):
    article = make_three()

    answer = sent(editor, section_address(at(article, moved), "move/"), where=where, target=at(article, anchor).pk)

    assert errors(answer) == []
    assert outline_of(article) == [(place, *row) for place, row in enumerate(expected)]


def test_a_section_does_not_go_into_itself_or_its_parts_or_another_report(editor):
    article, foreign = make_three(), make_section(make_article("示例：他"), anchor="s9", text="他")
    address = section_address(at(article, "s1"), "move/")
    targets = [at(article, "s1").pk, at(article, "s1-1").pk, foreign.pk]

    answers = [sent(editor, address, where="inside", target=target) for target in targets]

    assert [(answer.status_code, len(errors(answer))) for answer in answers] == [(200, 1)] * 3
    assert outline_of(article) == [(0, "s1", None), (1, "s1-1", "s1"), (2, "s2", None)]


@pytest.mark.parametrize(
    ("parts", "expected", "figures"),
    [
        ("keep", [(0, "s1-1", None), (1, "s2", None)], ["9篇"]),
        ("delete", [(0, "s2", None)], []),
    ],
)
def test_a_section_is_deleted_with_its_figures_and_its_parts_stay_or_go(editor, parts, expected, figures):
    article = make_three()
    article.sections.filter(anchor="s1").update(text="座谈87次。")
    article.sections.filter(anchor="s1-1").update(text="形成9篇。")
    make_metric(article, section=at(article, "s1"))
    make_metric(article, section=at(article, "s1-1"), raw="9篇", value=9, unit="篇")

    answer = sent(editor, section_address(at(article, "s1"), "delete/"), parts=parts)

    assert (answer.status_code, errors(answer)) == (302, [])
    assert outline_of(article) == expected
    assert [metric.raw for metric in article.metrics.all()] == figures


def test_a_section_without_parts_is_deleted_by_one_button(editor):
    article = make_three()

    sent(editor, section_address(at(article, "s2"), "delete/"))

    assert outline_of(article) == [(0, "s1", None), (1, "s1-1", "s1")]


def test_a_section_that_has_changed_since_is_shown_again_before_it_is_deleted(editor):
    article = make_three()
    address = section_address(at(article, "s1"), "delete/")
    data = form_at(editor, address)
    sent(editor, section_address(at(article, "s1-1")), text="改过")

    page = editor.post(address, data)

    assert "Somebody else has changed this section since you opened it. Look at it again." in errors(page)
    assert article.sections.count() == 3
