"""What the editors' desk does alike for several kinds of records."""

from django.contrib.admin.widgets import AdminSplitDateTime

from archive.chinese.folding import fold


class ReadOnly:
    """Records of what happened: seen, never changed."""

    def has_add_permission(self, *args):
        return False

    def has_change_permission(self, *args):
        return False

    def has_delete_permission(self, *args):
        return False


class FoldedSearch:
    """Search in folded fields: either script finds the other."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


class PartOfReport:
    """Rows on a report's page that are the report itself: who may change it may change them."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("archive.view_article") or self.has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("archive.add_article")
        return request.user.has_perm("archive.change_article") and obj.state != obj.State.TRASHED

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class NamedSplitDateTime(AdminSplitDateTime):
    """Django's boxes for a day and a time, each with its name where it is read aloud."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        day, time = context["widget"]["subwidgets"]
        day["attrs"]["aria-label"], time["attrs"]["aria-label"] = context["date_label"], context["time_label"]
        return context
