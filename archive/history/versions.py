"""Versions of an article: saved as a whole, looked up, restored. Does not decide who may."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import reversion
from django.db import transaction
from django.db.models import QuerySet
from reversion.models import Version

from archive.history.serialization import ArticleSnapshot, current_snapshot, serialize
from archive.models import Article, Keyword, Metric, Section, Tagging

PARTS = {"sections": Section, "metrics": Metric, "taggings": Tagging}
# Facts about the article's place in the archive, not about its contents: restoring a version leaves them alone.
STANDING = {"id", "state", "reprint_of", "withdrawn_at", "created_at", "updated_at"}


def register() -> None:
    """Tell django-reversion the parts of an article. The app calls this once, when the models are ready."""
    reversion.register(Article, follow=tuple(PARTS), exclude=["keywords"])
    for part in PARTS.values():
        reversion.register(part)


def versions_of(article: Article) -> QuerySet:
    """Return the article's versions, the latest first. Each leads to its revision, which holds the parts."""
    return Version.objects.get_for_object(article).select_related("revision__user")


def snapshot_of(version: Version) -> ArticleSnapshot:
    """Return the article as the version holds it."""
    return snapshot_from([kept._object_version.object for kept in version.revision.version_set.all()])


def snapshot_from(rows: Sequence[Any]) -> ArticleSnapshot:
    """Return the article among *rows* with those of its parts that are among them, in order."""
    (article,) = (row for row in rows if isinstance(row, Article))
    return ArticleSnapshot(
        article,
        sections=sorted((row for row in rows if isinstance(row, Section)), key=lambda row: row.position),
        metrics=sorted((row for row in rows if isinstance(row, Metric)), key=lambda row: (row.position, row.pk)),
        taggings=sorted((row for row in rows if isinstance(row, Tagging)), key=lambda row: row.position),
    )


@transaction.atomic
def save_version(article: Article, *, user: Any = None, comment: str = "") -> None:
    """Save the article as it is now as a version, unless its latest version has the same contents."""
    latest = versions_of(article).first()
    if latest and serialize(snapshot_of(latest)) == serialize(current_snapshot(article)):
        return
    with reversion.create_revision(manage_manually=True):
        reversion.set_user(user)
        reversion.set_comment(comment)
        reversion.add_to_revision(Article.objects.get(pk=article.pk))


def version_seen_at(article: Article, moment: datetime) -> Version | None:
    """Return the version that an editor saw whose page was last changed at *moment*; None if there is none."""
    for version in versions_of(article):
        if version.field_dict["updated_at"] <= moment:
            return version
    return None


def restore_version(article: Article, version: Version) -> None:
    """Give the article the contents of *version*. Its state stays, and so does the article it is a reprint of."""
    restore_snapshot(article, snapshot_of(version))


@transaction.atomic
def restore_snapshot(
    article: Article, old: ArticleSnapshot, insert_sections: Callable[[list[Section]], object] | None = None
) -> None:
    """Give the article the contents of *old* as `restore_version` does. Its parts keep the ids they have there.

    insert_sections: stores the sections instead, and may change the metrics of *old*, which are stored after it.
    """
    for part in PARTS:
        getattr(article, part).all().delete()
    for field in Article._meta.concrete_fields:
        if field.name not in STANDING:
            setattr(article, field.attname, _value_if_stored(field, getattr(old.article, field.attname)))
    for metric in old.metrics:
        metric.article = article  # from which it copies facts
    (insert_sections or Section.objects.bulk_create)(old.sections)
    Metric.objects.bulk_create(old.metrics)
    Tagging.objects.bulk_create(_with_canonical_keywords(old.taggings))
    article.save()  # last, so that receivers of its signal find the whole article


def _value_if_stored(field: Any, value: Any) -> Any:
    """Return the field's value, or None if it refers to a row that was deleted since; the canonical row of an alias."""
    if not field.is_relation or value is None:
        return value
    row = field.related_model._default_manager.filter(pk=value).first()
    return row and getattr(row, "canonical", row).pk


def _with_canonical_keywords(taggings: Iterable[Tagging]) -> list[Tagging]:
    """Return the taggings whose keywords are still stored; a keyword that was merged since is the one it stands for."""
    taggings = list(taggings)
    keywords = Keyword.objects.select_related("alias_of").in_bulk([row.keyword_id for row in taggings])
    kept: dict[int, Tagging] = {}
    for row in taggings:
        if keyword := keywords.get(row.keyword_id):
            row.keyword = keyword.canonical
            kept.setdefault(row.keyword_id, row)
    return list(kept.values())
