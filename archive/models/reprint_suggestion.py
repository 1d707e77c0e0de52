"""Pairs of articles of which one may be a reprint of the other: what the importer suggests and people decide."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article


class ReprintSuggestionQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Return the pairs that nobody has decided on, as far as both articles are still on their own."""
        return self.filter(status=ReprintSuggestion.Status.OPEN, article__reprint_of__isnull=True)

    def suggest(self, article: Article, originals: dict[int, str]) -> None:
        """Suggest *article* as a reprint of articles, given as id → reason; decided pairs stay as they are."""
        pairs = [self.model(article=article, original_id=pk, reason=reason) for pk, reason in originals.items()]
        self.bulk_create(pairs, ignore_conflicts=True)


class ReprintSuggestion(models.Model):
    """A new article whose text resembles that of another so much that a person should decide."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        JOINED = "joined", _("joined")
        APART = "apart", _("kept apart")

    article = models.ForeignKey(Article, models.CASCADE, related_name="reprint_suggestions", verbose_name=_("report"))
    original = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("may repeat"))
    reason = models.CharField(_("reason"), max_length=40, help_text=_("What keeps the importer from deciding"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = ReprintSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible reprint")
        verbose_name_plural = _("possible reprints")
        ordering = ["-pk"]
        default_permissions = ()  # who may publish decides
        constraints = [
            models.UniqueConstraint(fields=["article", "original"], name="reprint_suggestion_once_for_a_pair"),
            models.CheckConstraint(condition=~Q(article=models.F("original")), name="reprint_suggestion_of_two"),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="reprint_suggestion_waiting")]

    def __str__(self) -> str:
        return f"{self.article} – {self.original}"
