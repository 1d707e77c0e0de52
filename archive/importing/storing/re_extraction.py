"""Metrics of a stored article extracted again from its text as it is; metrics that a person has reviewed stay."""

from django.db import transaction
from django.utils import timezone

from archive.importing.reading.reader import TO_THE_DAY, metric_records
from archive.importing.storing.saving import save_metrics
from archive.models import Article


@transaction.atomic
def extract_metrics_again(article: Article) -> None:
    sections = {section.anchor: section for section in article.sections.all()}
    to_the_day = article.published_at and article.published_precision in TO_THE_DAY
    published = timezone.localtime(article.published_at).date() if to_the_day else None
    found = metric_records({anchor: section.content for anchor, section in sections.items()}, published)
    reviewed = list(article.metrics.exclude(status="extracted").select_related("section"))
    article.metrics.all().delete()
    save_metrics(article, sections, found, reviewed=reviewed)
    article.save()  # last: whoever listens to it finds the whole article
