"""The form of an editor's decision on a removed line."""

from django import forms
from django.utils.translation import gettext_lazy as _

CHOICES = [("restore", _("Restore")), ("confirm", _("Confirm removal"))]


class RemovalDecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=CHOICES)
