"""The addresses that other programs read."""

from django.urls import re_path

from archive.interfaces.figures import figures

urlpatterns = [re_path(r"^metrics/figures\.(csv|xlsx|json)$", figures, name="figures")]
