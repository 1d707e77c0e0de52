"""Bringing reports back from the trash. Knows no form and no page."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive.editing.bulk import Refused, set_state
from archive.history.versions import save_version
from archive.models import Article

RESTORED = _("restored; it is in review")


def out_of_trash(article):
    """Bring the report from the trash to review, where who may publish decides on it. Raises Refused elsewhere."""
    if article.state != Article.State.TRASHED:
        raise Refused(_("It is not in the trash."))
    set_state(article, Article.State.REVIEW)


@transaction.atomic
def restore(article):
    """Bring the report out of the trash, between two versions. Raises Refused, and then changes nothing."""
    save_version(article)
    out_of_trash(article)
    save_version(article, comment=str(RESTORED))
