"""A pending edit: a new version of a published article that waits until somebody who may publish has decided on it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.article import Article
from archive.models.provenance import ImportRun


class PendingEditQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Return the edits on which no final decision has been taken: those that wait and those that were sent back."""
        return self.filter(state__in=PendingEdit.OPEN)

    def waiting(self) -> Self:
        """Return the edits that wait for somebody who may publish."""
        return self.filter(state=PendingEdit.State.WAITING)


class PendingEdit(models.Model):
    """An edit of an article by somebody who may not publish. Readers see nothing of it before it is published.

    contents: the article with its parts as the edit leaves it, as JSON (see `archive.history.pending_edits`).
    base: the moment of the article's change that the edit was begun on.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT_BACK = "sent_back", _("sent back")
        PUBLISHED = "published", pgettext_lazy("edit", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("edit", "withdrawn")

    OPEN = ("waiting", "sent_back")

    article = models.ForeignKey(Article, models.CASCADE, related_name="pending_edits", verbose_name=_("report"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, verbose_name=_("edited by")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    contents = models.TextField(editable=False)
    base = models.DateTimeField(editable=False)
    remark = models.TextField(_("remark"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PendingEditQuerySet.as_manager()

    class Meta:
        verbose_name = _("pending edit")
        verbose_name_plural = _("pending edits")
        ordering = ["-updated_at", "-id"]
        default_permissions = ()  # who may see reports in the admin may see it; its author and publishers decide
        indexes = [models.Index(fields=["state", "-updated_at", "-id"], name="pending_edit_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent_back", "published", "withdrawn"]),
                name="pending_edit_state_known",
            ),
            models.UniqueConstraint(
                fields=["article", "author"],
                condition=Q(state__in=["waiting", "sent_back"]),
                name="pending_edit_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.author})"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def decide(self, state: Any, user: Any, remark: str = "") -> None:
        """Note what *user* has decided on the edit, and save it."""
        self.state, self.decided_by, self.decided_at, self.remark = state, user, timezone.now(), remark
        self.save()


class PendingCapture(models.Model):
    """The original bytes from which an import made a pending edit. They become a capture when it is published."""

    edit = models.ForeignKey(PendingEdit, models.CASCADE, related_name="captures")
    run = models.ForeignKey(ImportRun, models.SET_NULL, related_name="+", null=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    encoding = models.CharField(max_length=20)
    format = models.CharField(max_length=20)
    origin = models.CharField(max_length=1000)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["edit", "sha256"], name="pending_capture_once")]

    def __str__(self) -> str:
        return f"{self.origin} ({self.sha256[:12]})"
