"""Administrative divisions as a tree: country, province, city, county. Knows no articles."""

from collections.abc import Sequence
from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from archive.chinese.places import Division, divisions

SEPARATOR = "/"


class RegionQuerySet(models.QuerySet):
    def within(self, region: "Region") -> Self:
        """Return *region* and every region below it."""
        return self.filter(path__startswith=region.path)

    def with_organizations(self) -> Self:
        """Return the regions with an organization, and every region above one."""
        paths = self.filter(organizations__isnull=False).values_list("path", flat=True).distinct()
        codes = {code for path in paths for code in path.split(SEPARATOR)}
        return self.filter(code__in=codes)

    def load_divisions(self) -> int:
        """Store the divisions that are missing or have another name, and return their number."""
        stored = dict(self.values_list("code", "name"))
        changed = [division for division in divisions().values() if stored.get(division.code) != division.name]
        if changed:
            with transaction.atomic():
                for level in Region.Level.values:  # parents before their children
                    self._store([division for division in changed if division.level == level])
        return len(changed)

    def _store(self, divisions: Sequence[Division]) -> None:
        around = self.in_bulk({division.parent for division in divisions}, field_name="code")
        rows = [
            Region(code=division.code, name=division.name, level=division.level, parent=around.get(division.parent))
            for division in divisions
        ]
        for row in rows:
            row.set_path()
        facts = ["name", "level", "parent", "path"]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=facts)


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

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        self.set_path()
        super().save(**options)

    def set_path(self) -> None:
        """Set the path from the code and the parent's path."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}{SEPARATOR}"

    def lineage(self) -> "list[Region]":
        """Return the regions from the country down to this one."""
        return [*(self.parent.lineage() if self.parent else ()), self]
