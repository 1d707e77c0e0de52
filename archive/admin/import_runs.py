"""The editors' desk for what comes in: runs of the importer, and importing files that are looked at first."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from archive.admin.mixins import ReadOnly
from archive.editing import uploads
from archive.importing.inputs.files import inputs_named
from archive.importing.pipeline import Outcome, import_inputs, preview_inputs
from archive.models import Article, ImportRun

MOST_REPORTS = 200  # in one upload: more take longer than anybody waits for a page
# What becomes of an input, before and after.
STATUSES = {
    "created": (_("new report"), _("stored")),
    "updated": (_("changes the report"), _("report changed")),
    "unchanged": (_("known already: nothing to do"), _("known already: nothing done")),
    "duplicate": (_("duplicate: will not be stored"), _("duplicate: not stored")),
    "quarantined": (_("nearly all advertising: for review, not published"), _("for review, not published")),
    "failed": (_("cannot be read"), _("could not be read")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An outcome, its status in words, and the report it belongs to."""

    outcome: Outcome
    status: str
    article: Article | None


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin):
    fields = ["started_at", "finished_at", "was_interrupted", "paths", "counts", "failures"]
    list_display = ["started_at", "finished_at", "was_interrupted", "counts"]
    date_hierarchy = "started_at"
    change_list_template = "admin/archive/importrun/change_list.html"

    def get_urls(self):
        ours = [
            path("upload/", self.admin_site.admin_view(self.upload_view), name="archive_upload"),
            path("upload/<slug:token>/", self.admin_site.admin_view(self.preview_view), name="archive_upload_preview"),
        ]
        return ours + super().get_urls()

    def upload_view(self, request):
        """Choose files; they wait until they have been looked at."""
        _permit(request)
        form = uploads.UploadForm(request.POST, request.FILES) if request.method == "POST" else uploads.UploadForm()
        if form.is_valid():
            upload = uploads.keep(form.cleaned_data["files"], request.user)
            if _reports_in(upload) <= MOST_REPORTS:
                return redirect("admin:archive_upload_preview", upload.token)
            upload.discard()
            told = _("They hold more than %(most)s reports. Send them in parts, or type: manage.py import_articles")
            form.add_error("files", told % {"most": MOST_REPORTS})
        return self.page(request, "upload", title=_("Import files"), form=form)

    def preview_view(self, request, token):
        """What importing would do; a POST does it, or gives it up."""
        _permit(request)
        upload = uploads.kept(token, request.user)
        if upload is None:
            messages.error(request, _("These files wait no longer: they were imported, given up, or too old."))
            return redirect("admin:archive_upload")
        if request.method == "POST":
            return self.imported(request, upload)
        shown, passed_over = _shown(upload, preview_inputs, after=False)
        return self.page(
            request, "preview", title=_("What will be imported"), shown=shown, passed_over=passed_over, upload=upload
        )

    def imported(self, request, upload):
        """Import the files, or not, and let go of them."""
        try:
            if "cancel" in request.POST:
                return redirect("admin:archive_upload")
            shown, passed_over = _shown(upload, lambda items: import_inputs(items, upload.names), after=True)
        finally:
            upload.discard()
        return self.page(request, "imported", title=_("What was imported"), shown=shown, passed_over=passed_over)

    def page(self, request, name, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return render(request, f"admin/archive/importrun/{name}.html", context)


def _permit(request):
    """Imported reports are published at once, so whoever imports must be allowed to publish."""
    if not request.user.has_perms(["archive.add_article", "archive.publish_article"]):
        raise PermissionDenied


def _reports_in(upload):
    """How many inputs the files hold, counted no further than is allowed."""
    return sum(1 for _item in islice(inputs_named(upload.files, Counter()), MOST_REPORTS + 1))


def _shown(upload, process, *, after):
    """Each outcome of *process* for the files, and how many files held no report."""
    passed_over = Counter()
    outcomes = list(process(inputs_named(upload.files, passed_over)))
    articles = Article.objects.in_bulk({outcome.article for outcome in outcomes if outcome.article})
    shown = [Shown(outcome, STATUSES[outcome.status][after], articles.get(outcome.article)) for outcome in outcomes]
    return shown, passed_over.total()
