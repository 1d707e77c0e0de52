"""Where each report came from, byte for byte, and what was left out of it and why."""

import re

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.models.visibility import public


class ImportRun(models.Model):
    """One run of the importer. Unfinished while `finished_at` is empty."""

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    paths = models.JSONField(_("paths"), default=list)
    counts = models.JSONField(_("counts"), default=dict, help_text=_("Inputs by status"))
    failures = models.JSONField(_("failures"), default=list, help_text=_("Path, rule, line and message of each"))

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at", "-id"]

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class CaptureQuerySet(models.QuerySet):
    def resembling(self, bands):
        """Captures of public reports that share a band of their sketch with *bands*, those that share most first."""
        shared = models.Count("bands")
        alike = self.filter(public("article__"), bands__value__in=bands).annotate(shared=shared)
        return alike.order_by("-shared", "pk")


class Capture(models.Model):
    """An input's original bytes. An article keeps every capture it was ever made from; the latest is current."""

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

    def __str__(self):
        return f"{self.origin} ({self.sha256[:12]})"

    def get_absolute_url(self):
        return reverse("capture", kwargs={"pk": self.article_id, "sha256": self.sha256})

    @property
    def is_current(self):
        """Whether its article is as this capture says, not as a later one."""
        return self == self.article.captures.latest()

    @property
    def file_name(self):
        """The last part of the origin: readers need not see how the operator's folders are named."""
        return re.split(r"[\\/]", self.origin)[-1]


class Band(models.Model):
    """A part of the sketch of a capture's text; nearly the same texts have bands in common. See reprints."""

    capture = models.ForeignKey(Capture, models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    def __str__(self):
        return f"{self.value:016x}"


class RemovalQuerySet(models.QuerySet):
    def left_out(self):
        """Lines that are not in the report: all but those that a person put back."""
        return self.exclude(status=Removal.Status.RESTORED)

    def judged(self):
        """Lines that a person has decided on."""
        return self.filter(status__in=[Removal.Status.CONFIRMED, Removal.Status.RESTORED])


class Removal(models.Model):
    """A line of a capture that was left out of the report, the rule that left it out, and what people said to it."""

    class Status(models.TextChoices):
        """The first two are the importer's, the others a person's, which later imports respect."""

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

    def __str__(self):
        return f"{self.line}: {self.rule}"
