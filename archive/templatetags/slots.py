"""The tag that shows what another app adds to a page."""

from typing import Any

from django import template
from django.template import Context

from archive.pages.slots import filling

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, **values: Any) -> Any:
    """What fills the slot *name*, rendered with *values* added to the page's context; "" while it is empty."""
    with context.push(**values):
        return filling(name, context) or ""
