"""Export of the facts of articles as CSV or XLSX from the admin list, and import of changed sheets."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm
from import_export.results import Result

from archive.editing.sheets import ArticleSheet
from archive.editing.workflow import may_publish


class SheetsMixin(ImportExportMixin, admin.ModelAdmin):
    """Adds buttons to the list that export it as a sheet, and import a sheet after a preview of its changes."""

    change_list_template = "admin/archive/change_list.html"  # has blocks for these buttons
    resource_classes = [ArticleSheet]
    formats = [CSV, XLSX]
    export_form_class = ExportForm
    export_template_name = "admin/archive/sheet_export.html"
    to_encoding = "utf-8-sig"  # the mark tells spreadsheet programs that the table is UTF-8

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        if not may_publish(request.user):
            messages.warning(
                request,
                _(
                    "Readers see published reports as they were: what the sheet changes in them waits until somebody "
                    "who may publish has decided on it."
                ),
            )
        return super().process_result(result, request)
