"""Where each report came from, byte for byte, and what was left out of it and why."""

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article


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


class Capture(models.Model):
    """An input's original bytes. An article keeps every capture it was ever made from; the latest is current."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="captures", verbose_name=_("report"))
    run = models.ForeignKey(
        ImportRun, models.SET_NULL, related_name="captures", null=True, blank=True, verbose_name=_("import run")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    content = models.BinaryField(_("original bytes"))
    encoding = models.CharField(_("encoding"), max_length=20)
    origin = models.CharField(_("origin"), max_length=1000, db_index=True, help_text=_("The path it was read from"))
    text_digest = models.CharField(
        max_length=64, db_index=True, editable=False, help_text="SHA-256 of the folded text read from it; see saving"
    )
    captured_at = models.DateTimeField(_("captured"), auto_now_add=True)

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

    @property
    def is_current(self):
        """Whether its article is as this capture says, not as a later one."""
        return self == self.article.captures.latest()

    @property
    def file_name(self):
        """The last part of the origin: readers need not see how the operator's folders are named."""
        return re.split(r"[\\/]", self.origin)[-1]


class Removal(models.Model):
    """A line of a capture that was left out of the report, and the rule that left it out."""

    capture = models.ForeignKey(Capture, models.CASCADE, related_name="removals", verbose_name=_("capture"))
    line = models.PositiveIntegerField(_("line"), help_text=_("Counted from 1 in the decoded capture"))
    rule = models.CharField(_("rule"), max_length=40)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("removed line")
        verbose_name_plural = _("removed lines")
        ordering = ["line", "id"]

    def __str__(self):
        return f"{self.line}: {self.rule}"
