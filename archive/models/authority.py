"""Names that articles share: organizations, outlets, keywords. A name has one row for both scripts."""

from collections.abc import Sequence
from functools import cache
from itertools import chain, count
from typing import Any, NamedTuple, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.chinese.places import place_of
from archive.chinese.slugs import slug
from archive.models.prepared_queries import PreparedQuery
from archive.models.region import Region
from archive.models.visibility import public, published

SHORTEST_NAME = 4  # characters of an organization's name with which a title can begin


class NameQuerySet(models.QuerySet):
    def named(self, name: str) -> Any:
        """Return the row of this name or alias in either script, made if it is new; None for an empty name."""
        if not name:
            return None
        known = _named(self.model).rows(name=fold(name))
        if known:
            return self.model.from_db(self.db, _columns(self.model), known[0]).canonical
        row, _created = self.get_or_create(folded_name=fold(name), defaults={"name": name})
        return row.canonical

    def all_named(self, names: Sequence[str]) -> list[Any]:
        """Return the rows of these names and aliases in their order, each once, made if they are new."""
        folded = dict.fromkeys(fold(name) for name in names if name)
        rows = self.filter(folded_name__in=folded).select_related("alias_of")
        known = {row.folded_name: row.canonical for row in rows}
        first = {fold(name): name for name in reversed(names)}
        return list(dict.fromkeys(known.get(name) or self.named(first[name]) for name in folded))

    def canonical(self) -> Self:
        """Return the rows that are no aliases."""
        return self.filter(alias_of=None)

    def shown(self) -> Self:
        """Return the names that occur in a published article. The names of a draft are not shown."""
        return self.filter(published("articles__")).distinct()

    def with_report_counts(self) -> Self:
        """Return the names of public articles, with the number of these as `reports`, the highest first."""
        counted = self.annotate(reports=models.Count("articles", distinct=True, filter=public("articles__")))
        return counted.filter(reports__gt=0).order_by("-reports", "folded_name")


def _columns(model: type["Name"]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _named(model: type["Name"]) -> PreparedQuery:
    """Return the query for the row of a folded name, with all its columns."""
    return PreparedQuery(lambda name: model.objects.filter(folded_name=name).order_by().values_list(*_columns(model)))


class Name(models.Model):
    """A name as the archive first got it, and its fold, which finds it in either script.

    A row that is an alias names another row: it has no articles, and its address leads to the page of that row. Aliases
    have no aliases themselves.
    """

    name = models.CharField(_("name"), max_length=200)
    folded_name = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(max_length=200, unique=True, editable=False)
    alias_of = models.ForeignKey(
        "self", models.CASCADE, related_name="aliases", null=True, blank=True, verbose_name=_("alias of")
    )

    objects = NameQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["folded_name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="%(class)s_has_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        self.folded_name = fold(self.name)
        self.slug = self.slug or self._free_slug()
        super().save(**options)

    @property
    def canonical(self) -> Self:
        """The row that an alias names; any other row itself."""
        return self.alias_of or self

    def as_printed(self, printed: str) -> str:
        """Return *printed* if it is this name in one script or the other, else the name as the archive first got it."""
        return printed if fold(printed) == self.folded_name else self.name

    def _free_slug(self) -> str:
        """Return the name's slug, numbered if a homophone has it already: 議政 and 译政 would both be yi-zheng."""
        wanted = slug(self.name)
        taken = set(type(self).objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(candidate for candidate in chain([wanted], numbered) if candidate not in taken)


def name_candidates(title: str) -> list[str]:
    """Return the beginnings of *title* that can be an organization's name, the longest first."""
    return [title[:length] for length in range(len(title), SHORTEST_NAME - 1, -1)]


class OrganizationQuerySet(NameQuerySet):
    def called(self, *names: str) -> "Organization | None":
        """Return the organization with the first known of *names* as its name or alias, in either script; or None."""
        folded = [fold(name) for name in names if name]
        rows = map(KnownName._make, _organizations_called.rows(names=folded))
        known = {row.folded_name: row.alias_of or row.pk for row in rows}
        return next((self.get(pk=known[name]) for name in folded if name in known), None)

    def named(self, name: str, context: str = "") -> "Organization | None":
        """Return the row of this name or alias, made if it is new; None for an empty name.

        A region that is not known yet is read from the name, and from *context* if the name is not enough.
        """
        row: Organization | None = super().named(name)
        if row and row.region_id is None:
            row.locate(context)
        return row

    def locate(self) -> None:
        """Set the region of each organization without one to the region that its name tells."""
        for row in self.canonical().filter(region=None):
            row.locate()


class Organization(Name):
    """A body that issues articles, such as a district's committee."""

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="organizations", null=True, blank=True, verbose_name=_("region")
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta(Name.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")

    def get_absolute_url(self) -> str:
        return reverse("organization", kwargs={"slug": self.slug})

    def locate(self, context: str = "") -> None:
        """Set the region to the one that the name tells, if it is certain and the archive has it."""
        code = place_of(self.name, context)
        region = Region.objects.filter(code=code).first() if code else None
        if region:
            self.region = region
            self.save(update_fields=["region"])


class KnownName(NamedTuple):
    """A name of an organization. `alias_of` is the organization's id if it is an alias, otherwise None."""

    folded_name: str
    pk: int
    alias_of: int | None


@PreparedQuery
def _organizations_called(names: Sequence[str]) -> models.QuerySet:
    """Return the query for the rows of KnownName for folded *names*."""
    return Organization.objects.filter(folded_name__in=names).order_by().values_list("folded_name", "pk", "alias_of")


class Outlet(Name):
    """The place of publication of articles: a newspaper, a site."""

    class Meta(Name.Meta):
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")


class Keyword(Name):
    """A keyword that an outlet gave its articles."""

    class Meta(Name.Meta):
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
