"""Everything a reader may put into a search address, checked; and in words what could not be understood."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models import Keyword, Metric, Organization, Outlet, Region
from search.indexing.units import unit_number
from search.text.grammar import LONGEST, MOST_TERMS
from search.text.queries import Everything, Range, Reading
from search.text.relaxation import read_line

SORTS = [
    ("relevance", _("most relevant first")),
    ("newest", _("newest first")),
    ("oldest", _("oldest first")),
    ("matches", _("most matches first")),
]
LINE_SORTS = [
    ("right", _("by what follows")),
    ("left", _("by what stands before")),
    ("date", _("newest first")),
]
PAGE_SIZES = (20, 10, 50, 100)  # the first is the usual one
FILTERS = ("year", "since", "until", "region", "organization", "outlet", "keyword", "unit")

# By Problem.code: what was found at which place (%(typed)s), and what was done.
SENTENCES = {
    "unclosed_quote": _("The quotation mark %(typed)s at place %(place)s is never closed, so it was left out."),
    "unclosed_parenthesis": _("The parenthesis at place %(place)s is never closed; it was taken to reach to the end."),
    "stray_parenthesis": _("The parenthesis at place %(place)s closes nothing, so it was left out."),
    "empty_parentheses": _("There is nothing to search for in the parentheses at place %(place)s."),
    "too_deep": _("The parenthesis at place %(place)s is inside too many others, so it was left out."),
    "empty_quotes": _("There is nothing between the quotation marks at place %(place)s."),
    "only_marks": _(
        "%(typed)s has no letter, digit or character, so it was left out; put it in quotation marks to find it."
    ),
    "operator_without_term": _("%(typed)s at place %(place)s has nothing to work on, so it was left out."),
    "field_without_term": _("Nothing follows %(typed)s, so it was left out."),
    "not_a_year": _(
        "%(typed)s is no year or month, so it was left out. Write year:2019, year:2018..2020 or year:2019-11."
    ),
    "not_a_figure": _(
        "%(typed)s is no number, so it was left out. Figures are written 次:>100, 次:121 or 次:100..200."
    ),
    "near_without_words": _(
        "NEAR stands between two words or phrases. Here both sides were searched for, near or not."
    ),
    "star_inside": _("A * works only at the end of a word. The parts of %(typed)s were searched for as words."),
    "years_turned_round": _("%(typed)s ends before it begins; it was read the other way round."),
    "too_long": _("Only the first %(longest)s characters were read."),
    "too_many_terms": _("Only the first %(most)s terms were searched for; left out: %(typed)s"),
}

# By SearchResults.refusal.
REFUSALS = {
    "too_many_terms": _("This asks for too many words at once. Search for a shorter text."),
    "too_slow": _("This search took too long and was given up. Search for a longer or rarer text."),
}


@dataclass(frozen=True)
class Explanation:
    """A sentence on a problem; and the line as typed, cut into what stands before the place, at it and after it."""

    sentence: str
    before: str
    typed: str
    after: str

    def __str__(self):
        return self.sentence


# By SearchResults.relaxation.
RELAXATIONS = {
    "words": _("Few reports have exactly this. After them come those that have all its words but the question words."),
    "most": _("Few reports have exactly this. After them come those that have the most of its words."),
}

# By Concordance.refusal.
WORD_REFUSALS = REFUSALS | {
    "no_index": _("The search index cannot be used at the moment. It is being made anew; try again soon."),
}


def explain(problems, line):
    """An explanation of each problem in *line*, no sentence twice."""
    explained = (_explanation(problem, line) for problem in problems)
    return list({each.sentence: each for each in explained}.values())


def _explanation(problem, line):
    before, typed, after = line[: problem.start], line[problem.start : problem.end], line[problem.end :]
    values = {"typed": typed, "place": problem.start + 1, "longest": LONGEST, "most": MOST_TERMS}
    return Explanation(SENTENCES[problem.code] % values, before, typed, after)


def _rows(rows, message, *, key="slug"):
    """A field for some of *rows* by their *key*; *message* answers a key that there is not."""
    return forms.ModelMultipleChoiceField(
        rows,
        to_field_name=key,
        required=False,
        label=rows.model._meta.verbose_name,
        error_messages={"invalid_choice": message},
        widget=forms.MultipleHiddenInput,
    )


def _year(label):
    return forms.IntegerField(label=label, min_value=1, max_value=9999, required=False, widget=forms.HiddenInput)


class ManyField(forms.Field):
    """Any number of values, each of which *single*, a field, takes."""

    widget = forms.MultipleHiddenInput

    def __init__(self, single, **options):
        super().__init__(required=False, **options)
        self.single = single

    def clean(self, value):
        return [self.single.clean(one) for one in value or () if one]


def known_unit(unit):
    if not Metric.objects.filter(unit=unit).exists():
        raise forms.ValidationError(_("No figure of the archive has the unit %(unit)s."), params={"unit": unit})


class SearchForm(forms.Form):
    """An address of search. Of one filter any value may hold, of different filters all must."""

    q = forms.CharField(label=_("Search the reports"), required=False)
    year = ManyField(_year(""), label=_("year"))
    since = _year(_("from year"))
    until = _year(_("to year"))
    region = _rows(Region.objects.all(), _("The archive knows no such region."), key="code")
    organization = _rows(Organization.objects.shown(), _("The archive knows no such organization."))
    outlet = _rows(Outlet.objects.shown(), _("The archive knows no such outlet."))
    keyword = _rows(Keyword.objects.shown(), _("The archive knows no such keyword."))
    unit = ManyField(forms.CharField(max_length=20, validators=[known_unit]), label=_("unit"))
    sort = forms.ChoiceField(label=_("order"), choices=SORTS, required=False, widget=forms.HiddenInput)
    size = forms.TypedChoiceField(
        label=_("Reports per page"),
        choices=[(size, size) for size in sorted(PAGE_SIZES)],
        coerce=int,
        empty_value=PAGE_SIZES[0],
        required=False,
        widget=forms.HiddenInput,
    )
    page = forms.IntegerField(label=_("page"), min_value=1, required=False, widget=forms.HiddenInput)
    explain = forms.BooleanField(label=_("Explain"), required=False, widget=forms.HiddenInput)

    @cached_property
    def filters(self):
        """A Range for each value that is set."""
        given = self.cleaned_data
        rows = ("region", "organization", "outlet", "keyword")
        numbers = [(name, row.pk) for name in rows for row in given[name]]
        numbers += [("year", year) for year in given["year"]]
        numbers += [("unit", unit_number(unit)) for unit in given["unit"]]
        return (*self._span, *(Range(column, number, number) for column, number in numbers))

    @property
    def _span(self):
        """The years asked for by their ends, the earlier first whichever way round they came."""
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        low, high = sorted((since, until)) if since and until else (since, until)
        return [Range("year", low, high)] if low or high else []

    @cached_property
    def reading(self):
        """How the line was understood; a line that is missing or wrong asks for nothing."""
        return read_line(self.cleaned_data["q"]) if self.is_valid() else Reading(None)

    @property
    def problems(self):
        sentences = explain(self.reading.problems, self.cleaned_data.get("q", ""))
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            sentences.append(
                _("%(since)s to %(until)s ends before it begins; it was read the other way round.")
                % {"since": since, "until": until}
            )
        return sentences

    @property
    def query(self):
        """What to search for; None when nothing can be. Filters alone ask for all reports that pass them."""
        if self.reading.query is None and not self.reading.problems and self.is_valid() and self.filters:
            return Everything()
        return self.reading.query

    @property
    def order(self):
        return self.cleaned_data.get("sort") or "relevance"

    @property
    def page_size(self):
        return self.cleaned_data.get("size") or PAGE_SIZES[0]


class WordForm(forms.Form):
    """An address of the pages about words: a line, and what lines of a concordance are sorted by."""

    q = forms.CharField(label=_("Words"), required=False)
    sort = forms.ChoiceField(label=_("order"), choices=LINE_SORTS, required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(label=_("page"), min_value=1, required=False, widget=forms.HiddenInput)

    @cached_property
    def reading(self):
        return read_line(self.cleaned_data["q"]) if self.is_valid() else Reading(None)

    @property
    def problems(self):
        return explain(self.reading.problems, self.cleaned_data.get("q", ""))

    @property
    def order(self):
        return self.cleaned_data.get("sort") or LINE_SORTS[0][0]
