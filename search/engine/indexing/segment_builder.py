"""From documents to the columns of one segment: postings by field and kind, lengths, filters, identity.

Column names: `<field>.<kind>.<part>` for postings (see Postings) and lengths, `words.text` and `words.ends`
for the vocabulary, `column.<name>.<part>` for filters, `ids` and `versions` for the documents themselves.
"""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from search.engine.documents import Document
from search.engine.indexing.inverting import Postings, invert, invert_pairs
from search.engine.indexing.tokenizing import Batch, Numbering
from search.engine.storage.columns import Array, narrowed
from search.text.queries import ALL_FIELDS

Columns = dict[str, Array]
Words = tuple[NDArray[np.uint32], NDArray[np.uint32]]  # a word's number, and the document it is in


def build(documents: Sequence[Document]) -> Columns:
    """The columns of a segment that holds *documents* (of distinct ids), numbered in their order."""
    numbering = Numbering()
    batches = {field: Batch.of([document.texts.get(field, "") for document in documents]) for field in ALL_FIELDS}
    batches = {field: batch for field, batch in batches.items() if batch.codes.size}
    words = {field: batch.words(numbering) for field, batch in batches.items()}
    vocabulary = sorted(numbering)
    ranks = np.empty(len(vocabulary), np.uint32)
    ranks[[numbering[word] for word in vocabulary]] = np.arange(len(vocabulary))
    columns = identity_columns(documents) | vocabulary_columns([word.encode() for word in vocabulary])
    for field, batch in batches.items():
        numbers, owners = words[field]
        columns |= _field(field, batch, (ranks[numbers], owners))
    for name in sorted({name for document in documents for name in document.columns}):
        columns |= filter_columns(name, [document.columns.get(name, ()) for document in documents])
    return columns


def identity_columns(documents: Sequence[Document]) -> Columns:
    return {
        "ids": narrowed(np.array([document.id for document in documents], np.uint64)),
        "versions": np.array([document.version.encode() for document in documents], np.bytes_),
    }


def vocabulary_columns(words: Sequence[bytes]) -> Columns:
    """*words* (UTF-8, ascending) end to end, and where each ends."""
    return {
        "words.text": np.frombuffer(b"".join(words), np.uint8),
        "words.ends": np.cumsum([len(word) for word in words], dtype=np.int64).astype(np.uint32),
    }


def _field(field: str, batch: Batch, words: Words) -> Columns:
    codes, owners = batch.characters()
    count = batch.lengths.size
    return {
        f"{field}.words.lengths": narrowed(np.bincount(words[1], minlength=count)),
        f"{field}.pairs.lengths": narrowed(np.bincount(owners, minlength=count)),
        **_parts(f"{field}.words", invert(*words)),
        **_parts(f"{field}.pairs", invert_pairs(codes, owners)),
    }


def _parts(prefix: str, postings: Postings) -> Columns:
    parts = ((part.name, getattr(postings, part.name)) for part in fields(postings))
    return {f"{prefix}.{name}": values for name, values in parts if values is not None}


def filter_columns(name: str, rows: Sequence[tuple[int, ...]]) -> Columns:
    """Numbers by document: the distinct values, and (document, number of its value) for each that it holds."""
    documents = np.repeat(np.arange(len(rows)), [len(set(row)) for row in rows])
    held = np.array([value for row in rows for value in sorted(set(row))], np.int64)
    values, codes = np.unique(held, return_inverse=True)
    return {
        f"column.{name}.values": values,
        f"column.{name}.codes": narrowed(codes),
        f"column.{name}.documents": documents.astype(np.uint16),
    }
