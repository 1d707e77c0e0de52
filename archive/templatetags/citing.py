"""Citations of an article for its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import template

from archive.interfaces.citations import PLAIN
from archive.interfaces.citing import FILES, citation_of, permanent_address
from archive.models import Section

register = template.Library()


class PlainCitation(NamedTuple):
    """A citation as text to copy, and the name of its format."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Citations:
    """section: the section that is cited, None for the whole article. files: the formats to download."""

    section: Section | None
    plain: list[PlainCitation]
    files: tuple[str, ...]


@register.simple_tag(takes_context=True)
def citations(context: dict[str, Any], sections: Iterable[Section]) -> Citations:
    """Cite the page's article in each format, or the one of its *sections* whose anchor is in ?section=."""
    request, article = context["request"], context["article"]
    asked = request.GET.get("section")
    section = next((section for section in sections if section.anchor == asked), None)
    cited = citation_of(article, section, request)
    return Citations(section, [PlainCitation(name, write(cited)) for name, write in PLAIN.items()], tuple(FILES))


@register.simple_tag(takes_context=True)
def permanent(context: dict[str, Any]) -> str:
    """Return the permanent address of the page's article."""
    return permanent_address(context["article"], context["request"])
