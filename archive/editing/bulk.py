"""Steps of bulk edits: each changes and saves one article, or refuses to."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.chinese.folding import fold
from archive.models import Article, Keyword, Organization

State = Article.State


class Refused(Exception):
    """The step cannot be taken with an article; the message says why."""


class NamesForm(forms.Form):
    """An organization to set and keywords to add; at least one of them."""

    organization = forms.ModelChoiceField(
        Organization.objects.all(), required=False, label=gettext_lazy("organization to set")
    )
    keywords = forms.CharField(
        required=False,
        label=gettext_lazy("keywords to add"),
        help_text=gettext_lazy("Several with spaces between them."),
    )

    def clean(self) -> dict[str, Any]:
        if not any(super().clean().values()):
            self.add_error(None, _("Choose an organization, or give a keyword."))
        facts: dict[str, Any] = self.cleaned_data
        return facts

    def apply(self, article: Article) -> None:
        if organization := self.cleaned_data["organization"]:
            article.organization, article.organization_printed = organization, ""
        if words := self.cleaned_data["keywords"].replace("、", " ").split():
            add_keywords(article, words)
        article.save()


def set_state(article: Article, state: Any) -> None:
    """Set the state of an article that is not in the trash. Raises Refused if it has that state already."""
    if article.state == state:
        raise Refused(_("It is %(state)s already.") % {"state": article.get_state_display()})
    article.state = state
    article.save()


def add_keywords(article: Article, words: list[str]) -> None:
    """Append keywords to those that the article has; one that it has already is left out."""
    kept = [tagging.keyword for tagging in article.taggings.select_related("keyword")]
    known = {keyword.folded_name for keyword in kept}
    new = {fold(word): word for word in words if fold(word) not in known}
    article.set_keywords([*kept, *map(Keyword.objects.named, new.values())])


def original_of(articles: QuerySet[Article]) -> Article | None:
    """Return the earliest of several articles with the same text, or the article that this one is a reprint of."""
    first: Article | None = articles.exclude(state=State.TRASHED).oldest_first().first()
    return first and (first.reprint_of or first)


@transaction.atomic
def make_reprint(article: Article, original: Article) -> None:
    """Make *article* and its own reprints reprints of *original*. Raises Refused if the two are one article."""
    if article.pk == original.pk:
        raise Refused(_("It is the original of the others."))
    for reprint in article.reprints.exclude(pk=original.pk):
        reprint.reprint_of = original
        reprint.save()
    article.reprint_of = original
    article.save()
