"""Judging figures one after the other: what waits, what a decision changes, and how it is taken back. Knows no page."""

from dataclasses import dataclass

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive.models import Metric

# What a decision may change; kept as it was, so that the decision can be taken back.
FACTS = ("value", "value_max", "unit", "kind", "subject", "period", "period_start", "period_end", "status")
ACCEPT, CORRECT, REJECT = "accept", "correct", "reject"
DECIDED = {
    ACCEPT: Metric.Status.CONFIRMED,
    CORRECT: Metric.Status.CORRECTED,
    REJECT: Metric.Status.REJECTED,
}


class NotWaiting(Exception):
    """The figure was judged by somebody else meanwhile, or is gone."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done to a figure; `before` and `after` are its facts as text, so that a session can keep them."""

    pk: int
    words: str
    name: str
    before: dict
    after: dict


class CorrectionForm(forms.ModelForm):
    class Meta:
        model = Metric
        fields = ["value", "value_max", "unit", "kind", "subject", "period", "period_start", "period_end"]
        widgets = {
            "period_start": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "period_end": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self):
        facts = super().clean()
        value, highest = facts.get("value"), facts.get("value_max")
        if value is not None and highest is not None and highest < value:
            self.add_error("value_max", _("The highest value is below the value."))
        first, last = facts.get("period_start"), facts.get("period_end")
        if (first is None) != (last is None):
            self.add_error("period_end", _("Give both days of the period, or neither."))
        elif first and last < first:
            self.add_error("period_end", _("The last day is before the first."))
        return facts


def waiting():
    """Figures nobody has judged yet, the most doubtful first."""
    return Metric.objects.filter(status=Metric.Status.EXTRACTED).order_by("-doubt", "id")


@transaction.atomic
def decide(pk, name, corrected=None):
    """Carry out the decision *name*; *corrected*: the figure with its corrected facts, not yet saved."""
    stored = _stored(pk)
    if stored is None or stored.status != Metric.Status.EXTRACTED:
        raise NotWaiting
    metric = corrected or stored
    before = facts_of(stored)
    metric.status = DECIDED[name]
    _save(metric)
    return Decision(pk, metric.raw, name, before, facts_of(_stored(pk)))


@transaction.atomic
def take_back(decision):
    """Give the figure back the facts it had; not if it has been changed since the decision."""
    metric = _stored(decision.pk)
    if metric is None or facts_of(metric) != decision.after:
        raise NotWaiting
    for name, text in decision.before.items():
        setattr(metric, name, Metric._meta.get_field(name).to_python(text))
    _save(metric)


def facts_of(metric):
    """Fact → its value as JSON keeps it."""
    plain = DjangoJSONEncoder()
    return {name: _as_json(plain, getattr(metric, name)) for name in FACTS}


def _as_json(plain, value):
    return value if value is None or isinstance(value, str) else plain.default(value)


def _stored(pk):
    return Metric.objects.select_for_update(of=("self",)).select_related("article").filter(pk=pk).first()


def _save(metric):
    """Save the figure, and its report with it: the search index learns of changes by their reports."""
    metric.save()
    metric.article.save()
