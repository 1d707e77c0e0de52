"""The page of a capture: its text with the removed lines and the reasons; its bytes; decisions on its lines."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from archive.editing.removals import RemovalDecisionForm
from archive.editing.workflow import ONLY_PUBLISHERS, edits_wait
from archive.importing.extracting.decoding import decode
from archive.importing.extracting.html import declared_charset
from archive.importing.records import InputError
from archive.importing.storing.line_review import NotReviewable, confirm, restore
from archive.models import Article, Capture, Removal

LINES_ON_A_PAGE = 500
MAY_DECIDE = "archive.change_removal"
DECISIONS = {"restore": restore, "confirm": confirm}

# Headers with which no browser runs, shows or guesses at the bytes of a capture, whatever they are.
HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True, slots=True)
class CapturedLine:
    """A line of the decoded capture and the removals in it."""

    number: int
    text: str
    removals: tuple[Removal, ...] = ()

    @property
    def is_left_out(self) -> bool:
        """Whether the whole line is removed."""
        return any(removal.text == self.text.strip() and removal.status != "restored" for removal in self.removals)


@require_safe
def capture(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """Render the capture line by line."""
    return _page(request, _visible_capture(request, pk, sha256))


@require_safe
def original(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """Return the original bytes as a download."""
    shown = _visible_capture(request, pk, sha256)
    name = f"{shown.sha256[:12]}.bin"
    headers = {**HARMLESS, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bytes(shown.content), content_type="application/octet-stream", headers=headers)


@require_POST
@permission_required(MAY_DECIDE, login_url="admin:login")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a removed line or confirm its removal, then redirect to the line."""
    removal = get_object_or_404(Removal.objects.select_related("capture__article"), pk=pk)
    form = RemovalDecisionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Say what to do with the line: restore or confirm."))
    try:
        if edits_wait(request.user, removal.capture.article):
            raise NotReviewable(ONLY_PUBLISHERS)
        DECISIONS[form.cleaned_data["decision"]](removal, request.user)
    except NotReviewable as refusal:
        return _page(request, removal.capture, refusal=refusal)
    page = (max(removal.line, 1) - 1) // LINES_ON_A_PAGE + 1
    return redirect(f"{removal.capture.get_absolute_url()}?page={page}#L{removal.line}")


def _page(request: HttpRequest, shown: Capture, *, refusal: NotReviewable | None = None) -> HttpResponse:
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


def _visible_capture(request: HttpRequest, pk: int, sha256: str) -> Capture:
    """Return the capture if its article is published or the reader is an editor. Raises Http404."""
    articles = Article.objects.all() if request.user.has_perm(MAY_DECIDE) else Article.objects.published()
    captures = Capture.objects.filter(article__in=articles, article=pk, sha256=sha256)
    found: Capture | None = captures.select_related("article").first()
    if not found:
        raise Http404(_("The archive has no such capture of that report."))
    return found


def _lines(shown: Capture, removals: Sequence[Removal]) -> list[CapturedLine]:
    """Return the lines of the capture with their removals; no lines if its bytes are not text.

    A removal from a JSON record counts its lines within the record's text, so it belongs to no line of the file.
    """
    content = bytes(shown.content)
    try:
        texts = decode(content, declared_charset(content)).text.split("\n")
    except InputError:
        return []
    by_line: dict[int, list[Removal]] = defaultdict(list)
    for removal in removals if shown.format != "json" else ():
        by_line[removal.line].append(removal)
    return [CapturedLine(number, text, tuple(by_line[number])) for number, text in enumerate(texts, start=1)]
