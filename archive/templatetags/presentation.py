"""How facts are written for readers: dates to their precision, numbers, languages, page numbers. Decides no facts."""

from django import template
from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext_lazy

from archive.chinese.folding import fold
from archive.chinese.numerals import in_digits
from archive.chinese.script import LANGUAGE_TAGS
from archive.importing import removal_rules

register = template.Library()

# Precision → how a person and how a machine reads the date, in Django's date format letters.
DATE_FORMATS = {
    "year": (pgettext_lazy("date format", "Y"), "Y"),
    "month": (pgettext_lazy("date format", "F Y"), "Y-m"),
    "day": (pgettext_lazy("date format", "j F Y"), "Y-m-d"),
    "minute": (pgettext_lazy("date format", "j F Y, H:i"), "c"),
}
BEHIND_NUMBERS = frozenset({"余", "多", "几", "来", "左右", "以上", "以下", "以内", "上下"})  # qualifiers, folded


@register.simple_tag
def site_version():
    """The version of the archive, such as 1.0.0."""
    return settings.VERSION


@register.simple_tag
def published(article):
    """The report's date as a <time> element, no finer than it is known."""
    if not article.published_at:
        return gettext("date unknown")
    moment = localtime(article.published_at)
    shown, machine = DATE_FORMATS[article.published_precision]
    return format_html('<time datetime="{}">{}</time>', format_date(moment, machine), format_date(moment, str(shown)))


@register.filter
def language_tag(article):
    """The report's script as a value for `lang`."""
    return LANGUAGE_TAGS[article.script]


@register.filter
def reason(name):
    """Why the removal rule of this name leaves lines out, for readers; an unknown rule is shown by its name."""
    rule = removal_rules.BY_NAME.get(name)
    return gettext(rule.reason) if rule else name


@register.filter
def web_address(address):
    """The address if a browser may follow it, "" for javascript: and its like."""
    return address if address.startswith(("http://", "https://")) else ""


@register.filter
def quantity(metric):
    """The figure's value in digits, a range as two values: 121, 3–5."""
    bounds = [metric.value] if metric.value_max is None else [metric.value, metric.value_max]
    return "–".join(in_digits(bound) for bound in bounds)


@register.filter
def stands_behind(qualifier):
    """Whether the qualifier is said behind its number: 60多, but 近100."""
    return fold(qualifier) in BEHIND_NUMBERS


@register.filter
def like_figures(metric):
    """The query of the explorer for figures of the same unit, kind and subject."""
    asked = {"unit": metric.unit, "kind": metric.kind, "subject": metric.subject}
    return urlencode({name: value for name, value in asked.items() if value})


@register.filter
def amount(value):
    """A sum or mean with thousands set off, to two places at most: 12,345.67."""
    shown = format(round(value, 2), ",f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@register.filter
def page_number(page):
    """The number of a page of a list, to stand behind a title: " (2)"; "" on the first page and outside of lists."""
    number = getattr(page, "number", 1)
    return f" ({number})" if number > 1 else ""


@register.filter
def nearby_pages(page):
    """Page numbers to offer from *page*: its neighbours, both ends, and a gap sign between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
