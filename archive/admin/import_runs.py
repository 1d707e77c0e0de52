"""The admin of import runs, and the upload by which editors import files after a preview."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from archive.admin.mixins import ReadOnlyMixin
from archive.editing import uploads
from archive.editing.workflow import edits_wait, may_publish
from archive.importing.inputs.containers import Input, Unreadable
from archive.importing.inputs.files import inputs_named
from archive.importing.pipeline import Outcome, import_inputs, preview_inputs
from archive.importing.storing.saving import Importer
from archive.models import Article, ImportRun

MOST_REPORTS = 200  # in one upload: more take longer than anybody waits for a page


class StatusWords(NamedTuple):
    """The status of an input in words: in the preview, and after the import."""

    before: str
    after: str


STATUSES = {
    "created": StatusWords(_("new report"), _("stored")),
    "updated": StatusWords(_("changes the report"), _("report changed")),
    "unchanged": StatusWords(_("known already: nothing to do"), _("known already: nothing done")),
    "duplicate": StatusWords(_("duplicate: will not be stored"), _("duplicate: not stored")),
    "quarantined": StatusWords(_("nearly all advertising: for review, not published"), _("for review, not published")),
    "failed": StatusWords(_("cannot be read"), _("could not be read")),
}
DRAFT = StatusWords(_("new report: will be a draft"), _("stored as a draft"))
WAITS = StatusWords(
    _("changes a published report: will wait as an edit"), _("waits as an edit of the published report")
)


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome of importing, its status in words, and the article it belongs to."""

    outcome: Outcome
    status: str
    article: Article | None


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = ["started_at", "finished_at", "paths", "counts", "failures"]
    list_display = ["started_at", "finished_at", "counts"]
    date_hierarchy = "started_at"
    change_list_template = "admin/archive/importrun/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        ours = [
            path("upload/", self.admin_site.admin_view(self.upload_view), name="archive_upload"),
            path("upload/<slug:token>/", self.admin_site.admin_view(self.preview_view), name="archive_upload_preview"),
        ]
        return ours + super().get_urls()

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take files; they wait until their preview is confirmed."""
        _check_permission(request)
        form = uploads.UploadForm(request.POST, request.FILES) if request.method == "POST" else uploads.UploadForm()
        if form.is_valid():
            upload = uploads.keep(form.cleaned_data["files"], request.user)
            items = islice(inputs_named(upload.files, Counter()), MOST_REPORTS + 1)
            if sum(1 for _item in items) <= MOST_REPORTS:
                return redirect("admin:archive_upload_preview", upload.token)
            upload.discard()
            message = _("They hold more than %(most)s reports. Send them in parts, or type: manage.py import_articles")
            form.add_error("files", message % {"most": MOST_REPORTS})
        return self.page(request, "upload", title=_("Import files"), form=form)

    def preview_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show what importing the files would do; a POST imports or discards them."""
        _check_permission(request)
        upload = uploads.kept(token, request.user)
        if upload is None:
            messages.error(request, _("These files wait no longer: they were imported, given up, or too old."))
            return redirect("admin:archive_upload")
        if request.method == "POST":
            return self.imported(request, upload)
        shown = _outcomes(upload, preview_inputs, request.user, imported=False)
        return self.page(request, "preview", title=_("What will be imported"), upload=upload, **shown._asdict())

    def imported(self, request: HttpRequest, upload: uploads.Upload) -> HttpResponse:
        """Import the files, or not if the user cancels, and delete them."""
        try:
            if "cancel" in request.POST:
                return redirect("admin:archive_upload")
            importer = Importer(request.user, may_publish(request.user))
            importing = partial(import_inputs, names=upload.names, importer=importer)
            shown = _outcomes(upload, importing, request.user, imported=True)
        finally:
            upload.discard()
        return self.page(request, "imported", title=_("What was imported"), **shown._asdict())

    def page(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return render(request, f"admin/archive/importrun/{name}.html", context)


def _check_permission(request: HttpRequest) -> None:
    """Raise PermissionDenied unless the user may add and change articles, since an import does both."""
    if not request.user.has_perms(["archive.add_article", "archive.change_article"]):
        raise PermissionDenied


def _status_words(outcome: Outcome, article: Article | None, user: Any) -> StatusWords:
    if outcome.status == "created" and not may_publish(user):
        return DRAFT
    if outcome.status == "updated" and article and edits_wait(user, article):
        return WAITS
    return STATUSES[outcome.status]


class _Outcomes(NamedTuple):
    """The outcomes of an upload's inputs, and the number of its files that hold no article."""

    shown: list[OutcomeRow]
    passed_over: int


def _outcomes(
    upload: uploads.Upload,
    process: Callable[[Iterable[Input | Unreadable]], Iterable[Outcome]],
    user: Any,
    *,
    imported: bool,
) -> _Outcomes:
    """Run *process* over the inputs of the user's upload: the import itself, or its preview if not *imported*."""
    passed_over: Counter[str] = Counter()
    outcomes = list(process(inputs_named(upload.files, passed_over)))
    articles = Article.objects.in_bulk({outcome.article for outcome in outcomes if outcome.article})
    rows = []
    for outcome in outcomes:
        article = articles.get(outcome.article)
        words = _status_words(outcome, article, user)
        rows.append(OutcomeRow(outcome, words.after if imported else words.before, article))
    return _Outcomes(rows, passed_over.total())
