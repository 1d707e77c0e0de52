"""A report as a whole, as stored or as kept in a version, told in labelled texts that can be compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.chinese.numerals import in_digits
from archive.models import Article, Keyword, Metric, Organization, Outlet, Section, Tagging

PLAIN = ("title", "author", "editor", "channel", "url", "summary")
CHOSEN = ("state", "level", "script", "published_precision")


@dataclass(frozen=True, slots=True)
class Whole:
    """A report and its parts in order. The rows may be old ones that are stored no longer."""

    article: Article
    sections: list[Section]
    metrics: list[Metric]
    taggings: list[Tagging]


def stored(article: Article) -> Whole:
    """The report as it is in the database now."""
    fresh = Article.objects.get(pk=article.pk)
    return Whole(fresh, list(fresh.sections.all()), list(fresh.metrics.all()), list(fresh.taggings.all()))


def tell(whole: Whole) -> dict[str, str]:
    """Label → text: facts, keywords, the order of sections, each section, each figure."""
    anchors = {section.pk: section.anchor for section in whole.sections}
    told = dict(_facts(whole.article))
    told[_("keywords")] = "、".join(_keywords(whole.taggings))
    told[_("order of sections")] = " ".join(anchors.values())
    told |= {f"{_('section')} {section.anchor}": _section(section, anchors) for section in whole.sections}
    return told | _figures(whole.metrics, anchors)


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    for name in PLAIN:
        yield _label(name), getattr(article, name)
    for name in CHOSEN:
        yield _label(name), str(getattr(article, f"get_{name}_display")())
    yield _("date"), _moment(article)
    for name, model in (("organization", Organization), ("outlet", Outlet), ("reprint_of", Article)):
        row = model.objects.filter(pk=getattr(article, f"{name}_id")).first()
        yield _label(name), str(row or "")


def _label(name: str) -> str:
    return str(Article._meta.get_field(name).verbose_name)


def _moment(article: Article) -> str:
    return f"{timezone.localtime(article.published_at):%Y-%m-%d %H:%M}" if article.published_at else ""


def _keywords(taggings: Iterable[Tagging]) -> list[str]:
    names = Keyword.objects.in_bulk([tagging.keyword_id for tagging in taggings])
    return [names[tagging.keyword_id].name for tagging in taggings if tagging.keyword_id in names]


def _section(section: Section, anchors: dict[int, str]) -> str:
    place = f"{section.get_kind_display()} ‹ {anchors.get(section.parent_id, '–')}"
    return f"{place}\n{section.content}"


def _figures(metrics: Iterable[Metric], anchors: dict[int, str]) -> dict[str, str]:
    """Figures by their words and section; of those alike in both, the later are numbered."""
    told: dict[str, str] = {}
    for metric in metrics:
        name = f"{_('figure')} {metric.raw} {anchors.get(metric.section_id, '')}".rstrip()
        label, number = name, 1
        while label in told:
            number += 1
            label = f"{name} ({number})"
        told[label] = _figure(metric)
    return told


def _figure(metric: Metric) -> str:
    values = [metric.value, metric.value_max]
    amount = "–".join(in_digits(value) for value in values if value is not None)
    named = (metric.get_kind_display(), metric.qualifier, metric.subject, metric.period, metric.get_status_display())
    return " · ".join(str(part) for part in (f"{amount} {metric.unit}", *named) if part)
