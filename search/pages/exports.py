"""The results of a search for other programs: a table, JSON, an Atom feed. Finds nothing; knows no request."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from archive.interfaces.csv_lines import csv_table
from archive.models import Article
from search.finding.articles import ArticleHit, SearchResults

MOST_ROWS = 2000  # of a table
FEED_ENTRIES = 50
AbsoluteAddress = Callable[[str], str]  # path → address with scheme and host

COLUMNS = ("title", "published", "organization", "outlet", "keywords", "address", "passage", "score")


def csv_lines(hits: Iterable[ArticleHit], address_of: AbsoluteAddress) -> Iterator[str]:
    """Yield a header, then one row for each hit, for spreadsheet programs."""
    return csv_table(COLUMNS, (_row(hit, address_of) for hit in hits))


def _row(hit: ArticleHit, address_of: AbsoluteAddress) -> tuple[object, ...]:
    article = hit.article
    return (
        article.title,
        published(article),
        article.organization_name,
        article.outlet_name,
        " ".join(keyword.name for keyword in article.keywords.all()),
        address_of(hit.url),
        hit.passages[0].text if hit.passages else "",
        round(hit.score, 4),
    )


def json_text(findings: SearchResults, page: dict[str, Any], address_of: AbsoluteAddress) -> str:
    """Return one page of the results as JSON. page: further members of the object."""
    facets = {
        name: [{"value": one.value, "label": one.label, "count": one.count} for one in counts]
        for name, counts in findings.facets.items()
    }
    answer = {
        **page,
        "total": findings.total,
        "simplified": findings.simplified,
        "hits": [hit_as_json(hit, address_of) for hit in findings.hits],
        "facets": facets,
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def hit_as_json(hit: ArticleHit, address_of: AbsoluteAddress) -> dict[str, Any]:
    """Return a hit for JSON. Its marks are offsets [start, end) in the title and in the text of each passage."""
    article = hit.article
    return {
        "id": article.pk,
        "title": article.title,
        "title_marks": hit.title_marks,
        "url": address_of(hit.url),
        "score": round(hit.score, 4),
        "published": published(article),
        "organization": article.organization_name,
        "outlet": article.outlet_name,
        "reprint_of": article.reprint_of_id,
        "reprints": [_reprint(reprint, address_of) for reprint in hit.reprints],
        "keywords": [keyword.name for keyword in article.keywords.all()],
        "passages": [
            {"anchor": one.anchor, "heading": one.label, "text": one.text, "marks": one.marks} for one in hit.passages
        ],
    }


def _reprint(article: Article, address_of: AbsoluteAddress) -> dict[str, Any]:
    address = address_of(article.get_absolute_url())
    return {"id": article.pk, "title": article.title, "url": address, "outlet": article.outlet_name}


class FeedAddresses(NamedTuple):
    """Absolute addresses: of the results page, of the feed itself, and a function for others."""

    page: str
    feed: str
    address_of: AbsoluteAddress


def atom_text(hits: Iterable[ArticleHit], line: str, addresses: FeedAddresses) -> str:
    """Return the results for *line* as an Atom feed."""
    page, feed_address, address_of = addresses
    feed = Atom1Feed(_("Search: %(line)s") % {"line": line}, page, "", feed_url=feed_address, feed_guid=page)
    for hit in hits:
        article = hit.article
        address = address_of(article.get_absolute_url())
        feed.add_item(
            article.title,
            address_of(hit.url),
            hit.passages[0].text if hit.passages else "",
            unique_id=address,
            author_name=article.organization_name or article.outlet_name or None,
            pubdate=article.published_at,
            updateddate=article.updated_at,
            categories=[keyword.name for keyword in article.keywords.all()],
        )
    text: str = feed.writeString("utf-8")
    return text


def published(article: Article) -> str | None:
    """Return the date in ISO 8601, no finer than it is known; None if it is unknown."""
    if not article.published_at:
        return None
    lengths = {"year": 4, "month": 7, "day": 10}
    moment: str = localtime(article.published_at).isoformat()
    return moment[: lengths.get(article.published_precision)]
