"""The editors' desk, a module to each kind of record: Django looks for it here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin import articles, captures, intake, names
from archive.admin.saved_filters import SavedFilters
from archive.figure_desk import FigureDesk
from archive.models import Metric

__all__ = ["articles", "captures", "intake", "names"]

admin.site.site_header = admin.site.site_title = _("CPPCC Report Archive")
admin.site.index_title = _("Editing")


@admin.register(Metric)
class MetricAdmin(SavedFilters, FigureDesk):
    """The figures, with filters to keep: the desk itself knows nothing of other desks."""
