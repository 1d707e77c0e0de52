"""Filters and tags that write facts for readers: dates to their precision, numbers, languages, page numbers."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext_lazy

from archive.chinese.folding import fold
from archive.chinese.numerals import in_digits
from archive.chinese.script import LANGUAGE_TAGS
from archive.comparing.clause_diff import GONE, NEW, SAME, DiffPiece
from archive.importing import removal_rules
from archive.models import Article, Metric

register = template.Library()


class DateFormat(NamedTuple):
    """Formats of a date for people and for programs, in Django's date format letters."""

    shown: str
    machine: str


DATE_FORMATS = {  # by precision
    "year": DateFormat(pgettext_lazy("date format", "Y"), "Y"),
    "month": DateFormat(pgettext_lazy("date format", "F Y"), "Y-m"),
    "day": DateFormat(pgettext_lazy("date format", "j F Y"), "Y-m-d"),
    "minute": DateFormat(pgettext_lazy("date format", "j F Y, H:i"), "c"),
}
DIFF_ELEMENTS = {SAME: "{}", GONE: "<del>{}</del>", NEW: "<ins>{}</ins>"}
AFTER_NUMBERS = frozenset({"余", "多", "几", "来", "左右", "以上", "以下", "以内", "上下"})  # qualifiers, folded


@register.simple_tag
def site_version() -> str:
    """Return the version of the archive, such as 1.0.0."""
    return settings.VERSION


@register.simple_tag
def published(article: Article) -> str:
    """Return the article's date as a <time> element, no finer than it is known."""
    if not article.published_at:
        return gettext("date unknown")
    moment = localtime(article.published_at)
    formats = DATE_FORMATS[article.published_precision]
    shown, machine = format_date(moment, str(formats.shown)), format_date(moment, formats.machine)
    return format_html('<time datetime="{}">{}</time>', machine, shown)


@register.filter
def language_tag(article: Article) -> str:
    """Return the value of `lang` for the article's script."""
    return LANGUAGE_TAGS[article.script]


@register.filter
def reason(name: str) -> str:
    """Return the reason why the removal rule of this name removes lines; an unknown rule is shown by its name."""
    rule = removal_rules.BY_NAME.get(name)
    return gettext(rule.reason) if rule else name


@register.filter
def web_address(address: str) -> str:
    """Return the address if a browser may follow it, "" for javascript: and the like."""
    return address if address.startswith(("http://", "https://")) else ""


@register.filter
def quantity(metric: Metric) -> str:
    """Return the metric's value in digits, a range as two values: 121, 3–5."""
    bounds = [metric.value] if metric.value_max is None else [metric.value, metric.value_max]
    return "–".join(in_digits(bound) for bound in bounds)


@register.filter
def follows_number(qualifier: str) -> bool:
    """Whether the qualifier comes after its number: 60多, but 近100."""
    return fold(qualifier) in AFTER_NUMBERS


@register.filter
def similar_metrics_query(metric: Metric) -> str:
    """Return the query with which the explorer lists metrics of the same unit, kind and subject."""
    asked = {"unit": metric.unit, "kind": metric.kind, "subject": metric.subject}
    return urlencode({name: value for name, value in asked.items() if value})


@register.filter
def amount(value: Decimal) -> str:
    """Return a sum or mean with separated thousands and at most two decimals: 12,345.67."""
    shown = format(round(value, 2), ",f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@register.filter
def diff(pieces: Iterable[DiffPiece]) -> SafeString:
    """Return the pieces of a diff as HTML, with no space between them."""
    return format_html_join("", "{}", ((format_html(DIFF_ELEMENTS[piece.kind], piece.text),) for piece in pieces))


@register.filter
def page_number(page: object) -> str:
    """Return the page number of a list for the end of its title: " (2)"; "" on the first page and outside of lists."""
    number = getattr(page, "number", 1)
    return f" ({number})" if number > 1 else ""


@register.filter
def nearby_pages(page: Page) -> Iterator[int | str]:
    """Yield the page numbers to offer on *page*: its neighbours and both ends, with an ellipsis between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
