"""Documents of the index: what of a report is indexed, read from the database. Knows no Haystack."""

import hashlib
from collections import defaultdict
from datetime import date, datetime, timedelta

from django.utils import timezone

from archive.models import Article, Metric
from search.engine.documents import Document
from search.indexing.units import unit_number
from search.text.metrics import FIGURE, base_unit, thousandths

BETWEEN = "；"  # separates names and headings, so that no phrase runs from one into the next
EPOCH = date(1970, 1, 1)


def documents_of(ids):
    """Documents of those reports among *ids* that are public, read from the database now."""
    # Names are few beside reports: fetched apart, each is made once for all the reports that share it.
    names = ("organization__region__parent__parent__parent", "outlet", "keywords")
    articles = Article.objects.public().prefetch_related(*names, "sections").in_bulk(list(ids))
    figures = _figures_of(articles)
    return [document_of(article, figures[article.pk]) for article in articles.values()]


def document_of(article, figures):
    """*figures*: (value, highest value or None, unit) of each that counts."""
    texts, columns = _texts(article), _columns(article, figures)
    digest = hashlib.blake2b(repr((texts, columns)).encode(errors="surrogatepass"), digest_size=16)
    return Document(article.pk, digest.hexdigest(), texts, columns)


def day_number(day):
    """Days since 1970-01-01 of a date, or of an aware moment where the archive is, not where its reader is."""
    if isinstance(day, datetime):
        day = timezone.localtime(day, timezone.get_default_timezone()).date()
    return (day - EPOCH).days


def _texts(article):
    sections = article.sections.all()
    names = (article.organization, article.outlet, article.editor, article.author)
    return {
        "title": article.title,
        "headings": BETWEEN.join(section.label for section in sections if section.label),
        "keywords": BETWEEN.join(keyword.name for keyword in article.keywords.all()),
        "names": BETWEEN.join(str(name) for name in names if name),
        "body": "\n".join(text for _, text in passages(article)),
        "organization_name": str(article.organization or ""),
        "outlet_name": str(article.outlet or ""),
        "editor_name": article.editor,
    }


def passages(article):
    """(section or None, text) of all that a report says, in reading order; None: the archive's own note."""
    note = [(None, article.summary)] if article.summary else []
    return note + [(section, section.content) for section in article.sections.all()]


def _columns(article, figures):
    published = (day_number(article.published_at),) if article.published_at else ()
    return {
        "year": tuple((EPOCH + timedelta(day)).year for day in published),
        "published": published,
        "organization": (article.organization_id,) if article.organization_id else (),
        "outlet": (article.outlet_id,) if article.outlet_id else (),
        "keyword": tuple(sorted(keyword.pk for keyword in article.keywords.all())),
        "region": _regions(article.organization),
        "unit": tuple(sorted({unit_number(unit) for _, _, unit in figures})),
        **_figure_columns(figures),
    }


def _regions(organization):
    """The organization's region and all it is part of."""
    region = organization.region if organization else None
    return tuple(one.pk for one in region.lineage()) if region else ()


def _figures_of(ids):
    """Report → its figures, as values: most of what is read of a report, in a quarter of the time that records take."""
    figures = defaultdict(list)
    accepted = Metric.objects.accepted().filter(article__in=ids).order_by()
    for article, *figure in accepted.values_list("article", "value", "value_max", "unit"):
        figures[article].append(figure)
    return figures


def _figure_columns(figures):
    """Column of a unit → the values stated in it, in thousandths of it; of a range both ends."""
    columns = defaultdict(set)
    for value, value_max, printed in figures:
        unit, scale = base_unit(printed)
        columns[FIGURE + unit].update(thousandths(end * scale) for end in (value, value_max) if end is not None)
    return {column: tuple(sorted(values)) for column, values in sorted(columns.items())}
