"""The words of an index with their document frequencies. This module must not know queries."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from search.engine.postings.segments import Segment
from search.text.queries import TEXT_FIELDS


def word_counts(segments: Sequence[Segment], *, least: int, most: int) -> dict[str, int]:
    """Return folded word → document frequency, the most frequent first: *most* words at most, all with *least* or more.

    The frequency is approximate: a document counts once for every field that has the word, and a deleted document
    counts until its segment is merged.
    """
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(_most_frequent(segment, most))
    return {word: count for word, count in counts.most_common(most) if count >= least}


def _most_frequent(segment: Segment, most: int) -> dict[str, int]:
    totals = np.zeros(len(segment.vocabulary), np.int64)
    for field in TEXT_FIELDS:
        if index := segment.inverted_index(field, "words"):
            totals[index.keys] += np.diff(index.starts)
    ranks = np.argsort(-totals, kind="stable")[:most].tolist()
    return {segment.vocabulary[rank].decode(): int(totals[rank]) for rank in ranks if totals[rank]}
