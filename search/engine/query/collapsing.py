"""Groups of documents that count once: a document and those that repeat it, such as an article and its reprints.

A numeric column names the groups: a document that repeats another has the id of that one in it, every other document
has nothing there and belongs to the group of its own id. This module must not rank hits or know queries.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from search.engine.postings.docsets import DocSet, Mask
from search.engine.postings.segments import Segment

Ids = NDArray[np.int64]

NO_IDS: Ids = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Collapsed:
    """The hits that represent their groups, by segment.

    groups: the groups that are represented. members: the id of a hit → the ids of the hits that it represents beside
    itself, ascending; hits that represent only themselves are not in it.
    """

    hits: list[DocSet]
    groups: Ids
    members: dict[int, tuple[int, ...]]


def collapse_hits(segments: Sequence[Segment], column: str, hits: Sequence[DocSet], seen: Ids = NO_IDS) -> Collapsed:
    """Keep one hit of each group: the original if it is a hit, else the hit with the lowest id.

    Groups among *seen* keep none. hits: one docset for each of *segments*.
    """
    groups, ids = _groups_and_ids(segments, column, hits)
    repeating = groups != ids
    affected = np.isin(groups, np.concatenate((groups[repeating], seen))).nonzero()[0]
    order = affected[np.lexsort((ids[affected], repeating[affected], groups[affected]))]
    first = np.ones(order.size, bool)
    first[1:] = groups[order[1:]] != groups[order[:-1]]
    known = np.isin(groups[order], seen)
    kept = np.ones(ids.size, bool)
    kept[order[~first | known]] = False
    return Collapsed(
        [docset[mask] for docset, mask in zip(hits, _split(kept, hits), strict=True)],
        groups[kept],
        _members(groups[order[~known]].tolist(), ids[order[~known]].tolist()),
    )


def repetitions(segments: Sequence[Segment], column: str, hits: Sequence[DocSet], facet: str) -> Counter[int]:
    """Return number of *facet* → by how much counting every hit exceeds counting each group once."""
    groups, ids = _groups_and_ids(segments, column, hits)
    affected = np.isin(groups, groups[groups != ids])
    pairs: Counter[tuple[int, int]] = Counter()
    for segment, docset, of_hits, mask in zip(
        segments, hits, _split(groups, hits), _split(affected, hits), strict=True
    ):
        if mask.any() and (values := segment.numeric_column(facet)):
            places, numbers = values.pairs(docset[mask])
            pairs.update(zip(of_hits[mask][places].tolist(), numbers.tolist(), strict=True))
    exceeding: Counter[int] = Counter()
    for (_, number), count in pairs.items():
        exceeding[number] += count - 1
    return exceeding


def originals(segment: Segment, column: str) -> Mask:
    """Tell for each live document of *segment* whether it repeats no other."""
    repeated = segment.numeric_column(column)
    mask = segment.live.copy()
    if repeated is not None:
        mask[repeated.between(None, None, None)] = False
    return mask


def _groups_and_ids(segments: Sequence[Segment], column: str, hits: Sequence[DocSet]) -> tuple[Ids, Ids]:
    """Return the group and the id of every hit, segment after segment."""
    ids = [segment.ids[docset].astype(np.int64) for segment, docset in zip(segments, hits, strict=True)]
    groups = [
        np.where((originals := repeated.largest(0)[docset]) > 0, originals, own)
        if docset.size and (repeated := segment.numeric_column(column))
        else own
        for segment, docset, own in zip(segments, hits, ids, strict=True)
    ]
    return np.concatenate([NO_IDS, *groups]), np.concatenate([NO_IDS, *ids])


def _split(array: NDArray[np.generic], hits: Sequence[DocSet]) -> list[NDArray[np.generic]]:
    """Cut *array*, which has one element for each hit, into one part for each segment."""
    return np.split(array, np.cumsum([docset.size for docset in hits])[:-1]) if hits else []


def _members(groups: list[int], ids: list[int]) -> dict[int, tuple[int, ...]]:
    """Map each representative to the others of its group. Groups come in order, the representative of each first."""
    runs = groupby(zip(groups, ids, strict=True), key=itemgetter(0))
    members = ([id for _, id in run] for _, run in runs)
    return {first: tuple(sorted(others)) for first, *others in members if others}
