"""Addresses of search."""

from django.urls import path

from search.helping import help_page
from search.views import results

urlpatterns = [
    path("", results, name="search"),
    path("help/", help_page, name="search_help"),
]
