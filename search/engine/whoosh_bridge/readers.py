"""Whoosh's way into the postings of a segment: its terms reader, cursor and matcher over our lexicons.

This module must not read columns: `search.engine.whoosh_bridge.lexicons` does.
"""

from collections.abc import Iterator
from typing import Any

from whoosh.codec import base
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound
from whoosh.system import pack_uint

from search.engine.whoosh_bridge.lexicons import Lexicon, TermPostings, index_of

FieldTerm = tuple[str, bytes]


class ColumnTermsReader(base.TermsReader):
    """The terms of all fields, as Whoosh asks for them. *text* is always a term's bytes."""

    def __init__(self, fields: dict[str, Lexicon]) -> None:
        self._fields = fields

    def __contains__(self, term: FieldTerm) -> bool:
        return self._found(*term) is not None

    def indexed_field_names(self) -> list[str]:
        return sorted(self._fields)

    def terms(self) -> Iterator[FieldTerm]:
        for fieldname in self.indexed_field_names():
            yield from self._field_from(fieldname, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[FieldTerm]:
        for name in self.indexed_field_names():
            if name >= fieldname:
                yield from self._field_from(name, prefix if name == fieldname else b"")

    def items(self) -> Iterator[tuple[FieldTerm, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[FieldTerm, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        postings = self._postings(fieldname, text)
        lengths = self._fields[fieldname].lengths[postings.doc_ids]
        return TermInfo(
            weight=float(postings.frequencies.sum()),
            df=postings.doc_ids.size,
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(postings.frequencies.max()),
            minid=int(postings.doc_ids[0]),
            maxid=int(postings.doc_ids[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return self.term_info(fieldname, text).weight() if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return self._postings(fieldname, text).doc_ids.size if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> "ColumnMatcher":
        return ColumnMatcher(self._postings(fieldname, text), format_, scorer, (fieldname, text))

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        if fieldname not in self._fields:
            return base.EmptyCursor()
        return ColumnCursor(self._fields[fieldname], fieldobj, self, fieldname)

    def _field_from(self, fieldname: str, prefix: bytes) -> Iterator[FieldTerm]:
        lexicon = self._fields[fieldname]
        return ((fieldname, lexicon[index]) for index in range(index_of(lexicon, prefix), len(lexicon)))

    def _found(self, fieldname: str, text: bytes) -> int | None:
        lexicon = self._fields.get(fieldname)
        if lexicon is None:
            return None
        index = index_of(lexicon, text)
        return index if index < len(lexicon) and lexicon[index] == text else None

    def _postings(self, fieldname: str, text: bytes) -> TermPostings:
        index = self._found(fieldname, text)
        if index is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return self._fields[fieldname].postings(index)


class ColumnCursor(base.FieldCursor):
    """A cursor over the terms of one field, in order."""

    def __init__(self, lexicon: Lexicon, fieldobj: Any, terms: ColumnTermsReader, fieldname: str) -> None:
        self._lexicon = lexicon
        self._fieldobj = fieldobj
        self._terms = terms
        self._fieldname = fieldname
        self._index = 0

    def first(self) -> Any:
        self._index = 0
        return self.text()

    def find(self, string: Any) -> Any:
        self._index = index_of(self._lexicon, string if isinstance(string, bytes) else self._fieldobj.to_bytes(string))
        return self.text()

    def next(self) -> Any:
        self._index += 1
        return self.text()

    def text(self) -> Any:
        return self._fieldobj.from_bytes(self._lexicon[self._index]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return self._terms.term_info(self._fieldname, self._lexicon[self._index]) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._index < len(self._lexicon)


class ColumnMatcher(LeafMatcher):
    """Steps through the postings of one term by ascending doc id."""

    def __init__(self, postings: TermPostings, format_: Any, scorer: Any, term: FieldTerm) -> None:
        self.format = format_
        self.scorer = scorer
        self._postings = postings
        self._term = term
        self._doc_ids = postings.doc_ids.tolist()
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._doc_ids)

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> "ColumnMatcher":
        copied = ColumnMatcher(self._postings, self.format, self.scorer, self._term)
        copied._at = self._at
        return copied

    def id(self) -> int:
        doc_id: int = self._doc_ids[self._at]
        return doc_id

    def all_ids(self) -> Iterator[int]:
        return iter(self._doc_ids)

    def next(self) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(self._postings.doc_ids.searchsorted(id)))

    def supports_block_quality(self) -> bool:
        return False

    def weight(self) -> float:
        return float(self._postings.frequencies[self._at])

    def value(self) -> bytes:
        value: bytes = (
            pack_uint(int(self._postings.frequencies[self._at]))
            if self._postings.positions is None
            else self.format.encode(self._postings.positions[self._at])
        )
        return value

    def value_as(self, astype: str) -> Any:
        if astype == "positions" and self._postings.positions is not None:
            return self._postings.positions[self._at]
        return super().value_as(astype)
