"""Administrative divisions as a tree: country, province, city, county. Facts only; no reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SEPARATOR = "/"


class RegionQuerySet(models.QuerySet):
    def within(self, region):
        """*region* and every region below it."""
        return self.filter(path__startswith=region.path)


class Region(models.Model):
    """One division. Its code is that of GB/T 2260 (110105); the country has the code 000000."""

    class Level(models.TextChoices):
        COUNTRY = "country", _("country")
        PROVINCE = "province", _("province")
        CITY = "city", _("city")
        COUNTY = "county", _("county")

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=60, help_text=_("In full: 朝阳区"))
    level = models.CharField(_("level"), max_length=8, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True, verbose_name=_("part of")
    )
    path = models.CharField(
        max_length=60, unique=True, editable=False, help_text="The codes from the country down, each ended by a slash"
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="region_has_name"),
            models.CheckConstraint(
                condition=models.Q(level="country") | models.Q(parent__isnull=False), name="region_has_parent"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, **options):
        self.path = f"{self.parent.path if self.parent else ''}{self.code}{SEPARATOR}"
        super().save(**options)

    def lineage(self):
        """The country first, then each division down to this one."""
        return [*(self.parent.lineage() if self.parent else ()), self]
