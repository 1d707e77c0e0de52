"""The forms by which editors change an article's facts and keywords."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.editing.formsets import PostedRowsFormSet
from archive.models import Article, Keyword, Organization, Outlet, Tagging


class ArticleForm(forms.ModelForm):
    """An article's facts. It saves nothing if somebody else has changed the article since the page was opened.

    states: the states that are open to the user.
    seen: the moment of the change that the page shows, as text.
    conflict: the moment of the latest change, as text, if that is not the one seen; else "".
    """

    states = Article.State.choices

    class Meta:
        widgets = {"title": forms.TextInput(attrs={"size": 80})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "state" in self.fields:  # a read-only form has no such field
            self.fields["state"].choices = self.states
        self.seen = self.data.get("seen", "") if self.is_bound else self._changed_at()
        self.conflict = ""

    def clean(self) -> dict[str, Any]:
        """Check that a date and its precision come together, and that the article is as the user has seen it."""
        facts: dict[str, Any] = super().clean()
        moment, precision = facts.get("published_at"), facts.get("published_precision")
        if moment and not precision:
            self.add_error("published_precision", _("Say how much of the date is known."))
        if precision and not moment and "published_at" not in self.errors:
            self.add_error("published_at", _("Give the date, or leave empty how much of it is known."))
        self._check_for_conflict()
        return facts

    def _check_for_conflict(self) -> None:
        """Refuse to overwrite what somebody else has saved, unless the user has seen it and says so."""
        now = self._changed_at()
        if now not in (self.seen, self.data.get("overwrite")):
            self.conflict = now
            self.add_error(None, _("Somebody else has changed this report since you opened it. Nothing is saved yet."))

    def _changed_at(self) -> str:
        """Return when the stored article was last changed, as text; lock its row until the save."""
        rows = Article.objects.select_for_update() if self.is_bound else Article.objects
        moment = rows.filter(pk=self.instance.pk).values_list("updated_at", flat=True).first()
        return moment.isoformat() if moment else ""

    def clean_organization(self) -> Organization | None:
        return _canonical(self.cleaned_data["organization"])

    def clean_outlet(self) -> Outlet | None:
        return _canonical(self.cleaned_data["outlet"])

    def clean_reprint_of(self) -> Article | None:
        """Check that the original is not a reprint itself: readers are led to it, and it is the one that counts."""
        original: Article | None = self.cleaned_data["reprint_of"]
        if original and original.reprint_of_id:
            raise ValidationError(
                _("“%(title)s” is a reprint itself; choose the report it repeats."), params={"title": original}
            )
        if original and self.instance.pk and self.instance.reprints.exists():
            raise ValidationError(_("Other reports are reprints of this one; it cannot be a reprint itself."))
        if original and original == self.instance:
            raise ValidationError(_("A report is no reprint of itself."))
        return original


def _canonical(name: Any) -> Any:
    """Return the name that one stands for which was merged after the form was opened; any other name itself."""
    return name and name.canonical


class KeywordFormSet(PostedRowsFormSet):
    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Let a posted row have any id, since all keywords are set again on saving."""
        super().add_fields(form, index)
        if form.is_bound and form.instance._state.adding:
            form.fields["id"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def deleted_row(self) -> Tagging:
        return Tagging(keyword=Keyword())

    def save(self, commit: bool = True) -> list[Tagging]:
        """Set all keywords in the order of the rows, so that two of them may be swapped."""
        changed: list[Tagging] = super().save(commit=False)
        if self.has_changed():
            kept = [form for form in self.forms if form.cleaned_data and not self._should_delete_form(form)]
            self.instance.set_keywords(dict.fromkeys(form.cleaned_data["keyword"].canonical for form in kept))
        return changed
