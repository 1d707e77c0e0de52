"""What always holds of a section."""

import pytest
from django.db import IntegrityError

from archive.models import Section
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "facts",
    [
        {"anchor": "s1", "position": 9, "text": "文"},
        {"anchor": "s2", "position": 0, "text": "文"},
        {"anchor": "", "position": 9, "text": "文"},
        {"anchor": "s2", "position": 9},
    ],
    ids=["anchor twice", "position twice", "no anchor", "no words"],
)
def test_the_database_refuses(facts):
    article = make_article()
    make_section(article, anchor="s1", text="文")

    with pytest.raises(IntegrityError):
        Section.objects.create(article=article, **facts)


def test_a_section_is_not_part_of_itself():
    section = make_section(make_article(), text="文")
    section.parent = section

    with pytest.raises(IntegrityError):
        section.save()


def test_parts_go_with_their_section():
    article = make_article()
    section = make_section(article, text="文")
    make_section(article, kind="point", anchor="s1-1", parent=section, text="点")

    section.delete()

    assert article.sections.count() == 0


@pytest.mark.parametrize(
    ("words", "label", "content"),
    [
        ({"number": "一、", "heading": "学习。", "text": "文\n段"}, "一、学习", "一、学习。\n文\n段"),
        ({"heading": "学习：", "text": ""}, "学习", "学习："),
        ({"number": "", "heading": "", "text": "文"}, "", "文"),
        (
            {"number": "一是", "heading": "", "text": "全员学。每年办班。\n段"},
            "一是全员学",
            "一是全员学。每年办班。\n段",
        ),
        ({"number": "第一，", "heading": "", "text": "学" * 90}, "第一，" + "学" * 80, "第一，" + "学" * 90),
    ],
)
def test_label_and_content(words, label, content):
    section = Section(**words)

    assert (section.label, section.content) == (label, content)
