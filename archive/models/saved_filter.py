"""Filters of the editors' lists, saved under a name. Knows no list, only the query of its address."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedFilterQuerySet(models.QuerySet):
    def open_to(self, user: Any, listed: str) -> Self:
        """Return the filters of the list *listed* that belong to the user or are shared with all editors."""
        return self.filter(Q(owner=user) | Q(shared=True), listed=listed).select_related("owner")


class SavedFilter(models.Model):
    """The query of a list's address, such as `state__exact=draft&q=税务`, under a name that its owner gave it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("owner"))
    listed = models.CharField(max_length=40, help_text=_("The kind of record that the list shows"))
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=2000)
    shared = models.BooleanField(_("shared with all editors"), default=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "listed", "name"], name="saved_filter_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def belongs_to(self, user: Any) -> bool:
        """Whether this user may change or delete it."""
        return self.owner_id == user.pk or user.is_superuser
