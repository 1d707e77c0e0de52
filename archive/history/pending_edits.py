"""Edits of published articles that wait beside them: made aside, kept, shown, published. Does not decide who may.

An edit is made by the same code as any other: the code runs on the stored article, then a savepoint takes back what it
has written, and what the article said meanwhile is kept as the edit's contents. So whatever can change an article can
change it aside, with the same checks.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core import serializers
from django.db import transaction
from django.db.models import Model

from archive.comparing.changes import Change, changes
from archive.history.serialization import ArticleSnapshot, current_snapshot, serialize
from archive.history.versions import (
    PARTS,
    STANDING,
    restore_snapshot,
    save_version,
    snapshot_from,
    snapshot_of,
    version_seen_at,
)
from archive.models import Article, Keyword, Organization, Outlet, PendingEdit, Section

# Rows that an edit adds have ids below zero, in a range for each edit, so that no stored row ever has the same.
IDS_OF_AN_EDIT = 1_000_000

Ids = dict[int, int]  # id → the id that takes its place
Names = dict[type[Model], dict[int, str]]  # the names that an article has, by their ids


class _TakenBack(Exception):
    """Ends a savepoint whose changes are taken back."""


@dataclass(slots=True)
class Aside:
    """The result of a block of `edited_aside`. edit: the pending edit that the block has changed, if it has."""

    edit: PendingEdit | None = None


def open_edit_of(article: Article, author: Any) -> PendingEdit | None:
    """Return the open edit of *article* by *author*; there is at most one."""
    edit: PendingEdit | None = PendingEdit.objects.open().filter(article=article.pk, author=author).first()
    return edit


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back whatever the block writes to the database."""
    try:
        with transaction.atomic():
            yield
            raise _TakenBack
    except _TakenBack:
        pass


@contextmanager
def applied(edit: PendingEdit) -> Iterator[Article]:
    """Run the block while the stored article says what *edit* says, and take everything back after it."""
    with taken_back():
        yield _apply(edit)


@contextmanager
def edited_aside(article: Article, author: Any, *, keep: bool = False) -> Iterator[Aside]:
    """Run the block on the article as the author's open edit has it, and keep its changes as that edit.

    Without an open edit the block begins with the stored article. The stored article stays as it is.
    keep: whether there shall be an edit even if the block changes nothing.
    """
    aside = Aside()
    with transaction.atomic():
        stored = current_snapshot(Article.objects.select_for_update().get(pk=article.pk))
        edit = open_edit_of(article, author)
        with taken_back():
            if edit:
                _apply(edit)
            before = _comparable(current_snapshot(article))
            yield aside
            after = current_snapshot(article)
            names = _names_in(after)
        if keep or _comparable(after) != before:
            aside.edit = _keep(edit or _begun(stored.article, author), after, stored, names)


@transaction.atomic
def publish(edit: PendingEdit, user: Any) -> None:
    """Give the article the contents of *edit*, for readers too if it is published, and note that *user* did so."""
    article = Article.objects.select_for_update().get(pk=edit.article_id)
    contents = contents_of(edit)
    restore_snapshot(article, contents, insert_sections=partial(_insert_with_stored_ids, contents))
    edit.decide(PendingEdit.State.PUBLISHED, user)


def contents_of(edit: PendingEdit) -> ArticleSnapshot:
    """Return the article as the edit leaves it, in the state and at the place in the archive that it has now."""
    rows = serializers.deserialize("json", edit.contents, ignorenonexistent=True)
    return _standing_as(edit.article, snapshot_from([row.object for row in rows]))


def changes_by(edit: PendingEdit) -> list[Change]:
    """Return how the edit differs from the article as it is stored."""
    return changes(serialize(current_snapshot(edit.article)), serialize(contents_of(edit)))


def changes_since(edit: PendingEdit) -> list[Change] | None:
    """Return what has changed in the stored article since the edit was begun; None if what it said is not kept."""
    if edit.article.updated_at == edit.base:
        return []
    version = version_seen_at(edit.article, edit.base)
    if version is None:
        return None
    base = _standing_as(edit.article, snapshot_of(version))
    return changes(serialize(base), serialize(current_snapshot(edit.article)))


def _standing_as(article: Article, snapshot: ArticleSnapshot) -> ArticleSnapshot:
    for name in STANDING:
        attribute = Article._meta.get_field(name).attname
        setattr(snapshot.article, attribute, getattr(article, attribute))
    return snapshot


# --- how an edit is kept -------------------------------------------------------------------------


def _apply(edit: PendingEdit) -> Article:
    """Store what the edit says, as last changed when the edit was, so that two forms of one edit are told apart."""
    article = Article.objects.get(pk=edit.article_id)
    restore_snapshot(article, contents_of(edit))
    Article.objects.filter(pk=article.pk).update(updated_at=edit.updated_at)
    return Article.objects.get(pk=article.pk)


def _begun(article: Article, author: Any) -> PendingEdit:
    """Make an edit of the stored article, which is kept as a version to be compared with."""
    save_version(article)
    edit: PendingEdit = PendingEdit.objects.create(article=article, author=author, base=article.updated_at)
    return edit


def _keep(edit: PendingEdit, after: ArticleSnapshot, stored: ArticleSnapshot, names: Names) -> PendingEdit:
    _store_names_again(after, names)
    _give_new_rows_ids_below_zero(after, stored, edit.pk)
    rows = [after.article, *after.sections, *after.metrics, *after.taggings]
    edit.contents = serializers.serialize("json", rows)
    edit.state = PendingEdit.State.WAITING
    edit.save()
    return edit


def _comparable(snapshot: ArticleSnapshot) -> list[dict[str, Any]]:
    """Return the contents of the snapshot without ids, which change when a part is made again."""
    anchors = {section.pk: section.anchor for section in snapshot.sections}
    parts = [row for part in PARTS for row in getattr(snapshot, part)]
    return [_facts(snapshot.article, STANDING, anchors), *(_facts(row, {"id"}, anchors) for row in parts)]


def _facts(row: Model, without: set[str], anchors: Mapping[int, str]) -> dict[str, Any]:
    facts = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in without
    }
    return facts | {name: anchors.get(facts[name]) for name in ("section_id", "parent_id") if name in facts}


def _names_in(snapshot: ArticleSnapshot) -> Names:
    ids = {
        Organization: {snapshot.article.organization_id},
        Outlet: {snapshot.article.outlet_id},
        Keyword: {tagging.keyword_id for tagging in snapshot.taggings},
    }
    return {model: dict(model.objects.filter(pk__in=found).values_list("pk", "name")) for model, found in ids.items()}


def _store_names_again(snapshot: ArticleSnapshot, names: Names) -> None:
    """Store the names that were new in the edit, since they have been taken back with it."""
    ids: dict[type[Model], Ids] = {}
    for model, known in names.items():
        kept = set(model.objects.filter(pk__in=known).values_list("pk", flat=True))
        ids[model] = {pk: model.objects.named(name).pk for pk, name in known.items() if pk not in kept}
    article = snapshot.article
    article.organization_id = ids[Organization].get(article.organization_id, article.organization_id)
    article.outlet_id = ids[Outlet].get(article.outlet_id, article.outlet_id)
    for tagging in snapshot.taggings:
        tagging.keyword_id = ids[Keyword].get(tagging.keyword_id, tagging.keyword_id)


def _give_new_rows_ids_below_zero(snapshot: ArticleSnapshot, stored: ArticleSnapshot, edit: int) -> None:
    ids = {part: _ids_below_zero(getattr(snapshot, part), getattr(stored, part), edit) for part in PARTS}
    for part in PARTS:
        for row in getattr(snapshot, part):
            row.pk = ids[part].get(row.pk, row.pk)
    sections = ids["sections"]
    for section in snapshot.sections:
        section.parent_id = sections.get(section.parent_id, section.parent_id)
    for metric in snapshot.metrics:
        metric.section_id = sections.get(metric.section_id, metric.section_id)


def _ids_below_zero(rows: list[Any], stored: list[Any], edit: int) -> Ids:
    """Return the ids for those *rows* that are not *stored* and have none below zero yet; the others keep theirs."""
    known = {row.pk for row in stored}
    lowest = min((row.pk for row in rows if row.pk < 0), default=-edit * IDS_OF_AN_EDIT)
    new = [row.pk for row in rows if row.pk > 0 and row.pk not in known]
    return {pk: lowest - number for number, pk in enumerate(new, start=1)}


def _insert_with_stored_ids(snapshot: ArticleSnapshot, sections: list[Section]) -> None:
    """Store the sections; new ones get ids of the table, and the snapshot's parts that name them name these."""
    ids: Ids = {}
    for section in sections:  # parents come before their parts
        section.parent_id = ids.get(section.parent_id, section.parent_id)
        if section.pk < 0:
            given, section.pk = section.pk, None
            section.save(force_insert=True)
            ids[given] = section.pk
    stored = set(ids.values())
    Section.objects.bulk_create(section for section in sections if section.pk not in stored)
    for metric in snapshot.metrics:
        metric.section_id = ids.get(metric.section_id, metric.section_id)
    rows: list[Any] = [*snapshot.metrics, *snapshot.taggings]
    for row in rows:
        row.pk = None if row.pk < 0 else row.pk
