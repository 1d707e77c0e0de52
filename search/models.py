"""What editors tell search, synonyms and words; and what is still to be indexed. The index itself is on disk."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.chinese.marks import HAN_OF_JIEBA


class Outbox(models.Model):
    """A report that changed, noted in the transaction that changed it. Gone once the index has the change."""

    article_id = models.BigIntegerField(primary_key=True)
    ticket = models.UUIDField(help_text=_("Another one at every change"))

    class Meta:
        verbose_name = _("report waiting for the index")
        verbose_name_plural = _("reports waiting for the index")

    def __str__(self):
        return str(self.article_id)


SEPARATORS = re.compile(r"[\s,，、;；=＝]+")
HAN_WORD = re.compile(f"[{HAN_OF_JIEBA}]{{2,}}")


class SynonymGroupQuerySet(models.QuerySet):
    def groups(self):
        """Each group as a tuple of its words."""
        return tuple(group.as_tuple for group in self)


class SynonymGroup(models.Model):
    """Words that mean the same: who searches for one is shown what speaks of the others too."""

    words = models.CharField(
        _("words"), max_length=300, help_text=_("Two or more, separated by commas or spaces: 政协, 政治协商会议")
    )

    objects = SynonymGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["id"]

    def __str__(self):
        return " = ".join(self.as_tuple)

    @property
    def as_tuple(self):
        return tuple(word for word in SEPARATORS.split(self.words) if word)

    def clean(self):
        if len(set(map(fold, self.as_tuple))) < 2:
            raise ValidationError({"words": _("Give at least two different words, separated by commas or spaces.")})


class DictionaryWordQuerySet(models.QuerySet):
    def added(self):
        """The words as the segmenter takes them: folded, in order, none twice."""
        return tuple(sorted(set(map(fold, self.values_list("word", flat=True)))))


class DictionaryWord(models.Model):
    """A word that the segmenter should know. Another set of words needs another index."""

    word = models.CharField(
        _("word"), max_length=20, unique=True, help_text=_("Chinese characters only, at least two: 委员会客厅")
    )

    objects = DictionaryWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("dictionary word")
        verbose_name_plural = _("dictionary words")
        ordering = ["word"]

    def __str__(self):
        return self.word

    def clean(self):
        if not HAN_WORD.fullmatch(fold(self.word)):
            raise ValidationError({"word": _("A word is two or more Chinese characters, without spaces or marks.")})


class IndexCheck(models.Model):
    """The last comparison of the index with the database: one row, written anew by each."""

    checked_at = models.DateTimeField(_("checked"), auto_now=True)
    faults = models.JSONField(_("faults"), default=dict, help_text=_("How many entries by kind; or why it is unusable"))

    class Meta:
        verbose_name = _("check of the index")
        verbose_name_plural = _("checks of the index")
        default_permissions = ["add", "view"]

    def __str__(self):
        return f"{self.checked_at:%Y-%m-%d %H:%M}"

    @classmethod
    def note(cls, faults):
        """Keep what was found, by kind of fault."""
        cls.objects.update_or_create(pk=1, defaults={"faults": faults})
