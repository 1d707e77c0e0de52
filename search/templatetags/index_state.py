"""The index's part of the editors' dashboard. Decides nothing."""

from django import template

from search.indexing.status import index_state

register = template.Library()


@register.inclusion_tag("admin/search/_index_state.html", takes_context=True)
def show_index_state(context):
    """How the index is, for those who may know; with buttons for those who may have it worked on."""
    may_see = context["perms"]["search"]["view_indexcheck"]
    return {
        "state": index_state() if may_see else None,
        "may_begin": context["perms"]["search"]["add_indexcheck"],
        "csrf_token": context.get("csrf_token"),
    }
