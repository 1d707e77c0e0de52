"""The page of a capture: what came, as text, and what was left out of it and why; its bytes, harmless; decisions."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from archive.editing.removals import DecisionForm
from archive.importing.extracting.decoding import decode
from archive.importing.extracting.html import declared_charset
from archive.importing.records import InputError
from archive.importing.storing.line_review import NotReviewable, confirm, restore
from archive.models import Article, Capture, Removal

LINES_ON_A_PAGE = 500
MAY_DECIDE = "archive.change_removal"
DECISIONS = {"restore": restore, "confirm": confirm}

# No browser runs, shows or guesses at these bytes, whatever they are.
HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True, slots=True)
class CapturedLine:
    """A line of the decoded capture and what was left out of it; *is_left_out* if that is the whole line."""

    number: int
    text: str
    removals: tuple[Removal, ...] = ()

    @property
    def is_left_out(self):
        return any(removal.text == self.text.strip() and removal.status != "restored" for removal in self.removals)


@require_safe
def capture(request, pk, sha256):
    """The capture line by line."""
    return _page(request, _seen_capture(request, pk, sha256))


@require_safe
def original(request, pk, sha256):
    """The bytes as they came, as a download."""
    shown = _seen_capture(request, pk, sha256)
    name = f"{shown.sha256[:12]}.bin"
    headers = {**HARMLESS, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bytes(shown.content), content_type="application/octet-stream", headers=headers)


@require_POST
@permission_required(MAY_DECIDE, login_url="admin:login")
def decide(request, pk):
    """Restore a removed line or confirm its removal, and go back to it."""
    removal = get_object_or_404(Removal.objects.select_related("capture__article"), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Say what to do with the line: restore or confirm."))
    try:
        DECISIONS[form.cleaned_data["decision"]](removal)
    except NotReviewable as refusal:
        return _page(request, removal.capture, refusal=refusal)
    return redirect(f"{removal.capture.get_absolute_url()}?page={_page_of(removal.line)}#L{removal.line}")


def _page(request, shown, *, refusal=None):
    removals = list(shown.removals.all())
    lines = _lines(shown, removals)
    page = Paginator(lines, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    placed = {removal.pk for line in lines for removal in line.removals}
    context = {
        "capture": shown,
        "article": shown.article,
        "page": page,
        "is_text": bool(lines),
        "left_out": sum(removal.status != Removal.Status.RESTORED for removal in removals),
        "elsewhere": [removal for removal in removals if removal.pk not in placed],
        "may_decide": request.user.has_perm(MAY_DECIDE),
        "refusal": refusal,
    }
    return render(request, "archive/capture.html", context, status=409 if refusal else 200)


def _seen_capture(request, pk, sha256):
    """The capture, if its report is published or the reader is an editor; else 404."""
    articles = Article.objects.all() if request.user.has_perm(MAY_DECIDE) else Article.objects.published()
    found = Capture.objects.filter(article__in=articles, article=pk, sha256=sha256).select_related("article").first()
    if not found:
        raise Http404(_("The archive has no such capture of that report."))
    return found


def _page_of(line):
    return (max(line, 1) - 1) // LINES_ON_A_PAGE + 1


def _lines(shown, removals):
    """The capture's lines with what was left out of each; none where its bytes are no text.

    Lines of a JSON record count within its text, so that their removals have no place in the file.
    """
    content = bytes(shown.content)
    try:
        texts = decode(content, declared_charset(content)).text.split("\n")
    except InputError:
        return []
    by_line = defaultdict(list)
    for removal in removals if shown.format != "json" else ():
        by_line[removal.line].append(removal)
    return [CapturedLine(number, text, tuple(by_line[number])) for number, text in enumerate(texts, start=1)]
