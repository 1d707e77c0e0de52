"""The articles most similar to the one that is shown."""

from django import template

from search.finding import similar

register = template.Library()
register.simple_tag(similar.similar_articles)
