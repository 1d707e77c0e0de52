"""The form by which editors change a report's facts and keywords."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.editing.lines import LinesField
from archive.editing.stamps import Stamp
from archive.models import Article, Keyword, Organization, Outlet

FACTS = (
    *("title", "state", "level", "script", "organization", "reprint_of", "published_at", "published_precision"),
    *("outlet", "author", "editor", "channel", "url", "summary"),
)


class ArticleForm(forms.ModelForm):
    """A report's facts. It saves nothing if somebody else has changed them since the page was opened.

    states: the states that are open to the user.
    seen: the stamp of the facts that the page shows, as text.
    conflict: the stamp of the stored facts, as text, if they are not those seen; else "".
    """

    states = Article.State.choices
    keyword_lines = LinesField(
        label=_("keywords"), required=False, longest=200, help_text=_("One a line, in the order of the report.")
    )

    class Meta:
        widgets = {"title": forms.TextInput(attrs={"size": 80})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "state" in self.fields:  # a read-only form has no such field
            self.fields["state"].choices = self.states
        if self.instance.pk:
            taggings = self.instance.taggings.select_related("keyword")
            self.initial["keyword_lines"] = [str(tagging) for tagging in taggings]
        self.seen = self.data.get("seen", "") if self.is_bound else self._stamp()
        self.conflict = ""

    def clean(self) -> dict[str, Any]:
        """Check that a date and its precision come together, and that the facts are as the user has seen them."""
        facts: dict[str, Any] = super().clean()
        moment, precision = facts.get("published_at"), facts.get("published_precision")
        if moment and not precision:
            self.add_error("published_precision", _("Say how much of the date is known."))
        if precision and not moment and "published_at" not in self.errors:
            self.add_error("published_at", _("Give the date, or leave empty how much of it is known."))
        self._check_for_conflict()
        return facts

    def _check_for_conflict(self) -> None:
        """Refuse to overwrite what somebody else has saved, unless the user has seen it and says so.

        Another section or figure is no conflict for who changes facts, but one for who decides on the state: it is
        the state of the whole report.
        """
        now = self._stamp()
        stored, seen = Stamp.parse(now), Stamp.parse(self.seen)
        if stored.moment == seen.moment or now == self.data.get("overwrite"):
            return  # a merge of names changes what many reports say, and saves none of them
        if stored.digest != seen.digest or "state" in self.changed_data:
            self.conflict = now
            self.add_error(None, _("Somebody else has changed this report since you opened it. Nothing is saved yet."))

    def _stamp(self) -> str:
        """Return the stamp of the stored facts as text; lock the report's row until the save."""
        rows = Article.objects.select_for_update() if self.is_bound else Article.objects
        stored = rows.filter(pk=self.instance.pk).values_list("updated_at", *FACTS).first()
        keywords = list(self.instance.taggings.values_list("keyword", flat=True)) if self.instance.pk else []
        return str(Stamp.of(stored[0].isoformat(), (*map(str, stored[1:]), *keywords))) if stored else ""

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

    def _save_m2m(self) -> None:
        """Set the keywords too; one without a row yet gets one, in either script the same."""
        super()._save_m2m()
        if "keyword_lines" in self.changed_data:
            self.instance.set_keywords(Keyword.objects.all_named(self.cleaned_data["keyword_lines"]))


def _canonical(name: Any) -> Any:
    """Return the name that one stands for which was merged after the form was opened; any other name itself."""
    return name and name.canonical
