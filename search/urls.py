"""Addresses of search."""

from django.urls import path

from search.pages.completion import complete
from search.pages.help import help_page
from search.pages.results import results, results_csv, results_feed, results_json
from search.pages.words import concordance_page, trend_page

urlpatterns = [
    path("", results, name="search"),
    path("complete/", complete, name="search_complete"),
    path("help/", help_page, name="search_help"),
    path("results.csv", results_csv, name="search_csv"),
    path("results.json", results_json, name="search_json"),
    path("results.atom", results_feed, name="search_feed"),
    path("concordance/", concordance_page, name="concordance"),
    path("trend/", trend_page, name="trend"),
]
