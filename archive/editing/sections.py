"""The forms by which editors change a report's sections, one at a time: its words, its place, its deletion."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from archive.editing.outline import OutlineRow, Where, free_anchor, outline_of
from archive.editing.stamps import Stamp, StampedForm
from archive.models import Article, Section

WORDS = ("kind", "number", "heading", "text", "anchor")  # what the form of a section changes
LABEL = 30  # characters of a section in a list to choose from


class ParagraphsField(forms.CharField):
    """Text with one paragraph a line. A browser's line end of two characters becomes one, as metrics' offsets count."""

    widget = forms.Textarea(attrs={"cols": 90, "rows": 20})

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: str | None) -> str:
        text: str = super().to_python(value)
        return text.replace("\r\n", "\n").strip("\n")


class SectionForm(StampedForm):
    """The words of a section of the report `instance.article`."""

    changed_meanwhile = _("Somebody else has changed this section since you opened it. Nothing is saved yet.")
    anchor = forms.CharField(
        label=_("anchor"),
        required=False,
        max_length=60,
        validators=[RegexValidator(r"\A[a-z][a-z0-9-]*\Z", _("Small Latin letters, digits and hyphens only."))],
        help_text=_("The section’s lasting address, such as s2-3; left empty, it is made from its kind."),
    )
    text = ParagraphsField(label=_("text"), required=False, help_text=_("One paragraph a line"))

    class Meta:
        model = Section
        fields = WORDS
        widgets = {"heading": forms.TextInput(attrs={"size": 60})}

    def clean_anchor(self) -> str:
        anchor: str = self.cleaned_data["anchor"]
        others = self.instance.article.sections.exclude(pk=self.instance.pk)
        if anchor and others.filter(anchor=anchor).exists():
            raise ValidationError(_("Another section of this report has this anchor."))
        return anchor

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        if not (facts.get("heading") or facts.get("text", "").strip()):
            self.add_error("text", _("Give a heading or a text."))
        return facts

    def stored_stamp(self) -> str:
        stored = Section.objects.filter(pk=self.instance.pk).select_related("article").first()
        return str(Stamp.of(stored.article.updated_at.isoformat(), _words(stored))) if stored else ""

    def save(self, commit: bool = True) -> Section:
        if commit and not self.instance.anchor:
            self.instance.anchor = free_anchor(self.instance)
        saved: Section = super().save(commit)
        return saved


class PlaceForm(forms.Form):
    """The place of a section among the others, which `targets` lists."""

    where = forms.ChoiceField(label=_("place"), choices=Where.choices)
    target = forms.TypedChoiceField(label=_("seen from this section"), coerce=int)

    def __init__(self, *args: Any, targets: list[OutlineRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["target"].choices = [(row.pk, f"{row.anchor} {row.name or row.words}"[:LABEL]) for row in targets]


class DeletionForm(forms.Form):
    """How a section is deleted. The page has shown it and its parts as the stamp `seen` tells."""

    seen = forms.CharField(widget=forms.HiddenInput)
    parts = forms.ChoiceField(
        label=_("Its parts"),
        choices=[
            ("keep", _("stay, and become parts of what this section is a part of")),
            ("delete", _("are deleted with it, and their figures")),
        ],
        widget=forms.RadioSelect,
        initial="keep",
    )

    def __init__(self, *args: Any, sections: list[Section], **options: Any) -> None:
        """sections: the section to delete, then its parts."""
        self.stamp = Stamp.of("", [_words(section) for section in sections])
        super().__init__(*args, initial={"seen": self.stamp}, **options)
        if len(sections) == 1:
            del self.fields["parts"]

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data["seen"]
        if seen != str(self.stamp):
            self.data: Any = {**self.data.dict(), "seen": str(self.stamp)}
            raise ValidationError(_("Somebody else has changed this section since you opened it. Look at it again."))
        return seen


def possible_targets(article: Article, moved: list[Section] | None = None) -> list[OutlineRow]:
    """Return the sections that a section may go before, after or into: all but itself and its parts."""
    own = {section.pk for section in moved or ()}
    return [row for row in outline_of(article) if row.pk not in own]


def _words(section: Section) -> list[str]:
    return [getattr(section, name) for name in WORDS]
