"""Figures of a stored report extracted anew from its text as it is; what people said of figures stays."""

from django.db import transaction
from django.utils import timezone

from archive.importing.reading.report import FIGURE_FACTS, TO_THE_DAY
from archive.importing.records import MetricRecord
from archive.importing.storing.saving import save_figures
from archive.metrics.extraction import extract_metrics
from archive.models import Article


@transaction.atomic
def measure_again(article: Article) -> None:
    sections = {section.anchor: section for section in article.sections.all()}
    to_the_day = article.published_at and article.published_precision in TO_THE_DAY
    published = timezone.localtime(article.published_at).date() if to_the_day else None
    found = [
        MetricRecord(anchor=anchor, **{fact: getattr(figure, fact) for fact in FIGURE_FACTS})
        for anchor, section in sections.items()
        for figure in extract_metrics(section.content, published)
    ]
    judged = list(article.metrics.exclude(status="extracted").select_related("section"))
    article.metrics.all().delete()
    save_figures(article, sections, found, judged=judged)
    article.save()  # last: whoever listens to it finds the whole report
