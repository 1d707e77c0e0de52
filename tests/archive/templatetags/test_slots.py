"""Slots of a page, filled and empty."""

from django.template import Context, Template

from archive.pages.slots import fill


def shown(source, **context):
    return Template("{% load slots %}" + source).render(Context(context))


def test_an_empty_slot_shows_nothing():
    assert shown('<p>{% slot "nobody fills it" %}</p>') == "<p></p>"


def test_a_filler_gets_the_context_of_the_page_and_the_values_of_the_slot():
    fill({"test": lambda context: f"{context['title']}, {context['id']}"})

    assert shown('{% slot "test" id=7 %}', title="示例") == "示例, 7"


def test_the_values_of_a_slot_and_what_its_filler_sets_end_with_it():
    fill({"test": lambda context: context.setdefault("set", 1) and ""})

    assert shown('{% slot "test" id=7 %}{{ id }}{{ set }}') == ""


def test_text_of_a_filler_is_escaped():
    fill({"test": lambda context: "<b>"})

    assert shown('{% slot "test" %}') == "&lt;b&gt;"
