"""A figure that a report states, with the sentence it stands in."""

import re
from urllib.parse import quote

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.models.article import Article
from archive.models.authority import Organization
from archive.models.folded import FoldedField
from archive.models.section import Section

COUNTED = ("value", "year", "organization", "status", "folded_subject")
IN_REPORT = ("-published_at", "-article", "position", "id")
# Order → the columns of its index: what it goes by, then what is counted, added up and looked for without reading rows.
INDEXED = {
    "report": (*IN_REPORT, "folded_subject", "status"),
    "unit": ("folded_unit", "kind", *IN_REPORT, *COUNTED),
    "unit_and_value": ("folded_unit", "kind", "value", "id"),
    "organization": ("organization", *IN_REPORT),
    "value": ("value", "id"),
}


def copied(report, *, status=""):
    """What a figure keeps of its *report*, so that many are filtered, ordered and counted without their reports.

    Without its *status*: what every figure keeps that is not rejected.
    """
    moment = Article._meta.get_field("published_at").to_python(report.published_at)  # of one just made, perhaps a text
    return {
        "is_shown": report.is_public and status != Metric.Status.REJECTED,
        "organization_id": report.organization_id,
        "published_at": moment,
        "year": localtime(moment).year if moment else None,
    }


class MetricQuerySet(models.QuerySet):
    def public(self):
        """Figures that readers see: of public reports, and not rejected by an editor."""
        return self.filter(is_shown=True)

    def accepted(self):
        """Figures to be shown: all but those that an editor rejected."""
        return self.exclude(status=Metric.Status.REJECTED)

    def about(self, words):
        """Figures whose subject contains each of *words*, which spaces part, in either script."""
        rows = self
        for word in fold(words).split():
            rows = rows.filter(folded_subject__contains=word)
        return rows

    def counted_in(self, unit):
        """Figures of this unit, written in either script."""
        return self.filter(folded_unit=fold(unit))

    def within(self, region):
        """Figures of the organizations of *region* and of every region below it."""
        return self.filter(organization__in=Organization.objects.filter(region__path__startswith=region.path))

    def follow(self, report):
        """Have these figures, all of *report*, keep what it is now. Those rejected follow when they are taken back."""
        kept = copied(report)
        self.accepted().exclude(**kept).update(**kept)

    def bulk_create(self, figures, *args, **options):
        figures = list(figures)
        for figure in figures:
            figure.copy_report()
        return super().bulk_create(figures, *args, **options)


class Metric(models.Model):
    """One figure. Offsets count characters in its section's `content`; catalogue records have none."""

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

    # Copies of what its report is (see `copied`), written with the figure and with every save of the report.
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
        # The condition is a column too: SQLite reads a row of the table to test what its index does not hold.
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

    def __str__(self):
        return self.raw

    def save(self, **options):
        self.copy_report()
        super().save(**options)

    def get_absolute_url(self):
        """Its section on its report's page, which marks the figure named in the query."""
        place = f"#{quote(self.section.anchor)}" if self.section else "#figures-title"
        return f"{self.article.get_absolute_url()}?figure={self.pk}{place}"

    def copy_report(self):
        """Keep what its report is now."""
        for name, value in copied(self.article, status=self.status).items():
            setattr(self, name, value)

    @property
    def is_placed(self):
        """Whether its offsets still lead to its words, which a change of the section's text can end."""
        return bool(self.section and self.section.content[self.start : self.end] == self.raw)

    def place(self):
        """Point the offsets at its words in its section, at the place nearest to the old; without any, give up both."""
        content = self.section.content if self.section else ""
        places = [match.start() for match in re.finditer(re.escape(self.raw), content)]
        if places:
            self.start = min(places, key=lambda place: abs(place - (self.start or 0)))
            self.end = self.start + len(self.raw)
        else:
            self.section = self.start = self.end = None
