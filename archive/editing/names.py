"""Changing names by hand: of organizations, outlets, keywords."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold


class NameForm(forms.ModelForm):
    def clean_name(self):
        """A name that no other row has, in either script."""
        name = self.cleaned_data["name"]
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        if other := others.filter(folded_name=fold(name)).first():
            raise ValidationError(_("The archive has this name already: “%(name)s”."), params={"name": other.name})
        return name
