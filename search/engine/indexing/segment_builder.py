"""Builds the columns of one segment from documents: tokenizes, inverts and names what `search.engine.storage.layout`
lists. This module must not write files or know other segments.
"""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from search.engine.documents import Document
from search.engine.indexing.inverting import Postings, invert_bigrams, invert_words
from search.engine.indexing.tokenizing import TokenBatch, WordNumbers
from search.engine.storage.columns import Array, to_smallest_unsigned
from search.text.queries import ALL_FIELDS

Columns = dict[str, Array]
Words = tuple[NDArray[np.uint32], NDArray[np.uint32]]  # the number or rank of each word, and its document


def build_segment(documents: Sequence[Document]) -> Columns:
    """Return the columns of a segment that holds *documents* (of distinct ids). Their order gives the doc ids."""
    numbers = WordNumbers()
    batches = {field: TokenBatch.of([document.texts.get(field, "") for document in documents]) for field in ALL_FIELDS}
    batches = {field: batch for field, batch in batches.items() if batch.codes.size}
    words = {field: batch.words(numbers) for field, batch in batches.items()}
    vocabulary = sorted(numbers)
    ranks = np.empty(len(vocabulary), np.uint32)
    ranks[[numbers[word] for word in vocabulary]] = np.arange(len(vocabulary))
    columns = _identity_columns(documents) | vocabulary_columns([word.encode() for word in vocabulary])
    for field, batch in batches.items():
        found, doc_ids = words[field]
        columns |= _field_columns(field, batch, (ranks[found], doc_ids))
    for name in sorted({name for document in documents for name in document.columns}):
        columns |= _numeric_column(name, [document.columns.get(name, ()) for document in documents])
    return columns


def _identity_columns(documents: Sequence[Document]) -> Columns:
    return {
        "ids": to_smallest_unsigned(np.array([document.id for document in documents], np.uint64)),
        "versions": np.array([document.version.encode() for document in documents], np.bytes_),
    }


def vocabulary_columns(words: Sequence[bytes]) -> Columns:
    """Return the columns of a vocabulary of *words* (UTF-8, ascending)."""
    return {
        "words.text": np.frombuffer(b"".join(words), np.uint8),
        "words.ends": np.cumsum([len(word) for word in words], dtype=np.int64).astype(np.uint32),
    }


def _field_columns(field: str, batch: TokenBatch, words: Words) -> Columns:
    codes, doc_ids = batch.characters()
    count = batch.lengths.size
    return {
        f"{field}.words.lengths": to_smallest_unsigned(np.bincount(words[1], minlength=count)),
        f"{field}.bigrams.lengths": to_smallest_unsigned(np.bincount(doc_ids, minlength=count)),
        **_posting_columns(f"{field}.words", invert_words(*words)),
        **_posting_columns(f"{field}.bigrams", invert_bigrams(codes, doc_ids)),
    }


def _posting_columns(prefix: str, postings: Postings) -> Columns:
    parts = ((part.name, getattr(postings, part.name)) for part in fields(postings))
    return {f"{prefix}.{name}": values for name, values in parts if values is not None}


def _numeric_column(name: str, rows: Sequence[tuple[int, ...]]) -> Columns:
    """Return the columns of the numeric column *name*. *rows*: the numbers of each document."""
    doc_ids = np.repeat(np.arange(len(rows)), [len(set(row)) for row in rows])
    held = np.array([value for row in rows for value in sorted(set(row))], np.int64)
    values, codes = np.unique(held, return_inverse=True)
    return {
        f"column.{name}.values": values,
        f"column.{name}.codes": to_smallest_unsigned(codes),
        f"column.{name}.doc_ids": doc_ids.astype(np.uint16),
    }
