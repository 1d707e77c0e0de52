"""The provenance of articles: import runs, captures of the original bytes, and the lines removed from each."""

import re
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.models.visibility import public


class ImportRun(models.Model):
    """One run of the importer. It is unfinished while `finished_at` is empty.

    was_interrupted: whether it ended before its last input, as after Ctrl+C.
    """

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    was_interrupted = models.BooleanField(_("interrupted"), default=False)
    paths = models.JSONField(_("paths"), default=list)
    counts = models.JSONField(_("counts"), default=dict, help_text=_("Inputs by status"))
    failures = models.JSONField(_("failures"), default=list, help_text=_("Path, rule, line and message of each"))

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class CaptureQuerySet(models.QuerySet):
    def resembling(self, bands: Iterable[int]) -> Self:
        """Return the captures of public articles that share any of *bands*, with the number of these as `shared`.

        Those that share most come first.
        """
        shared = models.Count("bands")
        alike = self.filter(public("article__"), bands__value__in=bands).annotate(shared=shared)
        return alike.order_by("-shared", "pk")


class Capture(models.Model):
    """The original bytes of an input. An article keeps every capture it was read from; the latest is current."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="captures", verbose_name=_("report"))
    run = models.ForeignKey(
        ImportRun, models.SET_NULL, related_name="captures", null=True, blank=True, verbose_name=_("import run")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    content = models.BinaryField(_("original bytes"))
    encoding = models.CharField(_("encoding"), max_length=20)
    format = models.CharField(_("format"), max_length=20, default="text", help_text=_("As what it was read"))
    origin = models.CharField(_("origin"), max_length=1000, db_index=True, help_text=_("The path it was read from"))
    text_digest = models.CharField(
        max_length=64, db_index=True, editable=False, help_text="SHA-256 of the folded text read from it; see saving"
    )
    captured_at = models.DateTimeField(_("captured"), auto_now_add=True)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ["-captured_at", "-id"]
        get_latest_by = ["captured_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="capture_sha256_well_formed"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} ({self.sha256[:12]})"

    def get_absolute_url(self) -> str:
        return reverse("capture", kwargs={"pk": self.article_id, "sha256": self.sha256})

    @property
    def is_current(self) -> bool:
        """Whether it is the latest capture of its article."""
        return self == self.article.captures.latest()

    @property
    def file_name(self) -> str:
        """The last part of the origin, for readers, who need not see the names of the operator's folders."""
        return re.split(r"[\\/]", self.origin)[-1]


class Band(models.Model):
    """A band of the MinHash sketch of a capture's text. Near-duplicates share bands, which finds reprints."""

    capture = models.ForeignKey(Capture, models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.value:016x}"


class RemovalQuerySet(models.QuerySet):
    def left_out(self) -> Self:
        """Return the lines that are not in the article: all but those that a person restored."""
        return self.exclude(status=Removal.Status.RESTORED)

    def judged(self) -> Self:
        """Return the lines that a person confirmed or restored."""
        return self.filter(status__in=[Removal.Status.CONFIRMED, Removal.Status.RESTORED])


class Removal(models.Model):
    """A line of a capture that cleaning left out of the article, the rule that named it, and people's decision."""

    class Status(models.TextChoices):
        """The importer sets the first two. A person sets the others, which later imports keep."""

        REMOVED = "removed", _("removed")
        DOUBTFUL = "doubtful", _("doubtful")
        CONFIRMED = "confirmed", _("removal confirmed")
        RESTORED = "restored", _("restored")

    capture = models.ForeignKey(Capture, models.CASCADE, related_name="removals", verbose_name=_("capture"))
    line = models.PositiveIntegerField(_("line"), help_text=_("Counted from 1 in the decoded capture"))
    rule = models.CharField(_("rule"), max_length=40)
    text = models.TextField(_("text"))
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.REMOVED, db_index=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("removed line")
        verbose_name_plural = _("removed lines")
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["removed", "doubtful", "confirmed", "restored"]), name="removal_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.rule}"
