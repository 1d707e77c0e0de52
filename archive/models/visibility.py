"""The rule for which articles the public sees, for queries of any record that leads to articles. Knows no model."""

from django.db.models import Q


def public(path: str = "") -> Q:
    """Return the condition for articles that count. *path* leads to the article: "article__" for a section's."""
    return published(path) & Q(**{f"{path}reprint_of__isnull": True})


def published(path: str = "") -> Q:
    """Return the condition for articles that have a page, which reprints have too. *path* is that of `public`."""
    return Q(**{f"{path}state": "published"})
