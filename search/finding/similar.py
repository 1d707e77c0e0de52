"""Reports like one that is being read. Finds no words and marks none."""

import logging

from haystack.query import SearchQuerySet

from archive.models import Article
from search.engine.indexing.commits import IndexUnusable

MOST = 5

logger = logging.getLogger(__name__)


def similar_reports(article):
    """The public reports most like *article*, best first; none while the index is unusable."""
    try:
        ids = [result.pk for result in SearchQuerySet().more_like_this(article)[:MOST]]
    except IndexUnusable:
        logger.exception("No similar reports can be shown")
        return []
    rows = Article.objects.public().select_related("organization", "outlet").in_bulk(ids)
    return [rows[id] for id in ids if id in rows]
