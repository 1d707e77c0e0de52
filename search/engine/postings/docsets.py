"""Sets of a segment's documents as ascending arrays of their numbers. Knows no terms, files or queries."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engine.storage.columns import Array

Selection = NDArray[np.intp]
Mask = NDArray[np.bool_]  # one truth per document of a segment

NONE: Selection = np.zeros(0, np.intp)


def common(one: Array, other: Array) -> Array:
    """What two ascending arrays without repetitions share."""
    few, many = (one, other) if one.size <= other.size else (other, one)
    return few[member(few, many)] if few.size else few


def member(values: Array, ascending: Array) -> Mask:
    """For each of *values*, whether it is in *ascending*, which is not empty."""
    nearest = ascending.searchsorted(values)
    found: Mask = ascending.take(nearest, mode="clip") == values
    return found


def union(selections: Sequence[Selection], count: int) -> Selection:
    """The documents, of *count*, that are in any of *selections*."""
    filled = [selection for selection in selections if selection.size]
    if len(filled) < 2:
        return filled[0] if filled else NONE
    mask = np.zeros(count, bool)
    for selection in filled:
        mask[selection] = True
    return mask.nonzero()[0]


def difference(selection: Selection, without: Selection, count: int) -> Selection:
    """The documents of *selection* that are not in *without*; both of *count* documents."""
    if not without.size or not selection.size:
        return selection
    mask = np.ones(count, bool)
    mask[without] = False
    return selection[mask[selection]]


def everything(count: int) -> Selection:
    return np.arange(count, dtype=np.intp)
