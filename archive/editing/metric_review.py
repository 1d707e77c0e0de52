"""The review of extracted metrics: which ones wait, what a decision changes, and how it is taken back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.models import Metric

# The facts that a decision may change. A decision keeps them as they were, so that it can be taken back.
FACTS = ("value", "value_max", "unit", "kind", "subject", "period", "period_start", "period_end", "status")
ACCEPT, CORRECT, REJECT = "accept", "correct", "reject"
DECIDED = {
    ACCEPT: Metric.Status.CONFIRMED,
    CORRECT: Metric.Status.CORRECTED,
    REJECT: Metric.Status.REJECTED,
}

FactsAsJson = dict[str, str | None]


class NotWaiting(Exception):
    """Somebody else has reviewed the metric in the meantime, or it is gone."""


@dataclass(frozen=True, slots=True)
class MetricDecision:
    """A decision on a metric. `before` and `after` are the metric's facts as JSON, so that a session can keep them."""

    pk: int
    words: str
    name: str
    before: FactsAsJson
    after: FactsAsJson


class CorrectionForm(forms.ModelForm):
    class Meta:
        model = Metric
        fields = ["value", "value_max", "unit", "kind", "subject", "period", "period_start", "period_end"]
        widgets = {
            "period_start": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "period_end": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        value, highest = facts.get("value"), facts.get("value_max")
        if value is not None and highest is not None and highest < value:
            self.add_error("value_max", _("The highest value is below the value."))
        first, last = facts.get("period_start"), facts.get("period_end")
        if (first is None) != (last is None):
            self.add_error("period_end", _("Give both days of the period, or neither."))
        elif first and last < first:
            self.add_error("period_end", _("The last day is before the first."))
        return facts


def waiting() -> QuerySet[Metric]:
    """Return the metrics that nobody has reviewed yet, the most doubtful first."""
    return Metric.objects.filter(status=Metric.Status.EXTRACTED).order_by("-doubt", "id")


@transaction.atomic
def decide(pk: int, name: str, corrected: Metric | None = None) -> MetricDecision:
    """Carry out the decision *name* (ACCEPT, CORRECT or REJECT) on the metric with this id.

    corrected: the metric with its corrected facts, not yet saved. Raises NotWaiting.
    """
    stored = _locked(pk)
    if stored is None or stored.status != Metric.Status.EXTRACTED:
        raise NotWaiting
    metric = corrected or stored
    before = _facts_of(stored)
    metric.status = DECIDED[name]
    _save(metric)
    return MetricDecision(pk, metric.raw, name, before, _facts_of(Metric.objects.get(pk=pk)))


@transaction.atomic
def take_back(decision: MetricDecision) -> None:
    """Restore the facts the metric had before the decision. Raises NotWaiting if it has been changed since."""
    metric = _locked(decision.pk)
    if metric is None or _facts_of(metric) != decision.after:
        raise NotWaiting
    for name, text in decision.before.items():
        setattr(metric, name, Metric._meta.get_field(name).to_python(text))
    _save(metric)


def _facts_of(metric: Metric) -> FactsAsJson:
    return {name: _as_json(getattr(metric, name)) for name in FACTS}


def _as_json(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    text: str = DjangoJSONEncoder().default(value)
    return text


def _locked(pk: int) -> Metric | None:
    rows = Metric.objects.select_for_update(of=("self",)).select_related("article")
    found: Metric | None = rows.filter(pk=pk).first()
    return found


def _save(metric: Metric) -> None:
    """Save the metric and its article: the search index learns of changes from saved articles."""
    metric.save()
    metric.article.save()
