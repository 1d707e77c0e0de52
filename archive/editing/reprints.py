"""Decisions on possible reprints and on groupings: join, keep apart, take back. Each is a version with its author."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.editing.bulk import Refused, make_reprint
from archive.history.versions import save_version
from archive.models import Article, ReprintSuggestion

Status = ReprintSuggestion.Status


@transaction.atomic
def join(suggestion: ReprintSuggestion, user: Any) -> None:
    """Make the article a reprint of the other one. Raises Refused if it is a reprint already."""
    article, original = suggestion.article, suggestion.original
    if article.reprint_of_id:
        raise Refused(_("It is a reprint already."))
    original = original.reprint_of or original
    make_reprint(article, original)
    save_version(article, user=user, comment=_("Joined with “%(title)s”") % {"title": original})
    _decide(suggestion, Status.JOINED, user)


def keep_apart(suggestion: ReprintSuggestion, user: Any) -> None:
    """Remember that the two are reports of their own."""
    _decide(suggestion, Status.APART, user)


@transaction.atomic
def take_back(suggestion: ReprintSuggestion, user: Any) -> None:
    """Undo the decision; a joined article is a report of its own again."""
    if suggestion.status == Status.JOINED:
        ungroup(suggestion.article)
        save_version(suggestion.article, user=user, comment=_("No longer a reprint"))
    _decide(suggestion, Status.OPEN, None)


def ungroup(article: Article) -> None:
    """Make a reprint an article of its own. Raises Refused if it is one."""
    if not article.reprint_of_id:
        raise Refused(_("It is no reprint."))
    article.reprint_of = None
    article.save()


def _decide(suggestion: ReprintSuggestion, status: Any, user: Any) -> None:
    suggestion.status, suggestion.decided_by = status, user
    suggestion.decided_at = timezone.now() if user else None
    suggestion.save()
