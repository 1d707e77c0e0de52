"""The preview of a pending edit: the page of its article as it would be, for editors only."""

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.history.pending_edits import applied
from archive.models import Article, PendingEdit
from archive.pages.articles import article_page, with_heads


@require_safe
@never_cache
@staff_member_required
@permission_required("archive.view_article", raise_exception=True)
def preview(request: HttpRequest, pk: int, edit: int) -> HttpResponse:
    """Render the page of the article while it says what the open edit says; nothing of it stays stored."""
    shown = get_object_or_404(PendingEdit.objects.open().select_related("article", "author"), pk=edit, article=pk)
    with applied(shown):
        response = article_page(request, with_heads(Article.objects.all()).get(pk=pk), shown)
    response["X-Robots-Tag"] = "noindex"
    return response
