"""Bulk actions on articles: each article by itself, all in one transaction; refusals are shown as messages."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.selections import has_changed, selection_of
from archive.editing.bulk import NamesForm, Refused, make_reprint, original_of, set_state
from archive.editing.reprints import ungroup
from archive.editing.workflow import ONLY_PUBLISHERS, edits_wait, may_publish
from archive.history.pending_edits import edited_aside
from archive.history.versions import save_version
from archive.importing.storing.line_review import NotReviewable, read_again
from archive.importing.storing.re_extraction import extract_metrics_again
from archive.models import Article

State = Article.State
MOST_REFUSALS = 10  # that are shown one by one

Step = Callable[[Article], object]


class BulkActionsMixin(admin.ModelAdmin):
    """What a user who may not publish changes in published articles waits, or is refused."""

    actions = ["publish", "withdraw", "to_review", "set_names", "parse_again", "figures_again", "merge", "ungroup"]
    actions += ["move_to_trash", "restore_from_trash"]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self.for_each(request, queryset, partial(set_state, state=State.PUBLISHED), _("published"))

    @admin.action(description=_("Withdraw"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self.for_each(request, queryset, partial(set_state, state=State.WITHDRAWN), _("withdrawn"))

    @admin.action(description=_("Send to review"), permissions=["change"])
    def to_review(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self.for_each(request, queryset, partial(set_state, state=State.REVIEW), _("in review"))

    @admin.action(description=_("Read again from the original"), permissions=["change"])
    def parse_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self.for_each(request, queryset, read_again, _("read again; what it said before is in its history"))

    @admin.action(description=_("Extract figures again"), permissions=["change"])
    def figures_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        result = _("figures extracted again; judged ones stay")
        self.for_each(request, queryset, may_wait(extract_metrics_again), result)

    @admin.action(description=_("Merge duplicates: the first by date is the original"), permissions=["publish"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        if original := original_of(queryset):
            others = queryset.exclude(pk=original.pk)
            result = _("now a reprint of “%(title)s”") % {"title": original}
            self.for_each(request, others, partial(make_reprint, original=original), result)

    @admin.action(description=_("No longer reprints: reports of their own"), permissions=["publish"])
    def ungroup(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self.for_each(request, queryset, ungroup, _("a report of its own again"))

    @admin.action(description=_("Set organization or outlet, add or remove keywords"), permissions=["change"])
    def set_names(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        form = NamesForm(request.POST if "apply" in request.POST else None)
        for name in ("organization", "outlet"):
            field, choices = Article._meta.get_field(name), form.fields[name].choices
            form.fields[name].widget = AutocompleteSelect(field, self.admin_site, choices=choices)
        if form.is_bound and form.is_valid() and not has_changed(request, queryset):
            self.for_each(request, queryset, may_wait(form.apply), _("names set"))
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Set organization or outlet, add or remove keywords"),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "articles": queryset,
            **selection_of(request, queryset)._asdict(),
        }
        return TemplateResponse(request, "admin/archive/article/set_names.html", context)

    @transaction.atomic
    def for_each(
        self, request: HttpRequest, queryset: QuerySet[Article], step: Step, result: str, *, from_trash: bool = False
    ) -> None:
        """Take the step with each article, and tell the outcome in messages.

        With a published article, a user who may not publish takes a step that `may_wait` aside, and no other.

        result: what has become of the articles with which the step succeeded, in words.
        from_trash: whether the step applies to articles in the trash.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        refusals, done, waiting = [], 0, 0
        for article in queryset.order_by("pk"):
            try:
                with transaction.atomic():
                    if article.state == State.TRASHED and not from_trash:
                        raise Refused(_("It is in the trash."))
                    if edits_wait(request.user, article):
                        self._change_aside(request, article, step, result)
                        waiting += 1
                    else:
                        self._change(request, article, step, result)
                        done += 1
            except (Refused, NotReviewable) as refusal:
                refusals.append(f"“{article}”: {refusal}")
        _show_outcome(request, done, refusals, result)
        if waiting:
            self.say_that_edits_wait(request, waiting)

    def _change(self, request: HttpRequest, article: Article, step: Step, result: str) -> None:
        save_version(article)
        step(article)
        save_version(article, user=request.user, comment=str(result))
        self.log_change(request, article, str(result))

    def _change_aside(self, request: HttpRequest, article: Article, step: Step, result: str) -> None:
        if not getattr(step, "may_wait", False):
            raise Refused(ONLY_PUBLISHERS)
        with edited_aside(article, request.user):
            step(Article.objects.get(pk=article.pk))
        self.log_change(request, article, f"{result}: {_('pending edit')}")

    def say_that_edits_wait(self, request: HttpRequest, number: int) -> None:
        messages.warning(
            request,
            ngettext(
                "%(count)s report is published: readers see it as it was, and your edit waits until somebody who may "
                "publish has decided on it.",
                "%(count)s reports are published: readers see them as they were, and your edits wait until somebody "
                "who may publish has decided on them.",
                number,
            )
            % {"count": number},
        )


def may_wait(step: Step) -> Step:
    """Mark a step whose result can wait as a pending edit, since it changes nothing but what an article says."""
    marked: Any = partial(step)
    marked.may_wait = True
    return marked


def _show_outcome(request: HttpRequest, done: int, refusals: Sequence[str], result: str) -> None:
    if done:
        count = ngettext("%(count)s report", "%(count)s reports", done) % {"count": done}
        messages.success(request, f"{count}: {result}")
    for refusal in refusals[:MOST_REFUSALS]:
        messages.warning(request, refusal)
    if len(refusals) > MOST_REFUSALS:
        messages.warning(request, _("… and %(count)s more.") % {"count": len(refusals) - MOST_REFUSALS})
