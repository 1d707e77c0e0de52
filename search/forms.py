"""The forms that check the parameters of search addresses, and the sentences on problems in a typed line."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.models import Keyword, Metric, Organization, Outlet, Region
from search.engine.documents import Sort
from search.indexing.units import unit_number
from search.text.grammar import LONGEST_LINE, MOST_TERMS
from search.text.parsing import parse_line
from search.text.queries import Everything, ParsedQuery, Query, QueryProblem, Range

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
PAGE_SIZES = (20, 10, 50, 100)  # the first is the default
FILTERS = ("year", "since", "until", "region", "organization", "outlet", "keyword", "unit")

# By QueryProblem.code: what was found (%(typed)s) at which position (%(place)s), and what was done about it.
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
    "not_a_number": _(
        "%(typed)s is no number, so it was left out. Figures are written 次:>100, 次:121 or 次:100..200."
    ),
    "near_without_words": _(
        "NEAR stands between two words or phrases. Here both sides were searched for, near or not."
    ),
    "star_inside": _("A * works only at the end of a word. The parts of %(typed)s were searched for as words."),
    "range_reversed": _("%(typed)s ends before it begins; it was read the other way round."),
    "too_long": _("Only the first %(longest)s characters were read."),
    "too_many_terms": _("Only the first %(most)s terms were searched for; left out: %(typed)s"),
}

# By SearchResults.refusal.
REFUSALS = {
    "too_many_terms": _("This asks for too many words at once. Search for a shorter text."),
    "too_slow": _("This search took too long and was given up. Search for a longer or rarer text."),
}


@dataclass(frozen=True)
class ExplainedProblem:
    """A sentence on a problem, and the typed line in three parts: before the problem, the problem, after it."""

    sentence: str
    before: str
    typed: str
    after: str

    def __str__(self) -> str:
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


def explain(problems: Iterable[QueryProblem], line: str) -> list[ExplainedProblem]:
    """Explain each problem in *line*, with no sentence twice."""
    explained = (_explanation(problem, line) for problem in problems)
    return list({each.sentence: each for each in explained}.values())


def _explanation(problem: QueryProblem, line: str) -> ExplainedProblem:
    before, typed, after = line[: problem.start], line[problem.start : problem.end], line[problem.end :]
    values = {"typed": typed, "place": problem.start + 1, "longest": LONGEST_LINE, "most": MOST_TERMS}
    return ExplainedProblem(SENTENCES[problem.code] % values, before, typed, after)


def _rows_field(rows: QuerySet[Any], message: str, *, key: str = "slug") -> forms.ModelMultipleChoiceField:
    """Return a field for any number of *rows* by their *key*; *message* is the error for an unknown key."""
    return forms.ModelMultipleChoiceField(
        rows,
        to_field_name=key,
        required=False,
        label=rows.model._meta.verbose_name,
        error_messages={"invalid_choice": message},
        widget=forms.MultipleHiddenInput,
    )


def _year_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=9999, required=False, widget=forms.HiddenInput)


class ManyField(forms.Field):
    """A field for any number of values, each of them checked by the field *single*."""

    widget = forms.MultipleHiddenInput

    def __init__(self, single: forms.Field, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.single = single

    def clean(self, value: list[str] | None) -> list[Any]:
        return [self.single.clean(one) for one in value or () if one]


def validate_unit(unit: str) -> None:
    """Raise ValidationError if no metric has *unit*."""
    if not Metric.objects.filter(unit=unit).exists():
        raise forms.ValidationError(_("No figure of the archive has the unit %(unit)s."), params={"unit": unit})


class SearchForm(forms.Form):
    """The parameters of a search. An article must match one of the values of each filter that is set."""

    q = forms.CharField(label=_("Search the reports"), required=False)
    year = ManyField(_year_field(""), label=_("year"))
    since = _year_field(_("from year"))
    until = _year_field(_("to year"))
    region = _rows_field(Region.objects.all(), _("The archive knows no such region."), key="code")
    organization = _rows_field(Organization.objects.shown(), _("The archive knows no such organization."))
    outlet = _rows_field(Outlet.objects.shown(), _("The archive knows no such outlet."))
    keyword = _rows_field(Keyword.objects.shown(), _("The archive knows no such keyword."))
    unit = ManyField(forms.CharField(max_length=20, validators=[validate_unit]), label=_("unit"))
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
    def filters(self) -> tuple[Range, ...]:
        """A Range for each value that is filtered by."""
        given = self.cleaned_data
        rows = ("region", "organization", "outlet", "keyword")
        numbers = [(name, row.pk) for name in rows for row in given[name]]
        numbers += [("year", year) for year in given["year"]]
        numbers += [("unit", unit_number(unit)) for unit in given["unit"]]
        since, until = given["since"], given["until"]  # in either order
        low, high = sorted((since, until)) if since and until else (since, until)
        span = [Range("year", low, high)] if low or high else []
        return (*span, *(Range(column, number, number) for column, number in numbers))

    @cached_property
    def parsed(self) -> ParsedQuery:
        """The parsed line; no query if the form is invalid."""
        return parse_line(self.cleaned_data["q"]) if self.is_valid() else ParsedQuery(None)

    @property
    def problems(self) -> list[object]:
        """Sentences on the line and on the span of years."""
        sentences: list[object] = [*explain(self.parsed.problems, self.cleaned_data.get("q", ""))]
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            sentences.append(
                _("%(since)s to %(until)s ends before it begins; it was read the other way round.")
                % {"since": since, "until": until}
            )
        return sentences

    @property
    def query(self) -> Query | None:
        """The query to search for; None if there is none. Filters alone search for all articles that pass them."""
        if self.parsed.query is None and not self.parsed.problems and self.is_valid() and self.filters:
            return Everything()
        return self.parsed.query

    @property
    def order(self) -> Sort:
        order: Sort = self.cleaned_data.get("sort") or "relevance"
        return order

    @property
    def page_size(self) -> int:
        size: int = self.cleaned_data.get("size") or PAGE_SIZES[0]
        return size


class WordForm(forms.Form):
    """The parameters of the pages about words: a line, and the order of the lines of a concordance."""

    q = forms.CharField(label=_("Words"), required=False)
    sort = forms.ChoiceField(label=_("order"), choices=LINE_SORTS, required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(label=_("page"), min_value=1, required=False, widget=forms.HiddenInput)

    @cached_property
    def parsed(self) -> ParsedQuery:
        return parse_line(self.cleaned_data["q"]) if self.is_valid() else ParsedQuery(None)

    @property
    def problems(self) -> list[ExplainedProblem]:
        return explain(self.parsed.problems, self.cleaned_data.get("q", ""))

    @property
    def order(self) -> str:
        order: str = self.cleaned_data.get("sort") or LINE_SORTS[0][0]
        return order
