"""Sets of a segment's documents, as ascending arrays of doc ids without repetitions, and their algebra.

This module must not know terms, files or queries. Results may share memory with arguments: nobody changes a docset.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engine.storage.columns import Array

DocSet = NDArray[np.intp]
Mask = NDArray[np.bool_]  # one bool for each document of a segment

EMPTY: DocSet = np.zeros(0, np.intp)


def intersection(one: Array, other: Array) -> Array:
    """Return what two docsets share. The smaller is looked up in the larger: O(small · log large)."""
    few, many = (one, other) if one.size <= other.size else (other, one)
    return few[is_member(few, many)] if few.size else few


def is_member(values: Array, ascending: Array) -> Mask:
    """Return for each of *values* whether it is in *ascending*, which must not be empty."""
    nearest = ascending.searchsorted(values)
    found: Mask = ascending.take(nearest, mode="clip") == values
    return found


def union(docsets: Sequence[DocSet], count: int) -> DocSet:
    """Return the documents that are in any of *docsets*. *count*: documents in the segment."""
    filled = [docset for docset in docsets if docset.size]
    if len(filled) < 2:
        return filled[0] if filled else EMPTY
    mask = np.zeros(count, bool)
    for docset in filled:
        mask[docset] = True
    return mask.nonzero()[0]


def difference(docset: DocSet, without: DocSet, count: int) -> DocSet:
    """Return the documents of *docset* that are not in *without*. *count*: documents in the segment."""
    if not without.size or not docset.size:
        return docset
    mask = np.ones(count, bool)
    mask[without] = False
    return docset[mask[docset]]


def all_documents(count: int) -> DocSet:
    """Return the docset of a whole segment of *count* documents."""
    return np.arange(count, dtype=np.intp)
