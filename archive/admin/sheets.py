"""The facts of reports as CSV or XLSX, out of the admin's list and back into it."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm

from archive.editing.sheets import ArticleSheet
from archive.editing.workflow import may_publish


class Sheets(ImportExportMixin):
    """Buttons on the list: what it shows as a sheet, and a sheet whose changes are shown before they are saved."""

    change_list_template = "admin/archive/change_list.html"  # on which the list with these buttons is drawn
    resource_classes = [ArticleSheet]
    formats = [CSV, XLSX]
    export_form_class = ExportForm
    export_template_name = "admin/archive/sheet_export.html"
    to_encoding = "utf-8-sig"  # the mark tells spreadsheet programs that the table is UTF-8

    def process_result(self, result, request):
        if not may_publish(request.user):
            messages.warning(request, _("Published reports that the sheet has changed are in review now."))
        return super().process_result(result, request)
