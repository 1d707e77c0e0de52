"""The words of an index with the number of documents that hold each. Knows nothing of queries."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from search.engine.postings.segments import Segment
from search.text.queries import TEXT_FIELDS


def word_counts(segments: Sequence[Segment], *, least: int, most: int) -> dict[str, int]:
    """Folded word → documents, of those in *least* or more the *most* frequent, most frequent first.

    A document counts once for every field that holds the word, and until it is merged away also when deleted.
    """
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(_of_segment(segment, most))
    return {word: count for word, count in counts.most_common(most) if count >= least}


def _of_segment(segment: Segment, most: int) -> dict[str, int]:
    totals = np.zeros(len(segment.vocabulary), np.int64)
    for field in TEXT_FIELDS:
        if terms := segment.terms(field, "words"):
            totals[terms.keys] += np.diff(terms.starts)
    ranks = np.argsort(-totals, kind="stable")[:most].tolist()
    return {segment.vocabulary[rank].decode(): int(totals[rank]) for rank in ranks if totals[rank]}
