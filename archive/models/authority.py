"""Names that reports share: issuing bodies, outlets, keywords. One row per name, whatever its script."""

from functools import cache
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.chinese.places import place_of
from archive.chinese.slugs import slug
from archive.models.prepared_queries import Prepared
from archive.models.region import Region
from archive.models.visibility import public, published

SHORTEST_NAME = 4  # characters of an organization's name with which a title can begin


class NameQuerySet(models.QuerySet):
    def named(self, name):
        """The row of this name in either script, made if it is new; None for an empty name."""
        if not name:
            return None
        known = _named(self.model).rows(name=fold(name))
        if known:
            return self.model.from_db(self.db, _columns(self.model), known[0])
        row, _created = self.get_or_create(folded_name=fold(name), defaults={"name": name})
        return row

    def all_named(self, names):
        """The rows of these names in their order, made where they are new; one given in both scripts is one row."""
        folded = dict.fromkeys(fold(name) for name in names if name)
        known = {row.folded_name: row for row in self.filter(folded_name__in=folded)}
        first = {fold(name): name for name in reversed(names)}
        return [known.get(name) or self.named(first[name]) for name in folded]

    def shown(self):
        """Names that stand in a report which readers see; of a draft not even the names are told."""
        return self.filter(published("articles__")).distinct()

    def with_report_counts(self):
        """Rows that stand behind at least one public report, most reports first, with `reports` counted."""
        counted = self.annotate(reports=models.Count("articles", distinct=True, filter=public("articles__")))
        return counted.filter(reports__gt=0).order_by("-reports", "folded_name")


def _columns(model):
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _named(model):
    """Rows of a kind of names by their fold."""
    return Prepared(lambda name: model.objects.filter(folded_name=name).order_by().values_list(*_columns(model)))


class Name(models.Model):
    """A name as first met, and its fold, by which it is found in either script."""

    name = models.CharField(_("name"), max_length=200)
    folded_name = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(max_length=200, unique=True, editable=False)

    objects = NameQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["folded_name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="%(class)s_has_name")]

    def __str__(self):
        return self.name

    def save(self, **options):
        self.folded_name = fold(self.name)
        self.slug = self.slug or self._free_slug()
        super().save(**options)

    def as_printed(self, printed):
        """*printed* if it is this name in one script or the other, else the name as first met."""
        return printed if fold(printed) == self.folded_name else self.name

    def _free_slug(self):
        """The name's slug, numbered when a homophone has it already: 議政 and 译政 both want yi-zheng."""
        wanted = slug(self.name)
        taken = set(type(self).objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(candidate for candidate in chain([wanted], numbered) if candidate not in taken)


def beginnings(title):
    """All that an organization could be called with whose name *title* begins, the longest first."""
    return [title[:length] for length in range(len(title), SHORTEST_NAME - 1, -1)]


class OrganizationQuerySet(NameQuerySet):
    def called(self, *names):
        """The organization of the first of *names* that one has as its name or alias, in either script; or None."""
        folded = [fold(name) for name in names if name]
        found = sorted(_organizations_called.rows(names=folded))
        known = {name: organization for _, name, organization in found}
        return next((self.get(pk=known[name]) for name in folded if name in known), None)

    def named(self, name, context=""):
        """The row of this name or alias, made if it is new; None for an empty name.

        Where its region is not known yet, it is read from the name, and from *context* where the name is not enough.
        """
        row = self.called(name) or super().named(name)
        if row and row.region_id is None:
            row.locate(context)
        return row

    def locate(self):
        """Give those without region the one that their name tells."""
        for row in self.filter(region=None):
            row.locate()


class Organization(Name):
    """A body that issues reports, such as a district's committee."""

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="organizations", null=True, blank=True, verbose_name=_("region")
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta(Name.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")

    def get_absolute_url(self):
        return reverse("organization", kwargs={"slug": self.slug})

    def locate(self, context=""):
        """Take the region that the name tells, if it is certain and the archive has it."""
        code = place_of(self.name, context)
        region = Region.objects.filter(code=code).first() if code else None
        if region:
            self.region = region
            self.save(update_fields=["region"])


class Alias(models.Model):
    """Another name of an organization: its short form, its name before a renaming."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="aliases", verbose_name=_("organization")
    )
    name = models.CharField(_("name"), max_length=200)
    folded_name = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["folded_name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="alias_has_name")]

    def __str__(self):
        return self.name

    def save(self, **options):
        self.folded_name = fold(self.name)
        super().save(**options)

    def clean(self):
        """A name belongs to one organization."""
        taken = Alias.objects.exclude(pk=self.pk).filter(folded_name=fold(self.name))
        if taken.exists() or Organization.objects.filter(folded_name=fold(self.name)).exists():
            raise ValidationError(_("The archive has this name already: “%(name)s”."), params={"name": self.name})


@Prepared
def _organizations_called(names):
    """(0 for an alias or 1 for its own name, this name, the organization)"""
    of_their_own = Organization.objects.filter(folded_name__in=names).order_by()
    aliases = Alias.objects.filter(folded_name__in=names).order_by()
    return aliases.values_list(models.Value(0), "folded_name", "organization").union(
        of_their_own.values_list(models.Value(1), "folded_name", "pk")
    )


class Outlet(Name):
    """Where reports were published: a newspaper, a site."""

    class Meta(Name.Meta):
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")


class Keyword(Name):
    """A keyword that an outlet gave its reports."""

    class Meta(Name.Meta):
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
