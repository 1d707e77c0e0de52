"""What an editor may decide on a removed line."""

from django import forms
from django.utils.translation import gettext_lazy as _

CHOICES = [("restore", _("Restore")), ("confirm", _("Confirm removal"))]


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=CHOICES)
