"""Figures of all reports in one table, each leading to the section that states it."""

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from archive.models import Metric
from archive.pages.articles import ArticleFilters
from archive.pages.listing import FacetSource, FilteredList, Filters


class MetricFilters(Filters):
    unit = forms.CharField(label=_("unit"), max_length=20, required=False, widget=forms.HiddenInput)
    organization = ArticleFilters.base_fields["organization"]
    year = ArticleFilters.base_fields["year"]

    lookups = {"unit": "unit", "organization": "article__organization", "year": "article__published_at__year"}
    facets = {
        "unit": FacetSource("unit", "unit"),
        "organization": FacetSource("article__organization__slug", "article__organization__name"),
        "year": FacetSource("article__published_at__year", "article__published_at__year", order=("-key",)),
    }


class MetricList(FilteredList):
    template_name = "archive/metric_list.html"
    context_object_name = "metrics"
    paginate_by = 50
    filters_class = MetricFilters

    def everything(self):
        return Metric.objects.public()

    def get_queryset(self):
        found = super().get_queryset().select_related("article__organization", "section")
        return found.order_by(F("article__published_at").desc(nulls_last=True), "-article_id", "position", "id")
