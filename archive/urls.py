"""Every address of the site. Composition root: with wsgi.py the only archive module that may name search."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("archive.pages.urls")),
    path("", include("archive.interfaces.urls")),
    path("search/", include("search.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "archive.pages.errors.bad_request"
