"""The results of a search for other programs: a table, JSON, an Atom feed. Finds nothing; knows no request."""

import json

from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from archive.interfaces.csv_lines import csv_table

MOST_ROWS = 2000  # of a table
FEED_ENTRIES = 50
COLUMNS = ("title", "published", "organization", "outlet", "keywords", "address", "passage", "score")


def csv_lines(hits, address_of):
    """A header, then one row a hit, for spreadsheet programs. address_of: path → address with scheme and host."""
    return csv_table(COLUMNS, (_row(hit, address_of) for hit in hits))


def _row(hit, address_of):
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


def json_text(findings, page, address_of):
    """One page of the results. page: what else is to be said of it, as JSON takes it."""
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


def hit_as_json(hit, address_of):
    """Marks are offsets [start, end) in the title and in each passage's text."""
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


def _reprint(article, address_of):
    address = address_of(article.get_absolute_url())
    return {"id": article.pk, "title": article.title, "url": address, "outlet": article.outlet_name}


def atom_text(hits, line, addresses):
    """A search as a feed to subscribe to. addresses: of the results page, of the feed, and the maker of others."""
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
    return feed.writeString("utf-8")


def published(article):
    """The date no finer than it is known, as ISO 8601 has it; None without one."""
    if not article.published_at:
        return None
    moment = localtime(article.published_at)
    lengths = {"year": 4, "month": 7, "day": 10}
    return moment.isoformat()[: lengths.get(article.published_precision)]
