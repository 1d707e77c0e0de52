"""The forms by which editors change names: organizations, outlets and keywords."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold


class NameForm(forms.ModelForm):
    """A name or an alias. namesake: the row, which is no alias, that has the refused name already; else None."""

    namesake: Any = None

    def clean_name(self) -> str:
        """Refuse a name that another row has already, in either script."""
        name: str = self.cleaned_data["name"]
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        if other := others.filter(folded_name=fold(name)).select_related("alias_of").first():
            self.namesake = other.canonical
            raise ValidationError(_("The archive has this name already: “%(name)s”."), params={"name": other.name})
        return name


class AliasForm(NameForm):
    """An alias in the table of a name's aliases, which has no label for each."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "name" in self.fields:  # a read-only form has no such field
            self.fields["name"].widget.attrs["aria-label"] = _("alias")


class MergeForm(forms.Form):
    """The name that stays when names are merged: one of those chosen, or any other if only one is chosen."""

    survivor = forms.ModelChoiceField(None, label=_("Name that stays"), empty_label=None)

    def __init__(self, *args: Any, rows: QuerySet[Any], widget: forms.Widget, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["survivor"].queryset = rows
        self.fields["survivor"].widget = widget
