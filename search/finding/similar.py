"""Reports like one that is being read. Finds no words and marks none."""

from archive.models import Article
from search.finding.index_access import backend, or_else

MOST = 5


@or_else(lambda reason: [])
def similar_reports(article: Article) -> list[Article]:
    """The public reports most like *article*, best first; none while the index cannot be used."""
    found = backend().more_like_this(article, end_offset=MOST)
    ids = [result.pk for result in found["results"]]
    rows = Article.objects.public().select_related("organization", "outlet").in_bulk(ids)
    return [rows[id] for id in ids if id in rows]
