"""Changing a report's sections by hand: order, anchors and parents that were left open are filled in."""

from itertools import chain, count

from django import forms
from django.core.validators import RegexValidator
from django.db.models import CharField, F, Max, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from archive.editing.formsets import AsPosted
from archive.models import Section


class Lines(forms.CharField):
    """Text of one paragraph a line. Browsers send line ends as two characters; figures' offsets count one."""

    widget = forms.Textarea(attrs={"cols": 90, "rows": 8})

    def __init__(self, **options):
        super().__init__(strip=False, **options)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").strip("\n")


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
    text = Lines(label=_("text"), required=False, help_text=_("One paragraph a line"))

    class Meta:
        widgets = {"heading": forms.TextInput(attrs={"size": 60})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["place"] = self.instance.position + 1

    def clean(self):
        words = super().clean()
        if not (words.get("heading") or words.get("text", "").strip()):
            self.add_error("text", _("Give a heading or a text."))
        return words


class SectionChoices:
    """For formsets on a report's page: one list of its sections serves every row's select."""

    section_field = ""

    @cached_property
    def section_choices(self):
        stored = Section.objects.filter(article=self.instance) if self.instance.pk else ()
        return [("", "–"), *((section.pk, f"{section.anchor} {section.label[:30]}") for section in stored)]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        field = form.fields[self.section_field]
        field.queryset = Section.objects.filter(article=self.instance.pk)
        field.choices = self.section_choices


class SectionFormSet(AsPosted, SectionChoices, forms.BaseInlineFormSet):
    section_field = "parent"

    def clean(self):
        self.in_order = self._in_reading_order()
        if not any(self.errors):
            self._find_parents()
            self._check_parents()
            self._make_anchors()
        super().clean()

    def save(self, commit=True):
        if not self.has_changed():
            return super().save(commit)
        self._take_places()
        saved = super().save(commit)
        Section.objects.bulk_update([form.instance for form in self.in_order], ["position", "anchor"])
        return saved

    def _in_reading_order(self):
        """The forms that will be sections, by their place; those without one last, as they stand."""
        kept = [form for form in self.forms if self._is_kept(form)]
        return sorted(kept, key=lambda form: _or_last(form.cleaned_data.get("place")))

    def _is_kept(self, form):
        used = form.instance.pk or form.has_changed()
        return bool(used) and hasattr(form, "cleaned_data") and not self._should_delete_form(form)

    def _find_parents(self):
        """A new point without a parent belongs to the numbered section before it."""
        section = None
        for form in self.in_order:
            if form.instance.kind == Section.Kind.SECTION:
                section = form.instance
            elif form.instance.kind == Section.Kind.POINT and not form.instance.pk and not form.instance.parent:
                form.instance.parent = section

    def _check_parents(self):
        seen = []
        for form in self.in_order:
            parent = form.instance.parent
            if parent and parent not in seen:
                form.add_error("parent", _("It must come after the section it is part of, which must stay."))
            seen.append(form.instance)

    def _make_anchors(self):
        others = self._not_in_form().values_list("anchor", flat=True)
        taken = {form.instance.anchor for form in self.forms} - {""} | set(others)
        for form in self.in_order:
            if not form.instance.anchor:
                form.instance.anchor = next(anchor for anchor in _anchors(form.instance) if anchor not in taken)
                form.cleaned_data["anchor"] = form.instance.anchor
                taken.add(form.instance.anchor)

    def _not_in_form(self):
        """Sections that somebody else has added since the form was shown."""
        known = [form.instance.pk for form in self.initial_forms if form.instance.pk]
        return Section.objects.filter(article=self.instance.pk).exclude(pk__in=known)

    def _take_places(self):
        """Number the sections anew. No two may ever share a position or anchor, so the stored ones first step aside.

        Those that somebody else added meanwhile so come last.
        """
        stored = Section.objects.filter(article=self.instance)
        last = stored.aggregate(last=Max("position"))["last"] or 0
        aside = Concat(Value("~"), Cast("pk", CharField()))
        stored.update(position=F("position") + last + len(self.in_order) + 1)
        stored.exclude(pk__in=self._not_in_form()).update(anchor=aside)
        for position, form in enumerate(self.in_order):
            form.instance.position = position
        first_new = self.initial_form_count()  # parents are saved before their parts
        self.forms[first_new:] = [form for form in self.in_order if form in self.forms[first_new:]]


def _or_last(place):
    return float("inf") if place is None else place


def _anchors(section):
    """Addresses for a section in the order of preference, without end: s1, s2 …; s1-1, s1-2 …; lead, lead-2 …"""
    if section.kind == Section.Kind.SECTION:
        return (f"s{number}" for number in count(1))
    if section.kind == Section.Kind.POINT:
        stem = f"{section.parent.anchor}-" if section.parent else "p"
        return (f"{stem}{number}" for number in count(1))
    return chain([section.kind], (f"{section.kind}-{number}" for number in count(2)))
