"""Changing figures by hand: an editor gives the section and the words, their offsets follow."""

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from archive.editing.formsets import AsPosted
from archive.editing.sections import SectionChoices
from archive.models import Metric


class MetricForm(forms.ModelForm):
    def clean(self):
        facts = super().clean()
        self._place_words(facts.get("section"), facts.get("raw"))
        value, highest = facts.get("value"), facts.get("value_max")
        if value is not None and highest is not None and highest < value:
            self.add_error("value_max", _("The highest value is below the value."))
        if self.instance.pk and facts.get("status") == Metric.Status.EXTRACTED and set(self.changed_data) - {"section"}:
            facts["status"] = Metric.Status.CORRECTED
        return facts

    def _place_words(self, section, words):
        """The words as printed must stand in the section that is given for them."""
        figure = Metric(section=section, raw=words or "", start=self.instance.start)
        figure.place()
        if section and words and not figure.section:
            self.add_error("raw", _("These words do not stand in the stored text of that section."))
        self.instance.start, self.instance.end = figure.start, figure.end


class MetricFormSet(AsPosted, SectionChoices, forms.BaseInlineFormSet):
    section_field = "section"

    def save_new(self, form, commit=True):
        """A new figure goes to the end; what a person adds is confirmed, and outlives a new import."""
        if form.instance.status == Metric.Status.EXTRACTED:
            form.instance.status = Metric.Status.CONFIRMED
        last = Metric.objects.filter(article=self.instance).aggregate(last=Max("position"))["last"]
        form.instance.position = 0 if last is None else last + 1
        return super().save_new(form, commit)


def place_again(article):
    """Lead the report's figures back to their words after its text has changed; return those whose words are gone."""
    placed = article.metrics.filter(section__isnull=False).select_related("section")
    moved = [metric for metric in placed if not metric.is_placed]
    for metric in moved:
        metric.place()
    Metric.objects.bulk_update(moved, ["section", "start", "end"])
    return [metric for metric in moved if not metric.section]
