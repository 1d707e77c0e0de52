"""What editors do to many reports at once: each by itself, all in one transaction; what was refused is said."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.editing.bulk import NamesForm, Refused, make_reprint, original_of, set_state
from archive.editing.workflow import may_publish, review_again
from archive.history.versions import save_version
from archive.importing.storing.line_review import NotReviewable, read_again
from archive.importing.storing.re_extraction import extract_metrics_again
from archive.models import Article

State = Article.State
MOST_TOLD = 10  # refusals told one by one


class BulkActions:
    """For the desk of reports. Who may not publish sends what readers see back to review by any change."""

    actions = ["publish", "withdraw", "to_review", "set_names", "parse_again", "figures_again", "merge"]
    actions += ["move_to_trash", "restore_from_trash"]

    def has_publish_permission(self, request):
        return may_publish(request.user)

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        self.each(request, queryset, partial(set_state, state=State.PUBLISHED), _("published"))

    @admin.action(description=_("Withdraw"), permissions=["publish"])
    def withdraw(self, request, queryset):
        self.each(request, queryset, partial(set_state, state=State.WITHDRAWN), _("withdrawn"))

    @admin.action(description=_("Send to review"), permissions=["change"])
    def to_review(self, request, queryset):
        self.each(request, queryset, partial(set_state, state=State.REVIEW), _("in review"))

    @admin.action(description=_("Read again from the original"), permissions=["change"])
    def parse_again(self, request, queryset):
        self.each(request, queryset, read_again, _("read again; what it said before is in its history"))

    @admin.action(description=_("Extract figures again"), permissions=["change"])
    def figures_again(self, request, queryset):
        self.each(request, queryset, extract_metrics_again, _("figures extracted again; judged ones stay"))

    @admin.action(description=_("Merge duplicates: the first by date is the original"), permissions=["publish"])
    def merge(self, request, queryset):
        if original := original_of(queryset):
            others = queryset.exclude(pk=original.pk)
            told = _("now a reprint of “%(title)s”") % {"title": original}
            self.each(request, others, partial(make_reprint, original=original), told)

    @admin.action(description=_("Set organization, add keywords"), permissions=["change"])
    def set_names(self, request, queryset):
        form = NamesForm(request.POST if "apply" in request.POST else None)
        form.fields["organization"].widget = AutocompleteSelect(
            Article._meta.get_field("organization"), self.admin_site, choices=form.fields["organization"].choices
        )
        if form.is_bound and form.is_valid():
            return self.each(request, queryset, form.apply, _("names set"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Set organization, add keywords"),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "articles": queryset,
            "chosen": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/archive/article/set_names.html", context)

    @transaction.atomic
    def each(self, request, queryset, step, told, *, from_trash=False):
        """Take the step with each report; *told*: what became of those with which it could be taken."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        refused, done = [], 0
        for article in queryset.order_by("pk"):
            try:
                with transaction.atomic():
                    if article.state == State.TRASHED and not from_trash:
                        raise Refused(_("It is in the trash."))
                    self._one(request, article, step, told)
                done += 1
            except (Refused, NotReviewable) as refusal:
                refused.append(f"“{article}”: {refusal}")
        _tell(request, done, refused, told)

    def _one(self, request, article, step, told):
        save_version(article)
        step(article)
        review_again(request.user, article)
        save_version(article, user=request.user, comment=str(told))
        self.log_change(request, article, str(told))


def _tell(request, done, refused, told):
    if done:
        count = ngettext("%(count)s report", "%(count)s reports", done) % {"count": done}
        messages.success(request, f"{count}: {told}")
    for refusal in refused[:MOST_TOLD]:
        messages.warning(request, refusal)
    if len(refused) > MOST_TOLD:
        messages.warning(request, _("… and %(count)s more.") % {"count": len(refused) - MOST_TOLD})
