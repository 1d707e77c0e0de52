"""Records of search: the outbox of the index, editors' synonyms and dictionary words, the last index check.

The index itself is on disk.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.chinese.folding import fold
from archive.chinese.marks import HAN_OF_JIEBA


class Outbox(models.Model):
    """An article that changed. The transaction that changes it writes the row; indexing the change deletes it."""

    article_id = models.BigIntegerField(primary_key=True)
    ticket = models.UUIDField(help_text=_("Another one at every change"))

    class Meta:
        verbose_name = _("report waiting for the index")
        verbose_name_plural = _("reports waiting for the index")

    def __str__(self) -> str:
        return str(self.article_id)


SEPARATORS = re.compile(r"[\s,，、;；=＝]+")
HAN_WORD = re.compile(f"[{HAN_OF_JIEBA}]{{2,}}")


class SynonymGroupQuerySet(models.QuerySet):
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return each group as a tuple of its words."""
        return tuple(group.as_tuple for group in self)


class SynonymGroup(models.Model):
    """Words with the same meaning: a search for one finds articles with the others too."""

    words = models.CharField(
        _("words"), max_length=300, help_text=_("Two or more, separated by commas or spaces: 政协, 政治协商会议")
    )

    objects = SynonymGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["id"]

    def __str__(self) -> str:
        return " = ".join(self.as_tuple)

    @property
    def as_tuple(self) -> tuple[str, ...]:
        return tuple(word for word in SEPARATORS.split(self.words) if word)

    def clean(self) -> None:
        """Refuse fewer than two different words."""
        if len(set(map(fold, self.as_tuple))) < 2:
            raise ValidationError({"words": _("Give at least two different words, separated by commas or spaces.")})


class DictionaryWordQuerySet(models.QuerySet):
    def added(self) -> tuple[str, ...]:
        """Return the words as the segmenter takes them: folded, sorted, without duplicates."""
        return tuple(sorted(set(map(fold, self.values_list("word", flat=True)))))


class DictionaryWord(models.Model):
    """A word added to the segmenter's dictionary. A change of these words makes a rebuild of the index necessary."""

    word = models.CharField(
        _("word"), max_length=20, unique=True, help_text=_("Chinese characters only, at least two: 委员会客厅")
    )

    objects = DictionaryWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("dictionary word")
        verbose_name_plural = _("dictionary words")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """Refuse a word of other than Chinese characters, or of one."""
        if not HAN_WORD.fullmatch(fold(self.word)):
            raise ValidationError({"word": _("A word is two or more Chinese characters, without spaces or marks.")})


class IndexCheck(models.Model):
    """The last consistency check of the index against the database. There is one row, which each check overwrites."""

    checked_at = models.DateTimeField(_("checked"), auto_now=True)
    faults = models.JSONField(_("faults"), default=dict, help_text=_("How many entries by kind; or why it is unusable"))

    class Meta:
        verbose_name = _("check of the index")
        verbose_name_plural = _("checks of the index")
        default_permissions = ["add", "view"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M}"

    @classmethod
    def note(cls, faults: Mapping[str, object]) -> None:
        """Store the result of a check: the number of faulty entries by kind of fault."""
        cls.objects.update_or_create(pk=1, defaults={"faults": faults})
