"""Changing a report's facts and keywords by hand."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.editing.formsets import AsPosted
from archive.models import Article, Keyword, Tagging


class ArticleForm(forms.ModelForm):
    states = Article.State.choices  # those that are open to the user

    class Meta:
        widgets = {"title": forms.TextInput(attrs={"size": 80})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "state" in self.fields:  # not where the report is only looked at
            self.fields["state"].choices = self.states
        # Of which change of the report the page speaks, and, where that is not the latest, what the latest is.
        self.seen = self.data.get("seen", "") if self.is_bound else self._changed_at()
        self.conflict = ""

    def clean(self):
        """A date and how far it is known come together or not at all."""
        facts = super().clean()
        moment, precision = facts.get("published_at"), facts.get("published_precision")
        if moment and not precision:
            self.add_error("published_precision", _("Say how much of the date is known."))
        if precision and not moment and "published_at" not in self.errors:
            self.add_error("published_at", _("Give the date, or leave empty how much of it is known."))
        self._check_that_nobody_was_faster()
        return facts

    def _check_that_nobody_was_faster(self):
        """Nothing that somebody else saved meanwhile is overwritten, unless the user has seen it and says so."""
        now = self._changed_at()
        if now not in (self.seen, self.data.get("overwrite")):
            self.conflict = now
            self.add_error(None, _("Somebody else has changed this report since you opened it. Nothing is saved yet."))

    def _changed_at(self):
        """When the stored report was last changed, as text; the row stays locked until the save."""
        rows = Article.objects.select_for_update() if self.is_bound else Article.objects
        moment = rows.filter(pk=self.instance.pk).values_list("updated_at", flat=True).first()
        return moment.isoformat() if moment else ""

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


class KeywordFormSet(AsPosted, forms.BaseInlineFormSet):
    def add_fields(self, form, index):
        """Which row a keyword had does not matter: all are set anew."""
        super().add_fields(form, index)
        if form.is_bound and form.instance._state.adding:
            form.fields["id"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def gone(self):
        return Tagging(keyword=Keyword())

    def save(self, commit=True):
        """Set the keywords anew in the order of the rows, so that two may change places."""
        changed = super().save(commit=False)
        if self.has_changed():
            kept = [form for form in self.forms if form.cleaned_data and not self._should_delete_form(form)]
            self.instance.set_keywords([form.cleaned_data["keyword"] for form in kept])
        return changed
