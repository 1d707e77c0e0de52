"""The form that keeps a list's filters under a name. Knows no list."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.models import SavedFilter

PLACES = ("p", "e", "all", "_changelist_filters", "_popup", "_to_field", "_facets")  # where in a list, and how shown


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name", "shared", "query"]
        widgets = {"query": forms.HiddenInput}
        error_messages = {"name": {"required": _("Give the filter a name to keep it.")}}

    def clean_query(self):
        """What narrows and orders the list, without the place in it."""
        asked = QueryDict(self.cleaned_data["query"], mutable=True)
        for name in PLACES:
            asked.pop(name, None)
        if not asked:
            raise ValidationError(_("Nothing is filtered yet: choose a filter or search first, then keep it."))
        return asked.urlencode()

    def keep(self, owner, listed):
        """Save it for *owner*; one of the same name takes the new query."""
        facts = {"query": self.cleaned_data["query"], "shared": self.cleaned_data["shared"]}
        key = {"owner": owner, "listed": listed, "name": self.cleaned_data["name"]}
        return SavedFilter.objects.update_or_create(defaults=facts, **key)[0]
