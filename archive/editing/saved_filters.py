"""The form that saves the filters of an admin list under a name."""

from django import forms
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.models import SavedFilter

NOT_FILTERS = ("p", "e", "all", "_changelist_filters", "_popup", "_to_field", "_facets")  # page, and how it is shown


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name", "shared", "query"]
        widgets = {"query": forms.HiddenInput}
        error_messages = {"name": {"required": _("Give the filter a name to keep it.")}}

    def clean_query(self) -> str:
        """Keep the parameters that filter and order the list; drop the page number and the like."""
        asked = QueryDict(self.cleaned_data["query"], mutable=True)
        for name in NOT_FILTERS:
            asked.pop(name, None)
        if not asked:
            raise ValidationError(_("Nothing is filtered yet: choose a filter or search first, then keep it."))
        query: str = asked.urlencode()
        return query

    def keep(self, owner: AbstractUser, listed: str) -> SavedFilter:
        """Save the filter for *owner* and the list of the model *listed*; replace one of the same name."""
        facts = {"query": self.cleaned_data["query"], "shared": self.cleaned_data["shared"]}
        key = {"owner": owner, "listed": listed, "name": self.cleaned_data["name"]}
        saved, _created = SavedFilter.objects.update_or_create(defaults=facts, **key)
        return saved
