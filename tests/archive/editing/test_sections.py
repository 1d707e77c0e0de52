"""A report's sections, changed by hand."""

import pytest

from tests.archive.builders import make_metric
from tests.archive.desk import change_address, errors, form_at, with_new
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def outline_of(article):
    return [
        (section.position, section.anchor, section.parent and section.parent.anchor)
        for section in article.sections.select_related("parent")
    ]


def test_sections_are_reordered_by_their_order_numbers(editor):
    article = make_article()
    for anchor in ("s1", "s2", "s3"):
        make_section(article, anchor=anchor, text=anchor)
    address = change_address(article)
    data = form_at(editor, address) | {"sections-0-place": "2.5"}

    editor.post(address, data)

    assert outline_of(article) == [(0, "s2", None), (1, "s1", None), (2, "s3", None)]


def test_a_new_section_goes_between_two_others_with_the_next_free_anchor(editor):
    article = make_article()
    first = make_section(article, anchor="s1", text="一")
    make_section(article, kind="point", anchor="s1-1", parent=first, text="点")
    make_section(article, anchor="s2", text="二")
    address = change_address(article)
    data = with_new(
        form_at(editor, address),
        "sections",
        {"kind": "point", "text": "新点", "place": "2.6"},
        {"kind": "section", "text": "新节", "place": "2.5"},
    )

    answer = editor.post(address, data)

    assert (answer.status_code, errors(answer)) == (302, [])
    assert outline_of(article) == [
        (0, "s1", None),
        (1, "s1-1", "s1"),
        (2, "s3", None),
        (3, "s3-1", "s3"),
        (4, "s2", None),
    ]


def test_a_stored_point_without_a_parent_stays_on_top(editor):
    article = make_article()
    make_section(article, anchor="s1", text="一")
    make_section(article, kind="point", anchor="p1", text="点")
    address = change_address(article)

    editor.post(address, form_at(editor, address) | {"sections-1-text": "新点"})

    assert outline_of(article) == [(0, "s1", None), (1, "p1", None)]


def test_a_section_is_deleted_with_its_parts(editor):
    article = make_article(text="引言")
    section = make_section(article, anchor="s1", text="座谈87次。")
    make_section(article, kind="point", anchor="s1-1", parent=section, text="点")
    make_metric(article, section=section)
    address = change_address(article)
    data = form_at(editor, address)
    data |= {"sections-1-DELETE": "on", "sections-2-DELETE": "on", "metrics-0-subject": "座谈"}

    answer = editor.post(address, data)

    assert (answer.status_code, errors(answer)) == (302, [])
    assert (outline_of(article), article.metrics.count()) == ([(0, "lead", None)], 0)


def test_an_anchor_given_twice_is_answered_with_a_message(editor):
    article = make_article()
    make_section(article, anchor="s1", text="一")
    make_section(article, anchor="s2", text="二")
    address = change_address(article)

    answer = editor.post(address, form_at(editor, address) | {"sections-1-anchor": "s1"})

    assert answer.status_code == 200
    assert "Please correct the duplicate data for anchor." in errors(answer)


def test_sections_can_swap_their_anchors_or_inherit_one(editor):
    article = make_article()
    for anchor in ("s1", "s2", "s3"):
        make_section(article, anchor=anchor, text=anchor)
    address = change_address(article)
    swapped = {"sections-0-anchor": "s2", "sections-1-anchor": "s3", "sections-2-DELETE": "on"}

    editor.post(address, form_at(editor, address) | swapped)

    assert [(section.text, section.anchor) for section in article.sections.all()] == [("s1", "s2"), ("s2", "s3")]


def test_parents_in_a_circle_are_answered_with_a_message(editor):
    article = make_article()
    first, second = make_section(article, anchor="s1", text="一"), make_section(article, anchor="s2", text="二")
    address = change_address(article)
    data = form_at(editor, address) | {"sections-0-parent": second.pk, "sections-1-parent": first.pk}

    answer = editor.post(address, data)

    assert answer.status_code == 200
    assert "It must come after the section it is part of, which must stay." in errors(answer)


def test_sections_of_another_report_are_no_choice(editor):
    foreign = make_section(make_article("示例：他"), anchor="s9", text="他")
    article = make_article()
    make_section(article, anchor="s1", text="一")
    address = change_address(article)

    answer = editor.post(address, form_at(editor, address) | {"sections-0-parent": foreign.pk})

    assert (answer.status_code, len(errors(answer))) == (200, 1)
