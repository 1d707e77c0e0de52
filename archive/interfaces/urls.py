"""The addresses that other programs read."""

from django.urls import re_path

from archive.interfaces.citing import cite
from archive.interfaces.metrics import metrics_file

urlpatterns = [
    re_path(r"^metrics/figures\.(csv|xlsx|json)$", metrics_file, name="figures"),
    re_path(r"^articles/(?P<pk>[0-9]+)/cite\.(?P<form>bib|ris|json)$", cite, name="cite"),
]
