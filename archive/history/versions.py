"""Versions of a report: kept as a whole, looked up, brought back. Decides nothing about who may."""

import reversion
from django.db import transaction
from reversion.models import Version

from archive.history.serialization import Whole, stored, tell
from archive.models import Article, Keyword, Metric, Section, Tagging

PARTS = {"sections": Section, "metrics": Metric, "taggings": Tagging}
# What belongs to the report's standing in the archive, not to what it says: it stays when a version is brought back.
STANDING = {"id", "state", "reprint_of", "created_at", "updated_at"}


def register():
    """Tell django-reversion what a report is made of. Called once, when the models are ready."""
    reversion.register(Article, follow=tuple(PARTS), exclude=["keywords"])
    for part in PARTS.values():
        reversion.register(part)


def versions_of(article):
    """The report's versions, the latest first. Each leads to its revision, which holds the parts."""
    return Version.objects.get_for_object(article).select_related("revision__user")


def whole(version):
    """The report as the version has it."""
    rows = [kept._object_version.object for kept in version.revision.version_set.all()]
    (article,) = (row for row in rows if isinstance(row, Article))
    sections, metrics, taggings = ([row for row in rows if isinstance(row, part)] for part in PARTS.values())
    return Whole(
        article,
        sorted(sections, key=lambda row: row.position),
        sorted(metrics, key=lambda row: (row.position, row.pk)),
        sorted(taggings, key=lambda row: row.position),
    )


@transaction.atomic
def keep(article, *, user=None, comment=""):
    """Keep the report as it is now, unless its latest version says the same."""
    latest = versions_of(article).first()
    if latest and tell(whole(latest)) == tell(stored(article)):
        return
    with reversion.create_revision(manage_manually=True):
        reversion.set_user(user)
        reversion.set_comment(comment)
        reversion.add_to_revision(Article.objects.get(pk=article.pk))


def keep_if_edited(article):
    """Before an import overwrites a report that people have edited: keep what they left."""
    if versions_of(article).exists():
        keep(article)


def as_seen_at(article, moment):
    """The version that somebody saw to whom the report was last changed at *moment*; None if none was kept."""
    for version in versions_of(article):
        if version.field_dict["updated_at"] <= moment:
            return version
    return None


@transaction.atomic
def bring_back(article, version):
    """Make the report say again what the version says. Its state stays, and so does what it is a reprint of."""
    old = whole(version)
    for part in PARTS:
        getattr(article, part).all().delete()
    for field in Article._meta.concrete_fields:
        if field.name not in STANDING:
            setattr(article, field.attname, _still_there(field, getattr(old.article, field.attname)))
    known = set(Keyword.objects.filter(pk__in=[row.keyword_id for row in old.taggings]).values_list("pk", flat=True))
    Section.objects.bulk_create(old.sections)
    Metric.objects.bulk_create(old.metrics)
    Tagging.objects.bulk_create(row for row in old.taggings if row.keyword_id in known)
    article.save()  # last: whoever listens to it finds the whole report


def _still_there(field, value):
    """The value; None for a name that has been deleted since."""
    if not field.is_relation or value is None:
        return value
    return value if field.related_model._default_manager.filter(pk=value).exists() else None
