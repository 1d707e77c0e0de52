"""The merge policy: which segments to merge next, by their sizes alone. This module must not open segments.

Sizes fall into tiers, each MERGE_FACTOR times as wide as the one before; as many segments of one tier are merged into
one of the next. So merging rewrites a document about once per tier above the first: O(log n) times.
"""

from collections.abc import Sequence

from search.engine.storage.layout import LARGEST_SEGMENT

FIRST_TIER = 256  # documents; all segments with fewer are in the first tier
MERGE_FACTOR = 4  # segments of one tier that are merged into one of the next
LARGEST_MERGED = LARGEST_SEGMENT // 2  # documents; larger segments are left alone
LARGEST_DELETED_SHARE = 0.3  # a segment with a larger share of deleted documents is rewritten by itself


def segments_to_merge(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Return the indexes of the segments to merge into one now, ascending; an empty list if there are none.

    *sizes*: for each segment the number of its live documents, and of all of them. After all merges fewer than
    MERGE_FACTOR segments remain in each tier. Example: four segments of 1 document each give [0, 1, 2, 3].
    """
    for index, (live, count) in enumerate(sizes):
        if count - live > LARGEST_DELETED_SHARE * count:
            return [index]
    tiers: dict[int, list[int]] = {}
    for index in sorted(range(len(sizes)), key=lambda index: sizes[index]):
        if sizes[index][0] <= LARGEST_MERGED:
            tiers.setdefault(_tier(sizes[index][0]), []).append(index)
    return next((sorted(_fitting(sizes, tier)) for tier in tiers.values() if len(tier) >= MERGE_FACTOR), [])


def _tier(live: int) -> int:
    tier = 0
    while live >= FIRST_TIER * MERGE_FACTOR**tier:
        tier += 1
    return tier


def _fitting(sizes: Sequence[tuple[int, int]], indexes: Sequence[int]) -> list[int]:
    """Return the first of *indexes*, as many as fit into one segment together."""
    fitting, total = [], 0
    for index in indexes:
        total += sizes[index][0]
        if total > LARGEST_SEGMENT:
            break
        fitting.append(index)
    return fitting
