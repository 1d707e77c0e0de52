"""Addresses of search."""

from django.urls import path

from search.completing import complete
from search.helping import help_page
from search.views import results

urlpatterns = [
    path("", results, name="search"),
    path("complete/", complete, name="search_complete"),
    path("help/", help_page, name="search_help"),
]
