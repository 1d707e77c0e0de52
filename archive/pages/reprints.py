"""The page that shows a reprint beside its original."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.comparing.clause_diff import side_by_side_diff
from archive.models import Article


@require_safe
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Render both texts with their differences marked; 404 if the article is no reprint of a published one."""
    published = Article.objects.published().select_related("outlet")
    reprint = get_object_or_404(published, pk=pk)
    original = published.filter(pk=reprint.reprint_of_id).first()
    if not original:
        raise Http404(_("This report is not known to repeat another."))
    rows = side_by_side_diff(_text_of(original), _text_of(reprint))
    return render(request, "archive/differences.html", {"original": original, "reprint": reprint, "rows": rows})


def _text_of(article: Article) -> str:
    return "\n".join([article.title, *(section.content for section in article.sections.all())])
