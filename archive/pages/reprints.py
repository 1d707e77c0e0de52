"""The page that sets a reprint beside the report it repeats."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.comparing.clause_diff import side_by_side_diff
from archive.models import Article


@require_safe
def differences(request, pk):
    """Both texts, with their differences marked; 404 for a report that repeats no published one."""
    published = Article.objects.published().select_related("outlet")
    reprint = get_object_or_404(published, pk=pk)
    original = published.filter(pk=reprint.reprint_of_id).first()
    if not original:
        raise Http404(_("This report is not known to repeat another."))
    rows = side_by_side_diff(_text_of(original), _text_of(reprint))
    return render(request, "archive/differences.html", {"original": original, "reprint": reprint, "rows": rows})


def _text_of(report):
    return "\n".join([report.title, *(section.content for section in report.sections.all())])
