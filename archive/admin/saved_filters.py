"""Filters of a list kept under a name: links above the list, a box to keep the present one, a button to delete."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from archive.editing.saved_filters import SavedFilterForm
from archive.models import SavedFilter


class SavedFilters:
    """For the desk of one kind of record, whose list is drawn by admin/archive/change_list.html."""

    change_list_template = "admin/archive/change_list.html"

    def changelist_view(self, request, extra_context=None):
        saved = SavedFilter.objects.open_to(request.user, self.opts.model_name) if request.user.is_active else ()
        current = request.GET.urlencode()
        context = {
            "saved_filters": [(one, one.query == current, one.belongs_to(request.user)) for one in saved],
            "saved_filter_form": SavedFilterForm(initial={"query": current}, auto_id="saved-filter-%s"),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_urls(self):
        kept, deleted = map(self.admin_site.admin_view, (self.keep_filter, self.delete_filter))
        name = f"archive_{self.opts.model_name}"
        ours = [
            path("filters/", kept, name=f"{name}_keep_filter"),
            path("filters/<int:pk>/delete/", deleted, name=f"{name}_delete_filter"),
        ]
        return [*ours, *super().get_urls()]

    def keep_filter(self, request):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
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

    def delete_filter(self, request, pk):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        saved = get_object_or_404(SavedFilter.objects.open_to(request.user, self.opts.model_name), pk=pk)
        if not saved.belongs_to(request.user):
            raise PermissionDenied
        saved.delete()
        messages.success(request, _("The filter “%(name)s” is deleted.") % {"name": saved})
        return self._to_list(request.POST.get("query", ""))

    def _to_list(self, query):
        address = reverse(f"admin:archive_{self.opts.model_name}_changelist")
        return redirect(f"{address}?{query}" if query else address)
