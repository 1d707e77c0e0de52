"""The states of an article and who may set them: only users who may publish decide what readers see."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from archive.models import Article

PUBLISH = "archive.publish_article"
ONLY_PUBLISHERS = _("It is published; only who may publish can do that.")
# State → the states that a user who may not publish can set; a user who may publish can set all but the trash.
OPEN_TO_EDITORS: dict[Any, set[Any]] = {
    Article.State.DRAFT: {Article.State.DRAFT, Article.State.REVIEW},
    Article.State.REVIEW: {Article.State.DRAFT, Article.State.REVIEW},
    Article.State.PUBLISHED: {Article.State.PUBLISHED},
    Article.State.WITHDRAWN: {Article.State.WITHDRAWN, Article.State.REVIEW},
    Article.State.TRASHED: {Article.State.TRASHED},
}


def may_publish(user: AbstractUser) -> bool:
    return bool(user.has_perm(PUBLISH))


def states_open_to(user: AbstractUser, current: Any) -> list[tuple[str, str]]:
    """Return the choices (value, label) of the states that the user can set on an article in state *current*."""
    choices: list[Any] = Article.State.choices
    if may_publish(user):
        return [choice for choice in choices if choice[0] != Article.State.TRASHED]
    return [choice for choice in choices if choice[0] in OPEN_TO_EDITORS[current]]


def edits_wait(user: AbstractUser, article: Article) -> bool:
    """Whether what the user changes in the article waits as a pending edit: readers see it, the user may not publish.

    The change is then made by `archive.history.pending_edits.edited_aside`, or refused with ONLY_PUBLISHERS.
    """
    return bool(article.state == Article.State.PUBLISHED and not may_publish(user))
