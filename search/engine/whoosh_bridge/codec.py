"""The codec through which Whoosh reads our segments: its own searchers, queries and matchers work on the same columns.

This module must not write: segments are written in batches by `search.engine.indexing`, and Whoosh's own writers, which
write posting by posting, are refused.
"""

from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage

from search.engine.postings.docsets import Mask
from search.engine.postings.segments import Segment
from search.engine.storage.columns import ColumnFile
from search.engine.whoosh_bridge.lexicons import lexicons
from search.engine.whoosh_bridge.readers import ColumnTermsReader

EXTENSION = ".columns"


class ColumnCodec(base.Codec):
    """Makes Whoosh's readers over our columns."""

    def per_document_reader(self, storage: FileStorage, segment: "ColumnSegment") -> "ColumnDocumentReader":
        return ColumnDocumentReader(segment.opened(Path(storage.folder)), segment)

    def terms_reader(self, storage: FileStorage, segment: "ColumnSegment") -> "ColumnTermsReader":
        return ColumnTermsReader(lexicons(segment.opened(Path(storage.folder))))

    def new_segment(self, storage: FileStorage, indexname: str) -> "ColumnSegment":
        return ColumnSegment(indexname, 0)

    def per_document_writer(self, storage: FileStorage, segment: base.Segment) -> NoReturn:
        raise NotImplementedError("Write through search.engine's Index: it writes segments whole, in batches.")

    field_writer = per_document_writer


class ColumnSegment(base.Segment):
    """A segment as Whoosh's table of contents holds it, pickled: its name, size and deleted documents.

    deleted: one bit per document, packed into bytes, set for a deleted one; empty if none is deleted.
    """

    def __init__(self, indexname: str, count: int, segid: str | None = None, deleted: bytes = b"") -> None:
        super().__init__(indexname)
        if segid:
            self.segid = segid
        self._count = count
        self._deleted = deleted

    def codec(self) -> ColumnCodec:
        return ColumnCodec()

    @property
    def filename(self) -> str:
        name: str = self.make_filename(EXTENSION)
        return name

    def opened(self, folder: Path) -> Segment:
        """Return the segment opened for reading. Raises OSError or ColumnsUnreadable."""
        return Segment(self.segment_id(), ColumnFile(folder / self.filename), self.live())

    def live(self) -> Mask:
        """Return for each document whether it is live, which means not deleted."""
        if not self._deleted:
            return np.ones(self._count, bool)
        return ~np.unpackbits(np.frombuffer(self._deleted, np.uint8), count=self._count).astype(bool)

    def with_live(self, live: Mask) -> "ColumnSegment":
        """Return the same segment, of whose documents only those are live that *live* says are."""
        return ColumnSegment(self.indexname, self._count, self.segid, np.packbits(~live).tobytes())

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._count = doccount

    def doc_count_all(self) -> int:
        return self._count

    def deleted_count(self) -> int:
        return self._count - int(np.count_nonzero(self.live()))

    def deleted_docs(self) -> list[int]:
        deleted: list[int] = np.flatnonzero(~self.live()).tolist()
        return deleted

    def is_deleted(self, docnum: int) -> bool:
        return not self.live()[docnum]

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:
        raise NotImplementedError("Delete through search.engine's Index, by id.")


class ColumnDocumentReader(base.PerDocumentReader):
    """Tells Whoosh which documents are deleted, how long their fields are, and their stored ids and versions."""

    def __init__(self, opened: Segment, segment: ColumnSegment) -> None:
        self._opened = opened
        self._segment = segment
        self._lengths = {name: lexicon.lengths for name, lexicon in lexicons(opened).items()}

    def doc_count(self) -> int:
        return int(np.count_nonzero(self._opened.live))

    def doc_count_all(self) -> int:
        return self._opened.count

    def has_deletions(self) -> bool:
        return self.doc_count() < self.doc_count_all()

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a document is deleted; False past the end, where Whoosh's inverting matcher asks, too."""
        return docnum < self._opened.count and not self._opened.live[docnum]

    def deleted_docs(self) -> list[int]:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths[fieldname][docnum]) if fieldname in self._lengths else default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].sum()) if fieldname in self._lengths else 0

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].min()) if fieldname in self._lengths else 0

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].max()) if fieldname in self._lengths else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        version = bytes(self._opened.columns["versions"][docnum]).decode()
        return {"id": int(self._opened.ids[docnum]), "version": version}
