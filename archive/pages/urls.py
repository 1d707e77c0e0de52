"""The URLs of the public pages."""

from django.urls import path

from archive.pages.articles import ArticleList, YearList, article
from archive.pages.browse import KeywordList, OutletList, RegionList, regions, years
from archive.pages.captures import capture, decide, original
from archive.pages.compare import compare
from archive.pages.health import healthz
from archive.pages.home import home
from archive.pages.language import switch
from archive.pages.metrics import MetricList
from archive.pages.organizations import OrganizationPage
from archive.pages.pending_edits import preview
from archive.pages.reprints import differences

urlpatterns = [
    path("", home, name="home"),
    path("articles/", ArticleList.as_view(), name="article_list"),
    path("articles/<int:pk>/", article, name="article_by_id"),
    path("articles/<int:pk>/<slug:slug>/", article, name="article"),
    path("articles/<int:pk>/reprint/differences/", differences, name="differences"),
    path("articles/<int:pk>/edits/<int:edit>/", preview, name="edit_preview"),
    path("articles/<int:pk>/captures/<slug:sha256>/", capture, name="capture"),
    path("articles/<int:pk>/captures/<slug:sha256>/original", original, name="original"),
    path("removals/<int:pk>/decide", decide, name="decide"),
    path("organizations/<slug:slug>/", OrganizationPage.as_view(), name="organization"),
    path("outlets/<slug:slug>/", OutletList.as_view(), name="outlet"),
    path("keywords/<slug:slug>/", KeywordList.as_view(), name="keyword"),
    path("regions/", regions, name="regions"),
    path("regions/<slug:code>/", RegionList.as_view(), name="region"),
    path("years/", years, name="years"),
    path("years/<int:year>/", YearList.as_view(), name="year"),
    path("metrics/", MetricList.as_view(), name="metric_list"),
    path("compare/", compare, name="compare"),
    path("language/<slug:code>/", switch, name="language"),
    path("healthz", healthz, name="healthz"),
]
