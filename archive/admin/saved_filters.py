"""Saved filters of an admin list: links above the list, a form that saves the current filters, delete buttons."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive.editing.saved_filters import SavedFilterForm
from archive.models import SavedFilter


class SavedFiltersMixin(admin.ModelAdmin):
    """For a model whose list uses the template admin/archive/change_list.html."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        saved = SavedFilter.objects.open_to(request.user, self.opts.model_name)
        current = request.GET.urlencode()
        context = {
            "saved_filters": [(one, one.query == current, one.belongs_to(request.user)) for one in saved],
            "saved_filter_form": SavedFilterForm(initial={"query": current}, auto_id="saved-filter-%s"),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        kept, deleted = map(self.admin_site.admin_view, (self.keep_filter, self.delete_filter))
        name = f"archive_{self.opts.model_name}"
        ours = [
            path("filters/", kept, name=f"{name}_keep_filter"),
            path("filters/<int:pk>/delete/", deleted, name=f"{name}_delete_filter"),
        ]
        return [*ours, *super().get_urls()]

    @method_decorator(require_POST)
    def keep_filter(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = SavedFilterForm(request.POST)
        if form.is_valid():
            saved = form.keep(request.user, self.opts.model_name)
            messages.success(request, _("The filter “%(name)s” is kept.") % {"name": saved})
            return self._to_list(saved.query)
        for problems in form.errors.values():
            messages.error(request, " ".join(problems))
        return self._to_list(request.POST.get("query", ""))

    @method_decorator(require_POST)
    def delete_filter(self, request: HttpRequest, pk: int) -> HttpResponse:
        saved = get_object_or_404(SavedFilter.objects.open_to(request.user, self.opts.model_name), pk=pk)
        if not saved.belongs_to(request.user):
            raise PermissionDenied
        saved.delete()
        messages.success(request, _("The filter “%(name)s” is deleted.") % {"name": saved})
        return self._to_list(request.POST.get("query", ""))

    def _to_list(self, query: str) -> HttpResponse:
        address = reverse(f"admin:archive_{self.opts.model_name}_changelist")
        return redirect(f"{address}?{query}" if query else address)
