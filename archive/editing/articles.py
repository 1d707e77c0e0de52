"""Changing a report's facts and keywords by hand."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class ArticleForm(forms.ModelForm):
    class Meta:
        widgets = {"title": forms.TextInput(attrs={"size": 80})}

    def clean(self):
        """A date and how far it is known come together or not at all."""
        facts = super().clean()
        moment, precision = facts.get("published_at"), facts.get("published_precision")
        if moment and not precision:
            self.add_error("published_precision", _("Say how much of the date is known."))
        if precision and not moment and "published_at" not in self.errors:
            self.add_error("published_at", _("Give the date, or leave empty how much of it is known."))
        return facts

    def clean_reprint_of(self):
        """The report it repeats, which repeats none itself: readers are led to it, and it is what counts."""
        original = self.cleaned_data["reprint_of"]
        if original and original.reprint_of_id:
            raise ValidationError(
                _("“%(title)s” is a reprint itself; choose the report it repeats."), params={"title": original}
            )
        if original and self.instance.pk and self.instance.reprints.exists():
            raise ValidationError(_("Other reports are reprints of this one; it cannot be a reprint itself."))
        if original and original == self.instance:
            raise ValidationError(_("A report is no reprint of itself."))
        return original


class KeywordFormSet(forms.BaseInlineFormSet):
    def save(self, commit=True):
        """Set the keywords anew in the order of the rows, so that two may change places."""
        changed = super().save(commit=False)
        if self.has_changed():
            kept = [form for form in self.forms if form.cleaned_data and not self._should_delete_form(form)]
            self.instance.set_keywords([form.cleaned_data["keyword"] for form in kept])
        return changed
