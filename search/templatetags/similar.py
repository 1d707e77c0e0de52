"""Reports like the one that is being read. Finds none itself."""

from django import template

from search.finding import similar

register = template.Library()
register.simple_tag(similar.similar_articles)
