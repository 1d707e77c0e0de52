"""Bringing reports back from the trash. Knows no form and no page."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive.editing.bulk import Refused, set_state
from archive.history.versions import save_version
from archive.models import Article

RESTORED = _("restored; it is in review")


def leave_trash(article: Article) -> None:
    """Bring an article in the trash back to review. Raises Refused if it is not in the trash."""
    if article.state != Article.State.TRASHED:
        raise Refused(_("It is not in the trash."))
    set_state(article, Article.State.REVIEW)


@transaction.atomic
def restore(article: Article) -> None:
    """Bring the article out of the trash and save a version before and after. Raises Refused, and changes nothing."""
    save_version(article)
    leave_trash(article)
    save_version(article, comment=str(RESTORED))
