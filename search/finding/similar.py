"""Finds articles like the one that is being read."""

from archive.models import Article
from search.finding.index_access import backend, or_else

MOST = 5


@or_else(lambda reason: [])
def similar_articles(article: Article) -> list[Article]:
    """Return the public articles most like *article*, the best first; none while the index cannot be used."""
    response = backend().more_like_this(article, end_offset=MOST)
    ids = [result.pk for result in response["results"]]
    rows = Article.objects.public().select_related("organization", "outlet").in_bulk(ids)
    return [rows[id] for id in ids if id in rows]
