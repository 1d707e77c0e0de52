"""The forms by which editors change an article's sections. Anchors and parents that were left empty are filled in."""

from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import CharField, F, Max, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from archive.editing.formsets import PostedRowsFormSet
from archive.models import Section


class ParagraphsField(forms.CharField):
    """Text with one paragraph a line. A browser's line end of two characters becomes one, as metrics' offsets count."""

    widget = forms.Textarea(attrs={"cols": 90, "rows": 8})

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: str | None) -> str:
        text: str = super().to_python(value)
        return text.replace("\r\n", "\n").strip("\n")


class SectionForm(forms.ModelForm):
    place = forms.FloatField(
        label=_("order"), required=False, help_text=_("2.5 goes between 2 and 3; left empty, to the end.")
    )
    anchor = forms.CharField(
        label=_("anchor"),
        required=False,
        max_length=60,
        validators=[RegexValidator(r"\A[a-z][a-z0-9-]*\Z", _("Small Latin letters, digits and hyphens only."))],
        help_text=_("The section’s lasting address, such as s2-3; left empty, it is made from its kind."),
    )
    text = ParagraphsField(label=_("text"), required=False, help_text=_("One paragraph a line"))

    class Meta:
        widgets = {"heading": forms.TextInput(attrs={"size": 60})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["place"] = self.instance.position + 1

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        if not (facts.get("heading") or facts.get("text", "").strip()):
            self.add_error("text", _("Give a heading or a text."))
        return facts


class SectionChoicesFormSet(PostedRowsFormSet):
    """Offers the article's sections in the select `section_field` of every row, read from the database once."""

    section_field = ""

    @cached_property
    def section_choices(self) -> list[tuple[int | str, str]]:
        stored = Section.objects.filter(article=self.instance) if self.instance.pk else ()
        return [("", "–"), *((section.pk, f"{section.anchor} {section.label[:30]}") for section in stored)]

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        field = form.fields[self.section_field]
        field.queryset = Section.objects.filter(article=self.instance.pk)
        field.choices = self.section_choices


class SectionFormSet(SectionChoicesFormSet):
    """The sections of an article. in_order: the forms that are kept, in the order of the article."""

    section_field = "parent"
    in_order: list[SectionForm]

    def clean(self) -> None:
        kept = [form for form in self.forms if self._is_kept(form)]
        self.in_order = sorted(kept, key=_given_place)
        if not any(self.errors):
            self._find_parents()
            self._check_parents()
            self._make_anchors()
        super().clean()

    def save(self, commit: bool = True) -> list[Section]:
        if not self.has_changed():
            unchanged: list[Section] = super().save(commit)
            return unchanged
        self._renumber()
        saved: list[Section] = super().save(commit)
        Section.objects.bulk_update([form.instance for form in self.in_order], ["position", "anchor"])
        return saved

    def _is_kept(self, form: SectionForm) -> bool:
        used = form.instance.pk or form.has_changed()
        return bool(used) and hasattr(form, "cleaned_data") and not self._should_delete_form(form)

    def _find_parents(self) -> None:
        """Make a new point without a parent a part of the numbered section before it."""
        section = None
        for form in self.in_order:
            if form.instance.kind == Section.Kind.SECTION:
                section = form.instance
            elif form.instance.kind == Section.Kind.POINT and not form.instance.pk and not form.instance.parent:
                form.instance.parent = section

    def _check_parents(self) -> None:
        seen: list[Section] = []
        for form in self.in_order:
            parent = form.instance.parent
            if parent and parent not in seen:
                form.add_error("parent", _("It must come after the section it is part of, which must stay."))
            seen.append(form.instance)

    def _make_anchors(self) -> None:
        others = self._added_meanwhile().values_list("anchor", flat=True)
        taken = {form.instance.anchor for form in self.forms} - {""} | set(others)
        for form in self.in_order:
            if not form.instance.anchor:
                form.instance.anchor = next(anchor for anchor in _anchors(form.instance) if anchor not in taken)
                form.cleaned_data["anchor"] = form.instance.anchor
                taken.add(form.instance.anchor)

    def _added_meanwhile(self) -> QuerySet[Section]:
        """Return the sections that somebody else has added since the form was shown."""
        known = [form.instance.pk for form in self.initial_forms if form.instance.pk]
        return Section.objects.filter(article=self.instance.pk).exclude(pk__in=known)

    def _renumber(self) -> None:
        """Give the sections new positions.

        No two rows may share a position or anchor at any moment, so the stored ones are moved out of the way first.
        Sections that somebody else added in the meanwhile stay there, and so come last.
        """
        stored = Section.objects.filter(article=self.instance)
        last = stored.aggregate(last=Max("position"))["last"] or 0
        aside = Concat(Value("~"), Cast("pk", CharField()))
        stored.update(position=F("position") + last + len(self.in_order) + 1)
        stored.exclude(pk__in=self._added_meanwhile()).update(anchor=aside)
        for position, form in enumerate(self.in_order):
            form.instance.position = position
        first_new = self.initial_form_count()  # parents are saved before their parts
        self.forms[first_new:] = [form for form in self.in_order if form in self.forms[first_new:]]


def _given_place(form: SectionForm) -> float:
    """Return the place that was typed for a section; without one it comes last."""
    place: float | None = form.cleaned_data.get("place")
    return float("inf") if place is None else place


def _anchors(section: Section) -> Iterator[str]:
    """Yield anchors for a section, the preferred one first, without end: s1, s2 …; s1-1, s1-2 …; lead, lead-2 …"""
    if section.kind == Section.Kind.SECTION:
        return (f"s{number}" for number in count(1))
    if section.kind == Section.Kind.POINT:
        stem = f"{section.parent.anchor}-" if section.parent else "p"
        return (f"{stem}{number}" for number in count(1))
    return chain([section.kind], (f"{section.kind}-{number}" for number in count(2)))
