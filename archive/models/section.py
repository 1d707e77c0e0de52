"""The text of an article as a tree: lead, numbered sections, their points, closing."""

import re

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.chinese.marks import COLONS, FULL_STOP, SEMICOLONS
from archive.models.article import Article

ENDS = FULL_STOP + COLONS + SEMICOLONS  # of the words that label a section without a heading
END_OF_FIRST_WORDS = re.compile(rf"[{ENDS}\n]")
LONGEST_FIRST_WORDS = 80  # characters of a label taken from the text


class Section(models.Model):
    """A part of an article with its own anchor. Its children are sections too, to any depth."""

    class Kind(models.TextChoices):
        LEAD = "lead", _("lead")
        SECTION = "section", _("section")
        POINT = "point", _("point")
        CLOSING = "closing", _("closing")

    article = models.ForeignKey(Article, models.CASCADE, related_name="sections", verbose_name=_("report"))
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="children", null=True, blank=True, verbose_name=_("part of")
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("Place in the report's reading order"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.SECTION)
    anchor = models.CharField(_("anchor"), max_length=60, help_text=_("The address within the page, such as s2-3"))
    number = models.CharField(_("numbering"), max_length=20, blank=True, help_text=_("As printed: 一、 or 一是"))
    heading = models.CharField(_("heading"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True, help_text=_("One paragraph a line"))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "anchor"], name="section_anchor_once"),
            models.UniqueConstraint(fields=["article", "position"], name="section_position_once"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="section_not_own_parent"
            ),
            models.CheckConstraint(condition=~Q(heading="", text=""), name="section_says_something"),
            models.CheckConstraint(condition=~Q(anchor=""), name="section_has_anchor"),
        ]

    def __str__(self) -> str:
        return self.label or self.anchor

    @property
    def label(self) -> str:
        """Its number and heading in one line, as a table of contents shows them.

        A section with a number alone, such as a point, has the beginning of its text in place of a heading; a section
        without a number too has no label.
        """
        first_words = END_OF_FIRST_WORDS.split(self.text, maxsplit=1)[0][:LONGEST_FIRST_WORDS]
        words = self.heading or (self.number and first_words)
        return f"{self.number}{words}".rstrip(ENDS)

    @property
    def content(self) -> str:
        """Its own text: the line of number and heading, then the text. A number without heading runs into the text.

        The offsets of metrics count in it.
        """
        parts = (f"{self.number}{self.heading}", self.text) if self.heading else (f"{self.number}{self.text}",)
        return "\n".join(filter(None, parts))
