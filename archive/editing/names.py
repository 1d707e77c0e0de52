"""The form by which editors change the names of organizations, outlets and keywords."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.models import Alias, Organization


class NameForm(forms.ModelForm):
    def clean_name(self) -> str:
        """Refuse a name that another row has already, in either script."""
        name: str = self.cleaned_data["name"]
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        aliases = Alias.objects.filter(folded_name=fold(name)) if isinstance(self.instance, Organization) else ()
        if other := others.filter(folded_name=fold(name)).first() or next(iter(aliases), None):
            raise ValidationError(_("The archive has this name already: “%(name)s”."), params={"name": other.name})
        return name
