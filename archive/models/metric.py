"""A metric, which readers know as a figure: a number that an article states, with its sentence as evidence."""

import re
from collections.abc import Iterable
from typing import Any, Self
from urllib.parse import quote

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.models.article import Article
from archive.models.authority import Organization
from archive.models.folded import FoldedField
from archive.models.region import Region
from archive.models.section import Section

COUNTED = ("value", "year", "organization", "status", "folded_subject")
IN_REPORT = ("-published_at", "-article", "position", "id")
# Order → the columns of its index: those of the order, then those counted, added up or filtered by the index alone.
INDEXED = {
    "report": (*IN_REPORT, "folded_subject", "status"),
    "unit": ("folded_unit", "kind", *IN_REPORT, *COUNTED),
    "unit_and_value": ("folded_unit", "kind", "value", "id"),
    "organization": ("organization", *IN_REPORT),
    "value": ("value", "id"),
}


def copied_facts(article: Article, *, status: str = "") -> dict[str, Any]:
    """Return the facts of *article* that its metrics copy, so that no query of metrics needs articles.

    *status* is the metric's; without it, the facts are those for metrics that are not rejected.
    """
    moment = Article._meta.get_field("published_at").to_python(article.published_at)  # a text in an unsaved article
    return {
        "is_shown": article.is_public and status != Metric.Status.REJECTED,  # type: ignore[comparison-overlap]  # no stubs
        "organization_id": article.organization_id,
        "published_at": moment,
        "year": localtime(moment).year if moment else None,
    }


class MetricQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Return the metrics that readers see: those of public articles that no editor rejected."""
        return self.filter(is_shown=True)

    def accepted(self) -> Self:
        """Return all metrics but those that an editor rejected."""
        return self.exclude(status=Metric.Status.REJECTED)

    def about(self, words: str) -> Self:
        """Return the metrics whose subject contains each of *words* (separated by spaces), in either script."""
        rows = self
        for word in fold(words).split():
            rows = rows.filter(folded_subject__contains=word)
        return rows

    def counted_in(self, unit: str) -> Self:
        """Return the metrics with this unit, written in either script."""
        return self.filter(folded_unit=fold(unit))

    def within(self, region: Region) -> Self:
        """Return the metrics of the organizations in *region* and in every region below it."""
        return self.filter(organization__in=Organization.objects.filter(region__path__startswith=region.path))

    def follow(self, article: Article) -> None:
        """Copy the facts of *article* to these metrics, which are all its own.

        Rejected ones are left alone: saving them with another status copies the facts.
        """
        kept = copied_facts(article)
        self.accepted().exclude(**kept).update(**kept)

    def bulk_create(self, metrics: "Iterable[Metric]", *args: Any, **options: Any) -> "list[Metric]":
        metrics = list(metrics)
        for metric in metrics:
            metric.copy_article()
        return super().bulk_create(metrics, *args, **options)


class Metric(models.Model):
    """One metric. Its offsets count characters in its section's `content`; metrics of catalogue records have none."""

    class Kind(models.TextChoices):
        COUNT = "count", _("count")
        SHARE = "share", _("share")
        MONEY = "money", _("money")
        AREA = "area", _("area")
        DURATION = "duration", _("duration")
        FREQUENCY = "frequency", _("frequency")
        RANK = "rank", _("rank")
        GROWTH = "growth", _("growth")

    class Status(models.TextChoices):
        EXTRACTED = "extracted", _("extracted")
        CONFIRMED = "confirmed", _("confirmed")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")

    article = models.ForeignKey(Article, models.CASCADE, related_name="metrics", verbose_name=_("report"))
    section = models.ForeignKey(
        Section, models.CASCADE, related_name="metrics", null=True, blank=True, verbose_name=_("section")
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    raw = models.CharField(_("as printed"), max_length=100)
    sentence = models.TextField(_("sentence"), blank=True)
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    value_max = models.DecimalField(_("highest value"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.COUNT)
    qualifier = models.CharField(_("qualifier"), max_length=20, blank=True, help_text=_("As printed: 近, 約, 餘"))
    verb = models.CharField(_("verb"), max_length=20, blank=True, help_text=_("What was done: 提出, 走訪"))
    subject = models.CharField(_("subject"), max_length=200, blank=True, help_text=_("What is counted"))
    folded_unit = FoldedField(of="unit", max_length=20)
    folded_subject = FoldedField(of="subject", max_length=200)
    period = models.CharField(_("period"), max_length=60, blank=True, help_text=_("As printed: 去年以來"))
    period_start = models.DateField(_("first day"), null=True, blank=True, help_text=_("Of the period, where known"))
    period_end = models.DateField(_("last day"), null=True, blank=True)
    doubt = models.PositiveSmallIntegerField(
        _("doubt"), default=0, help_text=_("0: plain; higher: the reading of the sentence is less certain")
    )
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.EXTRACTED)

    # Copies of facts of the article (see `copied_facts`), written with the metric and with every save of the article.
    is_shown = models.BooleanField(default=False, editable=False)
    organization = models.ForeignKey(
        Organization, models.SET_NULL, related_name="+", null=True, editable=False, db_index=False
    )
    published_at = models.DateTimeField(null=True, editable=False)
    year = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = MetricQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["position", "id"]
        # The condition is a column too: SQLite reads the table's row to test a column that the index lacks.
        indexes = [
            models.Index(name=f"metric_by_{order}", fields=[*fields, "is_shown"], condition=Q(is_shown=True))
            for order, fields in INDEXED.items()
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=True, start__isnull=True, end__isnull=True)
                | Q(section__isnull=False, start__isnull=False, end__gt=F("start")),
                name="metric_offsets_with_section",
            ),
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(value_max__gte=F("value")), name="metric_range_ascends"
            ),
            models.CheckConstraint(condition=~Q(raw=""), name="metric_has_raw"),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__isnull=False, period_end__gte=F("period_start")),
                name="metric_period_has_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.raw

    def save(self, **options: Any) -> None:
        self.copy_article()
        super().save(**options)

    def get_absolute_url(self) -> str:
        """Return the address of its section on its article's page, which marks the metric named in the query."""
        place = f"#{quote(self.section.anchor)}" if self.section else "#figures-title"
        return f"{self.article.get_absolute_url()}?figure={self.pk}{place}"

    def copy_article(self) -> None:
        """Copy the facts that its article has now."""
        for name, value in copied_facts(self.article, status=self.status).items():
            setattr(self, name, value)

    @property
    def is_placed(self) -> bool:
        """Whether its offsets lead to its words. A change of the section's text can end that."""
        return bool(self.section and self.section.content[self.start : self.end] == self.raw)

    def place(self) -> None:
        """Move the offsets to the nearest occurrence of its words in its section.

        Without an occurrence the metric loses its section and its offsets.
        """
        content = self.section.content if self.section else ""
        places = [match.start() for match in re.finditer(re.escape(self.raw), content)]
        if places:
            self.start = min(places, key=lambda place: abs(place - (self.start or 0)))
            self.end = self.start + len(self.raw)
        else:
            self.section = self.start = self.end = None
