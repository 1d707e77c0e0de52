"""The page of an issuing body: its reports, narrowed like any list of reports."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from archive.models import Metric, Organization
from archive.pages.articles import ArticleList
from archive.pages.browse import timeline


class OrganizationPage(ArticleList):
    template_name = "archive/organization.html"
    settled = ("organization",)

    @cached_property
    def organization(self):
        return get_object_or_404(Organization.objects.shown(), slug=self.kwargs["slug"])

    def everything(self):
        return self.organization.articles.public()

    def get_context_data(self, **context):
        figures = Metric.objects.public().filter(organization=self.organization).count()
        bars = timeline(self.organization.articles.public().count_by_year())
        return super().get_context_data(organization=self.organization, figure_count=figures, bars=bars, **context)
