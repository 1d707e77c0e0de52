"""The forms by which editors change metrics: they give the section and the printed words; the offsets follow."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from archive.editing.sections import SectionChoicesFormSet
from archive.models import Article, Metric, Section


class MetricForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        self._place_words(facts.get("section"), facts.get("raw"))
        value, highest = facts.get("value"), facts.get("value_max")
        if value is not None and highest is not None and highest < value:
            self.add_error("value_max", _("The highest value is below the value."))
        if self.instance.pk and facts.get("status") == Metric.Status.EXTRACTED and set(self.changed_data) - {"section"}:
            facts["status"] = Metric.Status.CORRECTED
        return facts

    def _place_words(self, section: Section | None, words: str | None) -> None:
        """Find the offsets of the printed words in their section; add an error if they do not occur in it."""
        metric = Metric(section=section, raw=words or "", start=self.instance.start)
        metric.place()
        if section and words and not metric.section:
            self.add_error("raw", _("These words do not stand in the stored text of that section."))
        self.instance.start, self.instance.end = metric.start, metric.end


class MetricFormSet(SectionChoicesFormSet):
    section_field = "section"

    def save_new(self, form: MetricForm, commit: bool = True) -> Metric:
        """Append a new metric. One that a person adds counts as confirmed, and a new import keeps it."""
        if form.instance.status == Metric.Status.EXTRACTED:
            form.instance.status = Metric.Status.CONFIRMED
        last = Metric.objects.filter(article=self.instance).aggregate(last=Max("position"))["last"]
        form.instance.position = 0 if last is None else last + 1
        return super().save_new(form, commit)


def place_again(article: Article) -> list[Metric]:
    """Find the offsets of the article's metrics again after its text has changed; return those whose words are gone."""
    placed = article.metrics.filter(section__isnull=False).select_related("section")
    moved = [metric for metric in placed if not metric.is_placed]
    for metric in moved:
        metric.place()
    Metric.objects.bulk_update(moved, ["section", "start", "end"])
    return [metric for metric in moved if not metric.section]
