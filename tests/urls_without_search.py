"""The addresses of a site from which the app `search` is taken out."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("archive.pages.urls")),
    path("", include("archive.interfaces.urls")),
    path("admin/", admin.site.urls),
]
