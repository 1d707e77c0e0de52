"""The state of the index, for the editors' dashboard. Decides nothing."""

from django import template

from search.indexing import status

register = template.Library()
register.simple_tag(status.index_state)
