"""The outline of a report, and its structural edits: sections are inserted, moved and deleted with their parts."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Max
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Section
from archive.models.section import END_OF_FIRST_WORDS

SHOWN = 60  # characters of a section that its line of the outline shows
DEEPEST = 6  # levels that an outline tells apart


class Where(models.TextChoices):
    """Where a section goes, seen from another one."""

    AFTER = "after", _("after it, on its level")
    BEFORE = "before", _("before it, on its level")
    INSIDE = "inside", _("inside it, as its last part")


class OutlinePlace(NamedTuple):
    """A place in the outline, seen from the section *target*."""

    where: Where
    target: Section


class OutlineRow(NamedTuple):
    """A section in one line. name: its numbering and heading; words: its first words; length: its characters."""

    pk: int
    anchor: str
    name: str
    words: str
    length: int
    depth: int


def outline_of(article: Article) -> list[OutlineRow]:
    """Return the sections in reading order by one query, which reads the beginnings of their texts alone."""
    stored = article.sections.annotate(
        first=Substr("text", 1, SHOWN), length=Length("number") + Length("heading") + Length("text")
    ).values_list("pk", "parent_id", "anchor", "number", "heading", "first", "length")
    depths: dict[int | None, int] = {None: -1}
    return [_row(depths, *values) for values in stored]


def _row(
    depths: dict[int | None, int],
    pk: int,
    parent: int | None,
    anchor: str,
    *words: Any,  # number, heading, beginning of the text, length
) -> OutlineRow:
    number, heading, first, length = words
    depths[pk] = min(depths.get(parent, -1) + 1, DEEPEST)
    name = f"{number}{heading}"[:SHOWN]
    return OutlineRow(
        pk, anchor, name, END_OF_FIRST_WORDS.split(first, maxsplit=1)[0][: SHOWN - len(name)], length, depths[pk]
    )


def with_parts(article: Article, section: Section) -> list[Section]:
    """Return the section and all its parts, to any depth, in reading order."""
    found = {section.pk}
    rows = list(article.sections.all())
    for row in rows:
        if row.parent_id in found:
            found.add(row.pk)
    return [row for row in rows if row.pk in found]


def insert(section: Section, place: OutlinePlace | None) -> None:
    """Store a new section of `section.article` at its place; without a place it comes last."""
    article = section.article
    order = list(article.sections.all())
    index = _index(order, place) if place else len(order)
    section.parent_id = _parent(place) if place else None
    section.anchor = section.anchor or free_anchor(section)
    last = article.sections.aggregate(last=Max("position"))["last"]
    section.position = 0 if last is None else last + 1
    section.save()
    renumber([*order[:index], section, *order[index:]])


def move(section: Section, place: OutlinePlace) -> None:
    """Move the section with its parts. The target of the place is none of these."""
    block = with_parts(section.article, section)
    moved = {row.pk for row in block}
    rest = [row for row in section.article.sections.all() if row.pk not in moved]
    index = _index(rest, place)
    Section.objects.filter(pk=section.pk).update(parent=_parent(place))
    renumber([*rest[:index], *block, *rest[index:]])


def delete(section: Section, *, keep_parts: bool) -> None:
    """Delete the section with its figures. Its parts go with it, or become parts of what it was a part of."""
    article = section.article
    if keep_parts:
        section.children.update(parent=section.parent_id)
    section.delete()
    renumber(list(article.sections.all()))


def renumber(order: Sequence[Section]) -> None:
    """Give the sections, which are all of a report, the positions 0, 1, 2 …

    No two rows may share a position at any moment, so those that change are moved out of the way first.
    """
    changed = [(place, row) for place, row in enumerate(order) if row.position != place]
    beyond = max((row.position for row in order), default=0) + len(order) + 1
    for first_place in (beyond, 0):
        for place, row in changed:
            row.position = first_place + place
        Section.objects.bulk_update([row for _place, row in changed], ["position"])


def free_anchor(section: Section) -> str:
    """Return the first anchor for a new section that its report does not have."""
    taken = set(section.article.sections.values_list("anchor", flat=True))
    return next(anchor for anchor in _anchors(section) if anchor not in taken)


def _anchors(section: Section) -> Iterator[str]:
    """Yield anchors for a section, the preferred one first, without end: s1, s2 …; s1-1, s1-2 …; lead, lead-2 …"""
    if section.kind == Section.Kind.SECTION:
        return (f"s{number}" for number in count(1))
    if section.kind == Section.Kind.POINT:
        stem = f"{section.parent.anchor}-" if section.parent else "p"
        return (f"{stem}{number}" for number in count(1))
    return chain([section.kind], (f"{section.kind}-{number}" for number in count(2)))


def _parent(place: OutlinePlace) -> int | None:
    parent: int | None = place.target.pk if place.where == Where.INSIDE else place.target.parent_id
    return parent


def _index(order: Sequence[Section], place: OutlinePlace) -> int:
    """Return the index in *order* before which the section goes: before the target, or beyond the target's parts."""
    within, end = {place.target.pk}, 0
    for index, row in enumerate(order):
        if row.pk == place.target.pk and place.where == Where.BEFORE:
            return index
        if row.pk in within or row.parent_id in within:
            within.add(row.pk)
            end = index + 1
    return end
