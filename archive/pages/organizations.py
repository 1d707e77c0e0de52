"""The page of an organization: its articles, which can be filtered like any list of articles."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from archive.models import Article, Metric, Organization
from archive.pages.articles import ArticleList
from archive.pages.browse import timeline


class OrganizationPage(ArticleList):
    template_name = "archive/organization.html"
    settled = ("organization",)

    @cached_property
    def organization(self) -> Organization:
        return get_object_or_404(Organization.objects.shown(), slug=self.kwargs["slug"])

    def everything(self) -> QuerySet[Article]:
        return self.organization.articles.public()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        figures = Metric.objects.public().filter(organization=self.organization).count()
        bars = timeline(self.organization.articles.public().count_by_year())
        return super().get_context_data(organization=self.organization, figure_count=figures, bars=bars, **context)
