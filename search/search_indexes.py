"""The fields that Haystack must know of; it finds this module by its name. Documents are made in search.indexing."""

from haystack import indexes

from archive.models import Article


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """The fields that Haystack must know of: those that can be filtered and counted."""

    text = indexes.CharField(document=True)
    year = indexes.IntegerField(null=True)
    published = indexes.IntegerField(null=True)
    organization = indexes.IntegerField(null=True)
    outlet = indexes.IntegerField(null=True)
    keyword = indexes.MultiValueField()
    region = indexes.MultiValueField()
    unit = indexes.MultiValueField()

    def get_model(self) -> type[Article]:
        return Article

    def get_updated_field(self) -> str:
        return "updated_at"
