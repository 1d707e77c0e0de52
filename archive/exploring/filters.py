"""What can be asked of the figures: filters that combine, and orders. One form for the page and for its downloads."""

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from archive.models import Metric, Organization, Region

REPORT_ORDER = (F("published_at").desc(nulls_last=True), "-article_id", "position", "id")
BACKWARDS = (F("published_at").asc(nulls_first=True), "article_id", "-position", "-id")
# Order → what the rows are ordered by; the first is used when none is asked for. "-" means from the highest.
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
PUBLIC_STATUSES = [(status.value, status.label) for status in Metric.Status if status != Metric.Status.REJECTED]
ALL = [("", _("all"))]


class FigureFilters(forms.Form):
    """Each field that is set narrows the figures; `sort` and `bars` say how they are shown."""

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

    def __init__(self, data, **options):
        super().__init__(data, **options)
        self.fields["region"].queryset = Region.objects.with_organizations()

    def narrow(self, figures):
        """Those of *figures* that pass every filter that is set; none if a value is wrong."""
        if not self.is_valid():
            return figures.none()
        asked = self.cleaned_data
        equal = {
            "kind": asked["kind"],
            "status": asked["status"],
            "organization": asked["organization"],
            "published_at__year": asked["year"],
        }
        figures = figures.filter(**{path: value for path, value in equal.items() if value})
        figures = figures.counted_in(asked["unit"]) if asked["unit"] else figures
        figures = figures.within(asked["region"]) if asked["region"] else figures
        return figures.about(asked["subject"])

    def arrange(self, figures):
        """*figures* in the order asked for."""
        return figures.order_by(*ORDERS[self.order])

    @property
    def order(self):
        return self.cleaned_data.get("sort") or next(iter(ORDERS))

    @property
    def asked(self):
        """Name → text of each field that is set, as it stands in the address."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}

    @property
    def set_filters(self):
        """Name → what a reader calls the value, of each filter that is set."""
        return {name: self._shown(name) for name in self.narrowing if self.cleaned_data.get(name)}

    def _shown(self, name):
        value = self.cleaned_data[name]
        choices = dict(getattr(self.fields[name], "choices", ())) if isinstance(value, str) else {}
        return str(choices.get(value, value))
