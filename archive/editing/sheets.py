"""The spreadsheet of articles: one row for each, with its facts as text. Changed rows are matched by id."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, NoReturn

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _
from import_export import resources, widgets
from import_export.fields import Field
from import_export.results import RowResult

from archive.chinese.name_lists import join_names, split_names
from archive.editing.workflow import edits_wait
from archive.history.pending_edits import edited_aside
from archive.history.versions import save_version
from archive.models import Article, Keyword, Organization, Outlet

DATES = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M"}
MARK = "'"  # tells spreadsheet programs that a text is no formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", MARK)


class Published(NamedTuple):
    """The date of an article, and to what precision it is known; moment is None and precision "" if it is not."""

    moment: datetime | None
    precision: str


class TextWidget(widgets.Widget):
    """A text. It is escaped so that no spreadsheet program takes it for a formula; reading it undoes the escape."""

    def render(self, value: object, obj: Model | None = None, **options: Any) -> str:
        text = "" if value is None else str(value)
        return f"{MARK}{text}" if text.startswith(FORMULA) else text

    def clean(self, value: object, row: Mapping[str, Any] | None = None, **options: Any) -> Any:
        text = "" if value is None else str(value).strip(" \n")
        return text[1:] if text.startswith(MARK) and text[1:].startswith(FORMULA) else text


class NameWidget(TextWidget):
    """An organization or outlet by its name; a new name makes a new record."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__()
        self.model = model

    def clean(self, value: object, row: Mapping[str, Any] | None = None, **options: Any) -> Any:
        return self.model.objects.named(super().clean(value))


class PublishedWidget(TextWidget):
    """A date as long as its precision: 2019, 2019-11, 2019-11-22, 2019-11-22 16:16."""

    def render(self, value: Any, obj: Model | None = None, **options: Any) -> str:
        moment, precision = value
        return str(localtime(moment).strftime(DATES[precision])) if moment else ""

    def clean(self, value: object, row: Mapping[str, Any] | None = None, **options: Any) -> Published:
        if isinstance(value, (date, datetime)):  # the spreadsheet program recognized a date
            value = f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
        text = super().clean(value)
        if not text:
            return Published(None, "")
        for precision, form in DATES.items():
            try:
                return Published(make_aware(datetime.strptime(text, form)), precision)
            except ValueError:
                continue
        raise ValueError(
            _("“%(text)s” is no date. Write 2019, 2019-11, 2019-11-22 or 2019-11-22 16:16.") % {"text": text}
        )


class PublishedField(Field):
    """One cell for the two facts that make a date."""

    def get_value(self, instance: Article) -> Published:
        return Published(instance.published_at, instance.published_precision)

    def save(self, instance: Article, row: Mapping[str, Any], is_m2m: bool = False, **options: Any) -> None:
        instance.published_at, instance.published_precision = self.clean(row, **options)


class KeywordsWidget(widgets.ManyToManyWidget):
    """Keywords by their names, in order; a new name makes a new keyword."""

    def clean(self, value: object, row: Mapping[str, Any] | None = None, **options: Any) -> list[Keyword]:
        names = split_names(TextWidget().clean(value), spaces="never")
        return list(dict.fromkeys(map(Keyword.objects.named, names)))

    def render(self, value: QuerySet[Keyword], obj: Model | None = None, **options: Any) -> str:
        return TextWidget().render(join_names(map(str, value.order_by("taggings__position"))))


class KeywordsField(Field):
    def save(self, instance: Article, row: Mapping[str, Any], is_m2m: bool = False, **options: Any) -> None:
        instance.set_keywords(self.clean(row, **options))


class ArticleSheet(resources.ModelResource):
    """The facts of articles that can be changed in a spreadsheet; the state is shown and cannot be changed there.

    What a user who may not publish changes in a published article becomes a pending edit. Any other changed article is
    kept as a version before and after.
    """

    title = Field("title", "title", TextWidget())
    published = PublishedField("published_at", "published", PublishedWidget())
    organization = Field("organization", "organization", NameWidget(Organization))
    outlet = Field("outlet", "outlet", NameWidget(Outlet))
    author = Field("author", "author", TextWidget())
    editor = Field("editor", "editor", TextWidget())
    keywords = KeywordsField("keywords", "keywords", KeywordsWidget(Keyword))
    state = Field("state", "state", TextWidget(), readonly=True)
    url = Field("url", "url", TextWidget())

    class Meta:
        model = Article
        fields = ["id", "title", "published", "organization", "outlet", "author", "editor", "keywords", "state", "url"]
        export_order = fields
        import_order = fields
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        use_transactions = True

    def init_instance(self, row: Mapping[str, Any] | None = None) -> NoReturn:
        raise ValidationError(_("There is no report with this id; a sheet changes reports and makes none."))

    def import_row(self, row: Mapping[str, Any], instance_loader: Any, **options: Any) -> RowResult:
        user, key = options.get("user"), str(row.get("id") or "")
        article = Article.objects.filter(pk=key).first() if key.isascii() and key.isdigit() else None
        if not (user and article and edits_wait(user, article)):
            return super().import_row(row, instance_loader, **options)
        published = self._cells(article)
        with edited_aside(article, user):
            edited = self._cells(Article.objects.get(pk=article.pk))
            unchanged = [name for name in row if name in published and str(row[name] or "") == published[name]]
            row = {**row, **{name: edited[name] for name in unchanged}}
            return super().import_row(row, instance_loader, **options)

    def _cells(self, article: Article) -> dict[str, str]:
        return {field.column_name: str(self.export_field(field, article)) for field in self.get_export_fields()}

    def before_save_instance(self, instance: Article, row: Mapping[str, Any], **options: Any) -> None:
        stored = Article.objects.get(pk=instance.pk)
        if stored.state == Article.State.TRASHED:
            raise ValidationError(_("It is in the trash."))
        save_version(stored)

    def after_import_row(self, row: Mapping[str, Any], row_result: RowResult, **options: Any) -> None:
        if row_result.import_type == RowResult.IMPORT_TYPE_UPDATE:
            article = Article.objects.get(pk=row_result.object_id)
            save_version(article, user=options.get("user"), comment=str(_("Changed by a sheet")))
