"""Articles for other programs: JSON lines that the importer takes back, and a table of facts. Writes no files."""

import json
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import F
from django.utils.timezone import localtime

from archive.chinese.name_lists import join_names
from archive.importing.reading.near_duplicates import text_digest
from archive.importing.records import ArticleRecord, MetricRecord, RemovalRecord, SectionRecord
from archive.interfaces.csv_lines import csv_table
from archive.models import Article, Metric, Section

CHUNK = 200  # articles held at a time

COLUMNS = (
    "title", "published", "level", "script", "organization", "outlet", "editor", "author", "channel", "url",
    "keywords", "sections", "figures",
)  # fmt: skip


def json_lines() -> Iterator[str]:
    """Yield each article as a line of JSON without database ids.

    They come in the order in which the archive got them, but reprints after all others.
    """
    for article in _whole_articles():
        yield json.dumps(record_of(article).as_json(), ensure_ascii=False) + "\n"


def csv_lines() -> Iterator[str]:
    """Yield a header, then a row of facts for each article, for spreadsheet programs."""
    return csv_table(COLUMNS, (_row(article) for article in _whole_articles()))


def _whole_articles() -> Iterator[Article]:
    related = ("taggings__keyword", "sections", "metrics", "captures__removals", "reprint_of__sections")
    articles = (
        Article.objects.order_by(F("reprint_of").asc(nulls_first=True), "pk")
        .select_related("organization", "outlet")
        .prefetch_related(*related)
    )
    return articles.iterator(chunk_size=CHUNK)


# --- a stored article as a record -----------------------------------------------------------------


def record_of(article: Article) -> ArticleRecord:
    """Return the article as the record from which it can be imported again."""
    sections = list(article.sections.all())
    anchors = {section.pk: section.anchor for section in sections}
    captures = list(article.captures.all())
    return ArticleRecord(
        title=article.title,
        published_at=localtime(article.published_at) if article.published_at else None,
        published_precision=article.published_precision,
        outlet=article.outlet_name,
        editor=article.editor,
        author=article.author,
        organization=article.organization_name,
        channel=article.channel,
        url=article.url,
        keywords=tuple(str(tagging) for tagging in article.taggings.all()),
        script=article.script,
        level=article.level,
        summary=article.summary,
        sections=_tree(sections, None),
        metrics=tuple(_metric_record(metric, anchors) for metric in article.metrics.all()),
        removed=tuple(
            RemovalRecord(line.line, line.rule, line.text, line.status)
            for capture in captures[:1]
            for line in capture.removals.all()
        ),
        state=article.state,
        reprint_of=_digest_of(article.reprint_of) if article.reprint_of else "",
    )


def _digest_of(article: Article) -> str:
    """Return the digest of its text, by which the importer finds it: see archive.importing.reading.near_duplicates."""
    return text_digest(ArticleRecord(article.title, sections=_tree(list(article.sections.all()), None)))


def _tree(sections: Iterable[Section], parent: int | None) -> tuple[SectionRecord, ...]:
    children = [section for section in sections if section.parent_id == parent]
    return tuple(
        SectionRecord(
            anchor=section.anchor,
            kind=section.kind,
            number=section.number,
            heading=section.heading,
            text=section.text,
            sections=_tree(sections, section.pk),
        )
        for section in children
    )


def _metric_record(metric: Metric, anchors: Mapping[int, str]) -> MetricRecord:
    return MetricRecord(
        value=metric.value,
        value_max=metric.value_max,
        unit=metric.unit,
        kind=metric.kind,
        raw=metric.raw,
        sentence=metric.sentence,
        anchor=anchors.get(metric.section_id, ""),
        start=metric.start,
        end=metric.end,
        qualifier=metric.qualifier,
        verb=metric.verb,
        subject=metric.subject,
        period=metric.period,
        period_start=metric.period_start,
        period_end=metric.period_end,
        doubt=metric.doubt,
        status=metric.status,
    )


# --- a stored article as a row --------------------------------------------------------------------


def _row(article: Article) -> list[object]:
    return [
        article.title,
        localtime(article.published_at).isoformat() if article.published_at else "",
        article.level,
        article.script,
        article.organization_name,
        article.outlet_name,
        article.editor,
        article.author,
        article.channel,
        article.url,
        join_names((str(tagging) for tagging in article.taggings.all()), between=" "),
        len(article.sections.all()),
        len(article.metrics.all()),
    ]
