"""Changing names by hand: of organizations, outlets, keywords."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.models import Alias, Organization


class NameForm(forms.ModelForm):
    def clean_name(self):
        """A name that no other row has, in either script."""
        name = self.cleaned_data["name"]
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        aliases = Alias.objects.filter(folded_name=fold(name)) if isinstance(self.instance, Organization) else ()
        if other := others.filter(folded_name=fold(name)).first() or next(iter(aliases), None):
            raise ValidationError(_("The archive has this name already: “%(name)s”."), params={"name": other.name})
        return name
