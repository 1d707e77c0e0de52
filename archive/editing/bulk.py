"""What is done to many reports at once, as steps on one of them. Saves row by row; knows no page."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.chinese.folding import fold
from archive.models import Article, Keyword, Organization

State = Article.State


class Refused(Exception):
    """A step that cannot be done to a report: why."""


class NamesForm(forms.Form):
    """An organization to set, keywords to add; at least one of them."""

    organization = forms.ModelChoiceField(
        Organization.objects.all(), required=False, label=gettext_lazy("organization to set")
    )
    keywords = forms.CharField(
        required=False,
        label=gettext_lazy("keywords to add"),
        help_text=gettext_lazy("Several with spaces between them."),
    )

    def clean(self):
        if not any(super().clean().values()):
            self.add_error(None, _("Choose an organization, or give a keyword."))
        return self.cleaned_data

    def apply(self, article):
        if organization := self.cleaned_data["organization"]:
            article.organization, article.organization_printed = organization, ""
        if words := self.cleaned_data["keywords"].replace("、", " ").split():
            add_keywords(article, words)
        article.save()


def set_state(article, state):
    """Bring a report that is not in the trash to the state."""
    if article.state == state:
        raise Refused(_("It is %(state)s already.") % {"state": article.get_state_display()})
    article.state = state
    article.save()


def add_keywords(article, words):
    """After those it has; each once."""
    kept = [tagging.keyword for tagging in article.taggings.select_related("keyword")]
    known = {keyword.folded_name for keyword in kept}
    new = {fold(word): word for word in words if fold(word) not in known}
    article.set_keywords([*kept, *map(Keyword.objects.named, new.values())])


def original_of(articles):
    """Of reports that say the same, the one that was published first, or what that one is a reprint of."""
    first = articles.exclude(state=State.TRASHED).oldest_first().first()
    return first and (first.reprint_of or first)


@transaction.atomic
def make_reprint(article, original):
    """Readers are led to the original; what was a reprint of the report becomes one of the original."""
    if article.pk == original.pk:
        raise Refused(_("It is the original of the others."))
    for reprint in article.reprints.exclude(pk=original.pk):
        reprint.reprint_of = original
        reprint.save()
    article.reprint_of = original
    article.save()
