"""The bit layout of columns: how code points, bigrams, doc ids and positions are packed into whole numbers.

Holds constants and the arithmetic on marked positions. Reads no text and no file.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engine.storage.columns import Array, smallest_unsigned

KINDS = ("words", "pairs")  # the kinds of terms that a field has

CODE_POINTS = 0x110000
CODE_BITS = 21  # a code point fits; a pair is its first's code point << CODE_BITS | its second's
END = 0  # stands after the last character of a text: its pair is (character, END)
NUL = 0xFFFD  # what U+0000 folds to here, since 0 has another meaning

DOCUMENT_BITS = 16
LARGEST_SEGMENT = 1 << DOCUMENT_BITS  # documents: their numbers within a segment are 16-bit
PLACE_BITS = 32  # of a place in a document, below the document's number


def marked(places: Array, firsts: Array) -> Array:
    """*places* in the narrowest type with a bit to spare, which marks those at the indexes *firsts*."""
    dtype = smallest_unsigned(2 * int(places.max()) if places.size else 0)
    result = places.astype(dtype)
    result[firsts] |= mark(dtype)
    return result


def remarked(places: Array, dtype: np.dtype[Any]) -> Array:
    """Marked *places* in another type, at least as wide."""
    if places.dtype == dtype:
        return places
    bit = mark(places.dtype)
    wider: Array = (places & ~bit).astype(dtype)
    wider[places >= bit] |= mark(dtype)
    return wider


def mark(dtype: np.dtype[Any]) -> Any:
    """The highest bit of an unsigned type: set in the first place of a posting."""
    return dtype.type(1 << dtype.itemsize * 8 - 1)


def frequencies(places: Array) -> NDArray[np.int64]:
    """How many places each posting has, from the marks."""
    return np.diff(np.flatnonzero(places >= mark(places.dtype)), append=places.size)
