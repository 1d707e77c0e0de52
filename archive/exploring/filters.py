"""The filters of metrics, which combine, and their orders. The explorer and its downloads share this form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from archive.models import Metric, Organization, Region
from archive.models.metric import MetricQuerySet

REPORT_ORDER = (F("published_at").desc(nulls_last=True), "-article_id", "position", "id")
BACKWARDS = (F("published_at").asc(nulls_first=True), "article_id", "-position", "-id")
# Order → the columns that it orders by; the first order is the default. "-" means from the highest.
ORDERS = {
    "-year": REPORT_ORDER,
    "year": (F("published_at").asc(nulls_last=True), "article_id", "position", "id"),
    "-value": ("-value", "-id"),
    "value": ("value", "id"),
    "unit": ("folded_unit", "kind", *REPORT_ORDER),
    "-unit": ("-folded_unit", "-kind", *BACKWARDS),
    "organization": (F("organization__folded_name").asc(nulls_last=True), *REPORT_ORDER),
    "-organization": (F("organization__folded_name").desc(nulls_last=True), *REPORT_ORDER),
}
PUBLIC_STATUSES = [(value, label) for value, label in Metric.Status.choices if value != Metric.Status.REJECTED]
ALL = [("", _("all"))]


class MetricFilters(forms.Form):
    """Filters of metrics. Each field that is set narrows them, but `sort` orders them and `bars` gathers them."""

    subject = forms.CharField(label=_("Words of the subject"), max_length=200, required=False)
    unit = forms.CharField(label=_("unit"), max_length=20, required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=[*ALL, *Metric.Kind.choices], required=False)
    region = forms.ModelChoiceField(
        Region.objects.none(),
        to_field_name="code",
        label=_("region"),
        empty_label=_("all"),
        required=False,
        error_messages={"invalid_choice": _("The archive knows no figures of such a region.")},
    )
    year = forms.IntegerField(label=_("year"), min_value=1000, max_value=9999, required=False)
    status = forms.ChoiceField(label=_("status"), choices=[*ALL, *PUBLIC_STATUSES], required=False)
    organization = forms.ModelChoiceField(
        Organization.objects.shown(),
        to_field_name="slug",
        label=_("organization"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("The archive knows no such organization.")},
    )
    sort = forms.ChoiceField(
        label=_("order"), choices=[(order, order) for order in ORDERS], required=False, widget=forms.HiddenInput
    )
    bars = forms.ChoiceField(
        label=_("bars"),
        choices=[("year", _("By year")), ("organization", _("By organization"))],
        required=False,
        widget=forms.HiddenInput,
    )

    narrowing = ("subject", "unit", "kind", "organization", "region", "year", "status")

    def __init__(self, data: Mapping[str, str], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["region"].queryset = Region.objects.with_organizations()

    def narrow(self, metrics: MetricQuerySet) -> MetricQuerySet:
        """Return those of *metrics* that pass every filter that is set; none if a value is wrong."""
        if not self.is_valid():
            return metrics.none()
        asked = self.cleaned_data
        equal = {
            "kind": asked["kind"],
            "status": asked["status"],
            "organization": asked["organization"],
            "published_at__year": asked["year"],
        }
        metrics = metrics.filter(**{path: value for path, value in equal.items() if value})
        metrics = metrics.counted_in(asked["unit"]) if asked["unit"] else metrics
        metrics = metrics.within(asked["region"]) if asked["region"] else metrics
        return metrics.about(asked["subject"])

    def arrange(self, metrics: MetricQuerySet) -> MetricQuerySet:
        """Return *metrics* in the order that `sort` names."""
        return metrics.order_by(*ORDERS[self.order])

    @property
    def order(self) -> str:
        """The order that `sort` names, a key of ORDERS."""
        return self.cleaned_data.get("sort") or next(iter(ORDERS))

    @property
    def asked(self) -> dict[str, str]:
        """The text of each field that is set, as in the address, by the field's name."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}

    @property
    def set_filters(self) -> dict[str, str]:
        """The value of each filter that is set, in a reader's words, by the field's name."""
        return {name: self._shown(name) for name in self.narrowing if self.cleaned_data.get(name)}

    def _shown(self, name: str) -> str:
        value = self.cleaned_data[name]
        choices = dict(getattr(self.fields[name], "choices", ())) if isinstance(value, str) else {}
        return str(choices.get(value, value))
