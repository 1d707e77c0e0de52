"""A row of a sheet for each report: its facts as text, and what a changed row means. Rows are matched by id."""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _
from import_export import resources, widgets
from import_export.fields import Field
from import_export.results import RowResult

from archive.editing.workflow import review_again
from archive.history.versions import save_version
from archive.models import Article, Keyword, Organization, Outlet

DATES = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M"}
BETWEEN_KEYWORDS = "、"
SEPARATORS = re.compile(r"[、,，;；]\s*")
MARK = "'"  # by which spreadsheet programs know a text that is no formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", MARK)


class Text(widgets.Widget):
    """Text that no spreadsheet program takes for a formula, and that comes back as it went out."""

    def render(self, value, obj=None, **options):
        text = "" if value is None else str(value)
        return f"{MARK}{text}" if text.startswith(FORMULA) else text

    def clean(self, value, row=None, **options):
        text = "" if value is None else str(value).strip(" \n")
        return text[1:] if text.startswith(MARK) and text[1:].startswith(FORMULA) else text


class Named(Text):
    """An organization or outlet by its name, made if it is new."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def clean(self, value, row=None, **options):
        return self.model.objects.named(super().clean(value))


class Published(Text):
    """(moment, how far it is known) as a date of that length: 2019, 2019-11, 2019-11-22, 2019-11-22 16:16."""

    def render(self, value, obj=None, **options):
        moment, precision = value
        return localtime(moment).strftime(DATES[precision]) if moment else ""

    def clean(self, value, row=None, **options):
        if isinstance(value, (date, datetime)):  # a spreadsheet program knew it for a date
            value = f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
        text = super().clean(value)
        if not text:
            return None, ""
        for precision, form in DATES.items():
            try:
                return make_aware(datetime.strptime(text, form)), precision
            except ValueError:
                continue
        raise ValueError(
            _("“%(text)s” is no date. Write 2019, 2019-11, 2019-11-22 or 2019-11-22 16:16.") % {"text": text}
        )


class PublishedField(Field):
    """One cell for the two facts that make a date."""

    def get_value(self, instance):
        return instance.published_at, instance.published_precision

    def save(self, instance, row, is_m2m=False, **options):
        instance.published_at, instance.published_precision = self.clean(row, **options)


class Keywords(widgets.ManyToManyWidget):
    """Keywords by their names, in order; new ones are made."""

    def clean(self, value, row=None, **options):
        names = (name for name in SEPARATORS.split(Text().clean(value)) if name)
        return list(dict.fromkeys(map(Keyword.objects.named, names)))

    def render(self, value, obj=None, **options):
        return Text().render(BETWEEN_KEYWORDS.join(map(str, value.order_by("taggings__position"))))


class KeywordsField(Field):
    def save(self, instance, row, is_m2m=False, **options):
        instance.set_keywords(self.clean(row, **options))


class ArticleSheet(resources.ModelResource):
    """Facts of reports. The state is for reading: who may publish is decided at the desk, and whose change of a
    published report needs review is sent there. Each changed report is kept as it was and as it is now."""

    title = Field("title", "title", Text())
    published = PublishedField("published_at", "published", Published())
    organization = Field("organization", "organization", Named(Organization))
    outlet = Field("outlet", "outlet", Named(Outlet))
    author = Field("author", "author", Text())
    editor = Field("editor", "editor", Text())
    keywords = KeywordsField("keywords", "keywords", Keywords(Keyword))
    state = Field("state", "state", Text(), readonly=True)
    url = Field("url", "url", Text())

    class Meta:
        model = Article
        fields = ["id", "title", "published", "organization", "outlet", "author", "editor", "keywords", "state", "url"]
        export_order = fields
        import_order = fields
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        use_transactions = True

    def init_instance(self, row=None):
        raise ValidationError(_("There is no report with this id; a sheet changes reports and makes none."))

    def before_save_instance(self, instance, row, **options):
        stored = Article.objects.get(pk=instance.pk)
        if stored.state == Article.State.TRASHED:
            raise ValidationError(_("It is in the trash."))
        save_version(stored)

    def after_import_row(self, row, row_result, **options):
        if row_result.import_type == RowResult.IMPORT_TYPE_UPDATE:
            article, user = Article.objects.get(pk=row_result.object_id), options.get("user")
            if user:
                review_again(user, article)
            save_version(article, user=user, comment=str(_("Changed by a sheet")))
