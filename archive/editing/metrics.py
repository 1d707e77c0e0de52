"""The form by which editors change a metric: they give its section and its printed words; the offsets follow."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from archive.editing.metric_review import FACTS, CorrectionForm
from archive.editing.outline import outline_of
from archive.editing.stamps import Stamp, StampedForm
from archive.models import Article, Metric, Section

LABEL = 30  # characters of a section in the list to choose from


class MetricForm(StampedForm, CorrectionForm):
    """A metric of the report `instance.article`, which is `article` for a new one."""

    changed_meanwhile = _("Somebody else has changed this figure since you opened it. Nothing is saved yet.")
    article: Article | None = None

    class Meta(CorrectionForm.Meta):
        fields = ["section", "raw", "sentence", "qualifier", *CorrectionForm.Meta.fields, "status"]
        widgets = {**CorrectionForm.Meta.widgets, "sentence": forms.Textarea(attrs={"cols": 90, "rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.article and not self.instance.article_id:
            self.instance.article = self.article
        if "section" in self.fields:  # a read-only form has no such field
            article = self.instance.article
            self.fields["section"].queryset = Section.objects.filter(article=article)
            names = [(row.pk, f"{row.anchor} {row.name or row.words}"[:LABEL]) for row in outline_of(article)]
            self.fields["section"].choices = [("", "–"), *names]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        self._place_words(facts.get("section"), facts.get("raw"))
        if self.instance.pk and facts.get("status") == Metric.Status.EXTRACTED and set(self.changed_data) - {"section"}:
            facts["status"] = Metric.Status.CORRECTED
        return facts

    def stored_stamp(self) -> str:
        stored = Metric.objects.filter(pk=self.instance.pk).select_related("article").first()
        if stored is None:
            return ""
        values = [str(getattr(stored, name)) for name in ("section_id", "raw", "sentence", "qualifier", *FACTS)]
        return str(Stamp.of(stored.article.updated_at.isoformat(), values))

    def save(self, commit: bool = True) -> Metric:
        """Append a new metric. One that a person adds counts as confirmed, and a new import keeps it."""
        if not self.instance.pk:
            if self.instance.status == Metric.Status.EXTRACTED:
                self.instance.status = Metric.Status.CONFIRMED
            last = self.instance.article.metrics.aggregate(last=Max("position"))["last"]
            self.instance.position = 0 if last is None else last + 1
        saved: Metric = super().save(commit)
        return saved

    def _place_words(self, section: Section | None, words: str | None) -> None:
        """Find the offsets of the printed words in their section; add an error if they do not occur in it."""
        metric = Metric(section=section, raw=words or "", start=self.instance.start)
        metric.place()
        if section and words and not metric.section:
            self.add_error("raw", _("These words do not stand in the stored text of that section."))
        self.instance.start, self.instance.end = metric.start, metric.end


def place_again(article: Article) -> list[Metric]:
    """Find the offsets of the article's metrics again after its text has changed; return those whose words are gone."""
    placed = article.metrics.filter(section__isnull=False).select_related("section")
    moved = [metric for metric in placed if not metric.is_placed]
    for metric in moved:
        metric.place()
    Metric.objects.bulk_update(moved, ["section", "start", "end"])
    return [metric for metric in moved if not metric.section]
