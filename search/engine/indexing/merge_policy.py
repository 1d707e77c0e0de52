"""Which segments to merge next, by their sizes alone."""

from collections.abc import Sequence

from search.engine.storage.layout import LARGEST_SEGMENT

SMALL = 256  # documents: segments below count alike
TIER = 4  # each tier of sizes reaches so many times as far as the one before; so many segments make one of the next
FULLEST = LARGEST_SEGMENT // 2  # larger segments are left alone
STALE = 0.3  # share of deleted documents from which on a segment is rewritten by itself


def due(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Indexes of the segments to merge into one now, in order; empty if none.

    *sizes*: for each segment its documents that are not deleted, and all of them. Merging costs each document
    one rewriting per tier, and leaves fewer than TIER segments in each.
    """
    for index, (live, count) in enumerate(sizes):
        if count - live > STALE * count:
            return [index]
    tiers: dict[int, list[int]] = {}
    for index in sorted(range(len(sizes)), key=lambda index: sizes[index]):
        if sizes[index][0] <= FULLEST:
            tiers.setdefault(_tier(sizes[index][0]), []).append(index)
    return next((sorted(_fitting(sizes, tier)) for tier in tiers.values() if len(tier) >= TIER), [])


def _tier(live: int) -> int:
    tier = 0
    while live >= SMALL * TIER**tier:
        tier += 1
    return tier


def _fitting(sizes: Sequence[tuple[int, int]], indexes: Sequence[int]) -> list[int]:
    fitting, total = [], 0
    for index in indexes:
        total += sizes[index][0]
        if total > LARGEST_SEGMENT:
            break
        fitting.append(index)
    return fitting
