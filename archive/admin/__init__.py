"""The admin, with a module for each kind of record. Django imports this package to find them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin import articles, captures, import_runs, metrics, names, reprints
from archive.admin.selections import delete_selected

__all__ = ["articles", "captures", "import_runs", "metrics", "names", "reprints"]

admin.site.site_header = admin.site.site_title = _("CPPCC Report Archive")
admin.site.index_title = _("Editing")
admin.site.add_action(delete_selected, "delete_selected")  # in the place of Django's, for all lists
