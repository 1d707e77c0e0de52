"""The archive's records and the rules that always hold for them. They know no views, search or parsing."""

from archive.models.article import Article, Tagging
from archive.models.authority import Keyword, Organization, Outlet
from archive.models.metric import Metric
from archive.models.pending_edit import PendingCapture, PendingEdit
from archive.models.provenance import Band, Capture, ImportRun, Removal
from archive.models.region import Region
from archive.models.saved_filter import SavedFilter
from archive.models.section import Section

__all__ = [
    "Article",
    "Band",
    "Capture",
    "ImportRun",
    "Keyword",
    "Metric",
    "Organization",
    "Outlet",
    "PendingCapture",
    "PendingEdit",
    "Region",
    "Removal",
    "SavedFilter",
    "Section",
    "Tagging",
]
