"""Which reports the public sees, as one rule for every record that leads to reports. Knows no model."""

from django.db.models import Q


def public(path=""):
    """The condition on reports, asked along *path*: `""` of reports, `"article__"` of their sections or figures."""
    return published(path) & Q(**{f"{path}reprint_of__isnull": True})


def published(path=""):
    """The condition of having a page, which reprints have too."""
    return Q(**{f"{path}state": "published"})
