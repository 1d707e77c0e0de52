"""How to cite a report, on its page. Writes no format itself."""

from dataclasses import dataclass

from django import template

from archive.interfaces.citations import PLAIN
from archive.interfaces.citing import FILES, citation_of, permanent_address
from archive.models import Section

register = template.Library()


@dataclass(frozen=True, slots=True)
class Cite:
    """plain: (name of the format, text) to copy. section: the one that is cited, None of the whole report."""

    section: Section | None
    plain: list[tuple[str, str]]
    files: tuple[str, ...]


@register.simple_tag(takes_context=True)
def citations(context, sections):
    """The report of the page, or that of its *sections* which the address names with ?section=, in each format."""
    request, article = context["request"], context["article"]
    asked = request.GET.get("section")
    section = next((section for section in sections if section.anchor == asked), None)
    cited = citation_of(article, section, request)
    return Cite(section, [(name, written(cited)) for name, written in PLAIN.items()], tuple(FILES))


@register.simple_tag(takes_context=True)
def permanent(context):
    """The permanent address of the page's report."""
    return permanent_address(context["article"], context["request"])
