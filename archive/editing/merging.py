"""Merging names that mean the same, and splitting them again. Knows no page.

A merged name becomes an alias. Its articles follow in parts, each in a transaction of its own, so that other writers do
not wait for long. `finish_merges` moves what a killed process leaves.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.chinese.folding import fold
from archive.editing.bulk import Refused
from archive.models import Article, Keyword, Metric, Organization, Outlet, Tagging
from archive.models.article import articles_changed

Name = Organization | Outlet | Keyword
KINDS: tuple[type[Name], ...] = (Organization, Outlet, Keyword)
PART = 500  # articles to a transaction


@transaction.atomic
def make_aliases(merged: Sequence[Name], survivor: Name) -> None:
    """Make the names *merged* and their aliases aliases of *survivor*. Their reports are left to `move_articles`.

    Raises Refused if one of the names was deleted or merged meanwhile.
    """
    rows = type(survivor).objects
    ids = {name.pk for name in (*merged, survivor)}
    if len(rows.select_for_update().canonical().filter(pk__in=ids).order_by("pk")) < len(ids):
        raise Refused(_("Somebody else has merged or deleted one of these names. Nothing is merged."))
    rows.filter(alias_of__in=merged).update(alias_of=survivor)
    rows.filter(pk__in=[name.pk for name in merged]).update(alias_of=survivor)
    for name in merged:
        name.alias_of = survivor
    regions = (name.region for name in merged if isinstance(name, Organization) and name.region_id)
    if isinstance(survivor, Organization) and survivor.region_id is None and (region := next(regions, None)):
        survivor.region = region
        survivor.save(update_fields=["region"])


@transaction.atomic
def make_own_name(alias: Name) -> None:
    """Make *alias* a name of its own. The reports that were written with it are left to `move_articles_back`.

    Raises Refused if it is no alias.
    """
    if not type(alias).objects.select_for_update().filter(pk=alias.pk).exclude(alias_of=None).exists():
        raise Refused(_("“%(name)s” is a name of its own already.") % {"name": alias})
    alias.alias_of = None
    alias.save(update_fields=["alias_of"])
    if isinstance(alias, Organization) and alias.region_id is None:
        alias.locate()


def move_articles(alias: Name) -> int:
    """Move the articles of *alias* to the name that it stands for; return how many moved."""
    return _move_all(alias, alias.canonical)


def move_articles_back(survivor: Name, name: Name) -> int:
    """Move the articles of *survivor* that were written with *name* to it; return how many moved.

    An article that had both keywords before they were merged kept one of them and does not get the other back.
    """
    return _move_all(survivor, name, printed=_printed_forms(survivor, name))


def count_written_with(alias: Name) -> int:
    """Return the number of reports that `move_articles_back` moves if *alias* becomes a name of its own."""
    survivor = alias.canonical
    rows, _move = _moving(survivor, alias, _printed_forms(survivor, alias))
    return rows.count()


def finish_merges() -> int:
    """Move the articles that a killed merge has left with an alias; return how many moved."""
    return sum(move_articles(alias) for kind in KINDS for alias in _aliases_in_use(kind))


def _aliases_in_use(kind: type[Name]) -> Iterator[Name]:
    holders = Tagging.objects.filter(keyword=OuterRef("pk")) if kind is Keyword else _articles_of(kind, OuterRef("pk"))
    aliases = kind.objects.exclude(alias_of=None).select_related("alias_of")
    yield from aliases.filter(Exists(holders))


def _articles_of(kind: type[Name], name: Any) -> QuerySet[Article]:
    return Article.objects.filter(**{kind._meta.model_name: name}).order_by()


# --- moving articles -------------------------------------------------------------------------------


def _move_all(source: Name, target: Name, *, printed: Sequence[str] | None = None) -> int:
    """Move the articles of *source*, in parts, or only those that print it in one of the forms *printed*."""
    rows, move = _moving(source, target, printed)
    moved = 0
    while ids := list(rows[:PART]):
        with transaction.atomic():
            move(ids)
            Article.objects.filter(pk__in=ids).update(updated_at=timezone.now())  # so that open forms see a conflict
            articles_changed.send(Article, article_ids=ids)
        moved += len(ids)
    if moved:
        articles_changed.send(Article, article_ids=())
    return moved


class _Moving(NamedTuple):
    """The ids of the articles to move, and the step that moves some of them."""

    ids: QuerySet[Any]
    move: Callable[[list[int]], None]


def _moving(source: Name, target: Name, printed: Sequence[str] | None) -> _Moving:
    """Return the articles of *source*, or only those that print it in one of the forms *printed*, and their step."""
    if isinstance(source, Keyword):
        taggings = Tagging.objects.filter(keyword=source).order_by()
        rows, column, article, move = taggings, "printed", "article", partial(_move_tagged, source, target)
    else:
        field = str(source._meta.model_name)
        rows, column, article = _articles_of(type(source), source), f"{field}_printed", "pk"
        move = partial(_move_issued, field, source, target)
    rows = rows if printed is None else rows.filter(**{f"{column}__in": printed})
    return _Moving(rows.values_list(article, flat=True), move)


def _move_issued(field: str, source: Name, target: Name, ids: list[int]) -> None:
    articles = Article.objects.filter(pk__in=ids, **{field: source})
    articles.update(**{field: target, f"{field}_printed": _form_kept(f"{field}_printed", source)})
    if field == "organization":
        Metric.objects.filter(article__in=ids, organization=source).update(organization=target)


def _move_tagged(source: Name, target: Name, ids: list[int]) -> None:
    """Give the articles *target* in place of *source*; those that have it already only lose *source*."""
    taggings = Tagging.objects.filter(keyword=source, article__in=ids).order_by()
    doubled = Tagging.objects.filter(keyword=target, article__in=ids).values_list("article", flat=True)
    both = taggings.filter(article__in=list(doubled))
    both._raw_delete(both.db)  # in one statement; `delete` would load each row to send signals
    taggings.update(keyword=target, printed=_form_kept("printed", source))


def _form_kept(column: str, source: Name) -> Case:
    """Return what an article keeps as printed: the form that it has, or else the name that it had."""
    return Case(When(**{column: ""}, then=Value(source.name)), default=F(column))


def _printed_forms(survivor: Name, alias: Name) -> list[str]:
    """Return the forms of *alias*, in either script, in which articles of *survivor* print it."""
    if isinstance(survivor, Keyword):
        forms = Tagging.objects.filter(keyword=survivor).order_by().values_list("printed", flat=True)
    else:
        printed = f"{survivor._meta.model_name}_printed"
        forms = _articles_of(type(survivor), survivor).values_list(printed, flat=True)
    return [form for form in forms.distinct() if fold(form) == alias.folded_name]
