"""The tag that shows the content of a slot."""

from typing import Any

from django import template
from django.template import Context

from archive.pages.slots import filling

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, **values: Any) -> Any:
    """Render the slot *name* with *values* added to the page's context; "" if nothing fills it."""
    with context.push(**values):
        return filling(name, context) or ""
