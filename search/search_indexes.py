"""The index as Haystack declares it: the module's name is the one that Haystack looks for."""

from haystack import indexes

from archive.models import Article


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """The columns that can be filtered and counted, beside the text. search.indexing.documents fills them."""

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
