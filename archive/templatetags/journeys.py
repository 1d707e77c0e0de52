"""What the links of a list say of where they come from. Knows no list itself."""

from django import template
from django.utils.http import urlencode

from archive.pages.navigation import way

register = template.Library()


@register.simple_tag(takes_context=True)
def way_here(context, index):
    """What a link to the report at *index*, from 0, of the list's page says of the list; "" outside of lists."""
    page = context.get("page_obj")
    if page is None:
        return ""
    request = context["request"]
    asked = request.GET.urlencode()
    return f"?{urlencode(way(f'{request.path}?{asked}' if asked else request.path, page.start_index() + index))}"
