"""An article, which readers know as a report: its facts and its state. Its text is in its sections."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.chinese.folding import fold
from archive.chinese.slugs import slug
from archive.models.authority import Keyword, Organization, Outlet
from archive.models.visibility import public, published


class YearArticles(NamedTuple):
    """A year and the number of articles published in it."""

    year: int
    articles: int


# Sent in a transaction whose statements change many articles, which send no `post_save`; `article_ids`: these articles.
# Sent once more without ids when all such transactions of one change are committed.
articles_changed = Signal()


class ArticleQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Return the articles that readers see and that count: the published ones except reprints."""
        return self.filter(public())

    def published(self) -> Self:
        """Return the articles that have a page: the public ones and their reprints."""
        return self.filter(published())

    def newest_first(self) -> Self:
        """Order by publication, latest first, undated articles last. Ties go by id, so that pages never overlap."""
        return self.order_by(F("published_at").desc(nulls_last=True), "-id")

    def oldest_first(self) -> Self:
        """Order by publication, earliest first. Undated articles come last here too."""
        return self.order_by(F("published_at").asc(nulls_last=True), "id")

    def last_added_first(self) -> Self:
        """Order by the moment at which the archive got the article, latest first."""
        return self.order_by("-created_at", "-id")

    def with_names(self) -> Self:
        """Load organization, outlet and keywords along, as lists and result pages need them."""
        return self.select_related("organization", "outlet").prefetch_related("keywords")

    def from_year(self, year: int) -> Self:
        return self.filter(published_at__year=year)

    def count_by_year(self) -> list[YearArticles]:
        """Count the articles of each year, latest year first. Undated articles are left out."""
        dated = self.filter(published_at__isnull=False).order_by()
        years = dated.values_list("published_at__year").annotate(articles=models.Count("id"))
        return [YearArticles._make(row) for row in years.order_by("-published_at__year")]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the articles. Reprints of them that stay become articles of their own."""
        with transaction.atomic():
            Article.objects.filter(reprint_of__in=self).exclude(pk__in=self).free()
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]  # Django looks for both on the function
    delete.queryset_only = True  # type: ignore[attr-defined]

    def free(self) -> None:
        """Make these reprints articles of their own, since the articles they repeat are deleted.

        Each is saved by itself, so that the index learns of it.
        """
        for reprint in self:
            reprint.reprint_of = None
            reprint.save()

    free.alters_data = True  # type: ignore[attr-defined]

    def titled(self, text: str) -> Self:
        """Return the articles whose title contains *text* in either script."""
        return self.filter(folded_title__contains=fold(text))


class Article(models.Model):
    """One article. At level `catalogue` the archive has its facts and metrics, but not its text."""

    class Level(models.TextChoices):
        FULL_TEXT = "full", _("full text")
        CATALOGUE = "catalogue", _("catalogue record")

    class State(models.TextChoices):
        """The step of an article on its way to readers. Public pages and the index hold published articles only."""

        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        PUBLISHED = "published", pgettext_lazy("state", "published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        TRASHED = "trashed", _("in the trash")

    class Script(models.TextChoices):
        HANS = "hans", _("Simplified")
        HANT = "hant", _("Traditional")
        MIXED = "mixed", _("mixed")

    class Precision(models.TextChoices):
        """The known part of `published_at`; the rest is filled with the earliest moment."""

        YEAR = "year", _("year")
        MONTH = "month", _("month")
        DAY = "day", _("day")
        MINUTE = "minute", _("minute")

    level = models.CharField(_("level"), max_length=9, choices=Level, default=Level.FULL_TEXT)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PUBLISHED, db_index=True)
    reprint_of = models.ForeignKey(
        "self", models.SET_NULL, related_name="reprints", null=True, blank=True, verbose_name=_("reprint of")
    )
    title = models.CharField(_("title"), max_length=500)
    folded_title = models.CharField(max_length=500, editable=False, db_index=True)
    slug = models.SlugField(max_length=100, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, db_index=True)
    published_precision = models.CharField(_("date known to the"), max_length=6, choices=Precision, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="articles", null=True, blank=True, verbose_name=_("organization")
    )
    outlet = models.ForeignKey(
        Outlet, models.PROTECT, related_name="articles", null=True, blank=True, verbose_name=_("outlet")
    )
    author = models.CharField(_("author"), max_length=200, blank=True)
    editor = models.CharField(_("editor"), max_length=200, blank=True)
    channel = models.CharField(_("channel"), max_length=200, blank=True, help_text=_("Breadcrumb, levels joined by >"))
    url = models.URLField(_("original address"), max_length=1000, blank=True, db_index=True)
    script = models.CharField(_("script"), max_length=5, choices=Script, default=Script.HANS)
    summary = models.TextField(_("note"), blank=True, help_text=_("In the archive's own words, for catalogue records"))
    # The article's own writing of these names, which it may share with articles in the other script.
    organization_printed = models.CharField(max_length=200, blank=True, editable=False)
    outlet_printed = models.CharField(max_length=200, blank=True, editable=False)
    keywords = models.ManyToManyField(
        Keyword, through="Tagging", related_name="articles", blank=True, verbose_name=_("keywords")
    )
    # Since when readers see it no longer; empty while they see it, and where they never have.
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        permissions = [("publish_article", "Can publish and withdraw reports")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="article_has_title"),
            models.CheckConstraint(condition=Q(level__in=["full", "catalogue"]), name="article_level_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "review", "published", "withdrawn", "trashed"]),
                name="article_state_known",
            ),
            models.CheckConstraint(
                condition=Q(reprint_of__isnull=True) | ~Q(reprint_of=F("id")), name="article_not_own_reprint"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_precision="")
                | Q(published_at__isnull=False, published_precision__in=["year", "month", "day", "minute"]),
                name="article_date_has_precision",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        self.folded_title = fold(self.title)
        self.slug = slug(self.title)
        new = self._state.adding
        self._note_withdrawal()
        super().save(**options)
        if not new:
            self.metrics.follow(self)

    def get_absolute_url(self) -> str:
        return reverse("article", kwargs={"pk": self.pk, "slug": self.slug})

    @transaction.atomic
    def delete(self, **options: Any) -> tuple[int, dict[str, int]]:
        self.reprints.all().free()
        return super().delete(**options)

    @property
    def is_public(self) -> bool:
        """Whether it is among the articles that `ArticleQuerySet.public` returns."""
        return self.state == self.State.PUBLISHED and self.reprint_of_id is None

    @property
    def holds_text(self) -> bool:
        return self.level == self.Level.FULL_TEXT

    @property
    def organization_name(self) -> str:
        """The organization's name as the article writes it, "" without one."""
        return self.organization.as_printed(self.organization_printed) if self.organization else ""

    @property
    def outlet_name(self) -> str:
        """The outlet's name as the article writes it, "" without one."""
        return self.outlet.as_printed(self.outlet_printed) if self.outlet else ""

    def _note_withdrawal(self) -> None:
        """Set `withdrawn_at` to now where this save takes the article from readers; empty it where they see it."""
        if self.state == self.State.PUBLISHED:
            self.withdrawn_at = None
        elif self._state.adding:  # an import brings a report that was withdrawn elsewhere
            self.withdrawn_at = timezone.now() if self.state == self.State.WITHDRAWN else None
        elif Article.objects.published().filter(pk=self.pk).exists():
            self.withdrawn_at = timezone.now()

    def set_keywords(self, keywords: Iterable[Keyword], *, printed: Iterable[str] = ()) -> None:
        """Replace the keywords by *keywords* in their order.

        *printed* holds them as the article writes them; without it, the writing kept so far stays.
        """
        rows = list(keywords)
        kept = _printed_forms(rows, printed) if printed else dict(self.taggings.values_list("keyword", "printed"))
        self.taggings.all().delete()
        Tagging.objects.bulk_create(
            Tagging(article=self, keyword=keyword, position=position, printed=kept.get(keyword.pk, ""))
            for position, keyword in enumerate(rows)
        )


def _printed_forms(keywords: Iterable[Keyword], printed: Iterable[str]) -> dict[int, str]:
    """Return the id of each keyword → the text among *printed* that is its name, or else one of its aliases."""
    forms = {fold(form): form for form in printed}
    found = {keyword.pk: forms[keyword.folded_name] for keyword in keywords if keyword.folded_name in forms}
    if missing := [keyword.pk for keyword in keywords if keyword.pk not in found]:
        aliases = Keyword.objects.filter(alias_of__in=missing, folded_name__in=forms)
        found |= {alias.alias_of_id: forms[alias.folded_name] for alias in aliases}
    return found


class Tagging(models.Model):
    """A keyword of an article, at its position among the article's keywords."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="taggings")
    keyword = models.ForeignKey(Keyword, models.CASCADE, related_name="taggings", verbose_name=_("keyword"))
    printed = models.CharField(max_length=200, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["article", "keyword"], name="tagging_once")]

    def __str__(self) -> str:
        return self.keyword.as_printed(self.printed)
