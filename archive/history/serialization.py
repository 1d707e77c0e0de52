"""An article as a whole, stored or from a version, and its serialization as labelled texts that a diff can compare."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.chinese.numerals import in_digits
from archive.models import Article, Keyword, Metric, Organization, Outlet, Section, Tagging

PLAIN = ("title", "author", "editor", "channel", "url", "summary")
CHOSEN = ("state", "level", "script", "published_precision")


@dataclass(frozen=True, slots=True)
class ArticleSnapshot:
    """An article and its parts in order, at one moment. Rows of an old snapshot may be stored no longer."""

    article: Article
    sections: list[Section]
    metrics: list[Metric]
    taggings: list[Tagging]


def current_snapshot(article: Article) -> ArticleSnapshot:
    """Return the article as the database has it now."""
    fresh = Article.objects.get(pk=article.pk)
    return ArticleSnapshot(fresh, list(fresh.sections.all()), list(fresh.metrics.all()), list(fresh.taggings.all()))


def serialize(snapshot: ArticleSnapshot) -> dict[str, str]:
    """Return label → text: the facts, the keywords, the order of sections, each section, each metric."""
    anchors = {section.pk: section.anchor for section in snapshot.sections}
    texts = dict(_facts(snapshot.article))
    names = Keyword.objects.in_bulk([tagging.keyword_id for tagging in snapshot.taggings])
    keywords = [names[tagging.keyword_id].name for tagging in snapshot.taggings if tagging.keyword_id in names]
    texts[_("keywords")] = "、".join(keywords)
    texts[_("order of sections")] = " ".join(anchors.values())
    for section in snapshot.sections:
        place = f"{section.get_kind_display()} ‹ {anchors.get(section.parent_id, '–')}"
        texts[f"{_('section')} {section.anchor}"] = f"{place}\n{section.content}"
    return texts | _metrics(snapshot.metrics, anchors)


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    for name in PLAIN:
        yield _label(name), getattr(article, name)
    for name in CHOSEN:
        yield _label(name), str(getattr(article, f"get_{name}_display")())
    moment = timezone.localtime(article.published_at) if article.published_at else None
    yield _("date"), f"{moment:%Y-%m-%d %H:%M}" if moment else ""
    for name, model in (("organization", Organization), ("outlet", Outlet), ("reprint_of", Article)):
        row = model.objects.filter(pk=getattr(article, f"{name}_id")).first()
        yield _label(name), str(row or "")


def _label(name: str) -> str:
    return str(Article._meta.get_field(name).verbose_name)


def _metrics(metrics: Iterable[Metric], anchors: dict[int, str]) -> dict[str, str]:
    """Return label → text of each metric. A label is its words and its section, numbered if another metric has both."""
    texts: dict[str, str] = {}
    figure, seen = _("figure"), Counter[str]()
    kinds, statuses = ({value: str(label) for value, label in names.choices} for names in (Metric.Kind, Metric.Status))
    for metric in metrics:
        name = f"{figure} {metric.raw} {anchors.get(metric.section_id, '')}".rstrip()
        seen[name] += 1
        label = name if seen[name] == 1 else f"{name} ({seen[name]})"
        while label in texts:  # the words of another metric end like a number
            seen[name] += 1
            label = f"{name} ({seen[name]})"
        kind, status = kinds.get(metric.kind, metric.kind), statuses.get(metric.status, metric.status)
        texts[label] = _metric_text(metric, kind, status)
    return texts


def _metric_text(metric: Metric, kind: str, status: str) -> str:
    values = [metric.value, metric.value_max]
    amount = "–".join(in_digits(value) for value in values if value is not None)
    named = (kind, metric.qualifier, metric.subject, metric.period, status)
    return " · ".join(str(part) for part in (f"{amount} {metric.unit}", *named) if part)
