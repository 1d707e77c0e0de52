"""The outline and its structural edits, against a plain tree."""

import random

import pytest

from archive.editing.outline import OutlinePlace, Where, delete, insert, move, outline_of, with_parts
from archive.models import Section
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def test_a_line_shows_name_first_words_length_and_depth():
    article = make_article()
    first = make_section(article, anchor="s1", number="一、", heading="学习", text="座谈87次。又一句。")
    make_section(article, kind="point", anchor="s1-1", parent=first, text="字" * 500)

    rows = outline_of(article)

    assert [row[1:] for row in rows] == [("s1", "一、学习", "座谈87次", 14, 0), ("s1-1", "", "字" * 60, 500, 1)]


class Tree:
    """What an editor expects: nested lists of names."""

    def __init__(self):
        self.parts = {None: []}

    def home(self, name):
        return next(parent for parent, names in self.parts.items() if name in names)

    def put(self, name, where, target):
        if where == Where.INSIDE:
            self.parts[target].append(name)
        else:
            names = self.parts[self.home(target)]
            names.insert(names.index(target) + (where == Where.AFTER), name)
        self.parts.setdefault(name, [])

    def lift(self, name):
        self.parts[self.home(name)].remove(name)

    def under(self, name):
        return {name}.union(*(self.under(part) for part in self.parts[name]))

    def walk(self, parent=None):
        for name in self.parts[parent]:
            yield name, parent
            yield from self.walk(name)


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_do_what_they_do_to_a_tree(seed):
    dice, article, tree, names = random.Random(seed), make_article(), Tree(), ["n0"]
    insert(Section(article=article, heading="n0"), None)
    tree.parts = {None: ["n0"], "n0": []}

    def at(name):
        return article.sections.get(heading=name)

    for number in range(1, 40):
        where, chosen, target = dice.choice(list(Where)), dice.choice(names), dice.choice(names)
        action = dice.choice(["insert", "insert", "move", "keep", "delete"])
        if action == "insert":
            insert(Section(article=article, heading=f"n{number}"), OutlinePlace(where, at(target)))
            names.append(f"n{number}")
            tree.put(f"n{number}", where, target)
        elif action == "move" and target not in tree.under(chosen):
            move(at(chosen), OutlinePlace(where, at(target)))
            tree.lift(chosen)
            tree.put(chosen, where, target)
        elif action == "keep" and len(names) > 1:
            delete(at(chosen), keep_parts=True)
            siblings = tree.parts[tree.home(chosen)]
            place = siblings.index(chosen)
            siblings[place : place + 1] = tree.parts.pop(chosen)
            names.remove(chosen)
        elif action == "delete" and len(tree.under(chosen)) < len(names):
            gone = tree.under(chosen)
            assert {section.heading for section in with_parts(article, at(chosen))} == gone
            delete(at(chosen), keep_parts=False)
            tree.lift(chosen)
            tree.parts = {parent: parts for parent, parts in tree.parts.items() if parent not in gone}
            names = [name for name in names if name not in gone]

        stored = list(article.sections.select_related("parent"))
        assert [(row.heading, row.parent and row.parent.heading) for row in stored] == list(tree.walk())
        assert [row.position for row in stored] == list(range(len(stored)))
