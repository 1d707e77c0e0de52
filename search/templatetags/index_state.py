"""The tag that gives the editors' dashboard the state of the index."""

from django import template

from search.indexing import status

register = template.Library()
register.simple_tag(status.index_state)
