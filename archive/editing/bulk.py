"""Steps of bulk edits: each changes and saves one article, or refuses to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.chinese.folding import fold
from archive.chinese.name_lists import join_names, split_names
from archive.models import Article, Keyword, Organization, Outlet

State = Article.State
LONGEST_NAME = 200


class Refused(Exception):
    """The step cannot be taken with an article; the message says why."""


class NamesForm(forms.Form):
    """An organization and an outlet to set, keywords to add and to remove; at least one of these."""

    organization = forms.ModelChoiceField(
        Organization.objects.all(), required=False, label=gettext_lazy("organization to set")
    )
    outlet = forms.ModelChoiceField(Outlet.objects.all(), required=False, label=gettext_lazy("outlet to set"))
    keywords = forms.CharField(
        required=False,
        label=gettext_lazy("keywords to add"),
        help_text=gettext_lazy(
            'Several with commas or spaces between them; one that has spaces itself in quotation marks: "Open Data".'
        ),
    )
    removed_keywords = forms.CharField(required=False, label=gettext_lazy("keywords to remove"))

    def clean(self) -> dict[str, Any]:
        if not self.errors and not any(super().clean().values()):
            self.add_error(None, _("Choose an organization or an outlet, or give a keyword."))
        facts: dict[str, Any] = self.cleaned_data
        return facts

    def clean_organization(self) -> Organization | None:
        organization: Organization | None = self.cleaned_data["organization"]
        return organization and organization.canonical

    def clean_outlet(self) -> Outlet | None:
        outlet: Outlet | None = self.cleaned_data["outlet"]
        return outlet and outlet.canonical

    def clean_keywords(self) -> list[str]:
        words = split_names(self.cleaned_data["keywords"], spaces="always")
        if longest := next((word for word in words if len(word) > LONGEST_NAME), None):
            raise ValidationError(
                _("“%(name)s” is too long; a keyword has %(longest)s characters at most."),
                params={"name": longest, "longest": LONGEST_NAME},
            )
        return words

    def clean_removed_keywords(self) -> list[Keyword]:
        """Return the keywords to remove; an alias removes the keyword that it stands for."""
        words = split_names(self.cleaned_data["removed_keywords"], spaces="always")
        rows = Keyword.objects.filter(folded_name__in=map(fold, words)).select_related("alias_of")
        known = {row.folded_name: row.canonical for row in rows}
        if unknown := [word for word in words if fold(word) not in known]:
            raise ValidationError(
                _("The archive knows no such keyword: %(names)s"), params={"names": join_names(unknown)}
            )
        return list(known.values())

    def apply(self, article: Article) -> None:
        """Change and save the article. Raises Refused if it is all as asked for already."""
        asked = self.cleaned_data
        changed = [set_name(article, name, asked[name]) for name in ("organization", "outlet") if asked[name]]
        changed.append(change_keywords(article, add=asked["keywords"], remove=asked["removed_keywords"]))
        if not any(changed):
            raise Refused(_("It has these names already, or lacks those to remove."))
        article.save()


def set_state(article: Article, state: Any) -> None:
    """Set the state of an article that is not in the trash. Raises Refused if it has that state already."""
    if article.state == state:
        raise Refused(_("It is %(state)s already.") % {"state": article.get_state_display()})
    article.state = state
    article.save()


def set_name(article: Article, field: str, name: Organization | Outlet) -> bool:
    """Set the organization or outlet of an article that is not saved yet; return whether it had another."""
    if getattr(article, f"{field}_id") == name.pk:
        return False
    setattr(article, field, name)
    setattr(article, f"{field}_printed", "")
    return True


def change_keywords(article: Article, *, add: Sequence[str], remove: Sequence[Keyword]) -> bool:
    """Remove keywords from those that the article has and append others; return whether any changed."""
    had = [tagging.keyword for tagging in article.taggings.select_related("keyword")]
    kept = [keyword for keyword in had if keyword not in remove]
    wanted = list(dict.fromkeys([*kept, *Keyword.objects.all_named(add)])) if add else kept
    if wanted != had:
        article.set_keywords(wanted)
    return wanted != had


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
