"""Everything a reader may put into a search address, checked; and in words what could not be understood."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models import Keyword, Organization, Outlet
from search.text.grammar import LONGEST, MOST_TERMS
from search.text.queries import Everything, Reading
from search.text.relaxation import read_line

SORTS = [("relevance", _("most relevant first")), ("newest", _("newest first")), ("oldest", _("oldest first"))]

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

# By Findings.refusal.
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


# By Findings.relaxation.
RELAXATIONS = {
    "words": _("Few reports have exactly this. After them come those that have all its words but the question words."),
    "most": _("Few reports have exactly this. After them come those that have the most of its words."),
}


def explain(problems, line):
    """An explanation of each problem in *line*, no sentence twice."""
    explained = (_explanation(problem, line) for problem in problems)
    return list({each.sentence: each for each in explained}.values())


def _explanation(problem, line):
    before, typed, after = line[: problem.start], line[problem.start : problem.end], line[problem.end :]
    values = {"typed": typed, "place": problem.start + 1, "longest": LONGEST, "most": MOST_TERMS}
    return Explanation(SENTENCES[problem.code] % values, before, typed, after)


def _slug_field(kind, model, message, **options):
    """A field for the slugs of rows of *model*; *message* answers any other."""
    name = model._meta.verbose_name
    return kind(
        model.objects,
        to_field_name="slug",
        required=False,
        label=name,
        error_messages={"invalid_choice": message},
        **options,
    )


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search the reports"), required=False)
    year = forms.IntegerField(label=_("year"), min_value=1, max_value=9999, required=False, widget=forms.HiddenInput)
    organization = _slug_field(
        forms.ModelChoiceField, Organization, _("The archive knows no such organization."), widget=forms.HiddenInput
    )
    outlet = _slug_field(
        forms.ModelChoiceField, Outlet, _("The archive knows no such outlet."), widget=forms.HiddenInput
    )
    keyword = _slug_field(
        forms.ModelMultipleChoiceField,
        Keyword,
        _("The archive knows no such keyword."),
        widget=forms.MultipleHiddenInput,
    )
    sort = forms.ChoiceField(choices=SORTS, required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    @cached_property
    def filters(self):
        """(column, number) of each filter that is set."""
        given = self.cleaned_data
        years = [("year", given["year"])] if given["year"] else []
        names = [(name, given[name].pk) for name in ("organization", "outlet") if given[name]]
        return (*years, *names, *(("keyword", keyword.pk) for keyword in given["keyword"]))

    @cached_property
    def reading(self):
        """How the line was understood; a line that is missing or wrong asks for nothing."""
        return read_line(self.cleaned_data["q"]) if self.is_valid() else Reading(None)

    @property
    def problems(self):
        return explain(self.reading.problems, self.cleaned_data.get("q", ""))

    @property
    def query(self):
        """What to search for; None when nothing can be. Filters alone ask for all reports that pass them."""
        if self.reading.query is None and not self.reading.problems and self.is_valid() and self.filters:
            return Everything()
        return self.reading.query

    @property
    def order(self):
        return self.cleaned_data.get("sort") or "relevance"
