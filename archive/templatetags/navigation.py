"""The parameters by which the links of a list lead back to it."""

from typing import Any

from django import template
from django.utils.http import urlencode

from archive.pages.navigation import back_link_query

register = template.Library()


@register.simple_tag(takes_context=True, name="back_link_query")
def show_back_link_query(context: dict[str, Any], index: int) -> str:
    """Return the query of a link to the article at *index*, counted from 0, of the list's page; "" outside of lists."""
    page = context.get("page_obj")
    if page is None:
        return ""
    request = context["request"]
    query = request.GET.urlencode()
    address = f"{request.path}?{query}" if query else request.path
    return f"?{urlencode(back_link_query(address, page.start_index() + index))}"
