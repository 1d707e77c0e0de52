"""Filters of the editors' lists that somebody keeps under a name. Knows no list, only what its address asks for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedFilterQuerySet(models.QuerySet):
    def open_to(self, user, listed):
        """Those of the list *listed* that are the user's own or shared with all."""
        return self.filter(Q(owner=user) | Q(shared=True), listed=listed).select_related("owner")


class SavedFilter(models.Model):
    """What the address of a list asks for, as `state__exact=draft&q=税务`, under a name of its owner's."""

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

    def __str__(self):
        return self.name

    def belongs_to(self, user):
        """Whether this user may change or delete it."""
        return self.owner_id == user.pk or user.is_superuser
