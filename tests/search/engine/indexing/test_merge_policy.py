"""The merge policy keeps segments few and rewriting cheap."""

from search.engine.indexing.merge_policy import FIRST_TIER, MERGE_FACTOR, segments_to_merge
from search.engine.storage.layout import LARGEST_SEGMENT


def after(sizes):
    """Merge until nothing is due; the sizes left, and how many documents were rewritten."""
    rewritten = 0
    while merging := segments_to_merge(sizes):
        live = sum(sizes[index][0] for index in merging)
        rewritten += live
        sizes = [size for index, size in enumerate(sizes) if index not in merging] + [(live, live)]
    return sizes, rewritten


def test_nothing_due_when_segments_are_few():
    assert segments_to_merge([(1, 1)] * (MERGE_FACTOR - 1) + [(20_000, 20_000)]) == []


def test_smallest_tier_first():
    assert segments_to_merge([(FIRST_TIER * 2, FIRST_TIER * 2)] * MERGE_FACTOR + [(1, 1)] * MERGE_FACTOR) == [
        MERGE_FACTOR + i for i in range(MERGE_FACTOR)
    ]


def test_ten_thousand_single_commits():
    sizes, rewritten = [(20_000, 20_000)], 0
    most = 0
    for _ in range(10_000):
        sizes, cost = after([*sizes, (1, 1)])
        rewritten += cost
        most = max(most, len(sizes))
    assert most <= 12
    assert rewritten / 10_000 < 80


def test_spills_of_a_large_archive():
    sizes, rewritten = after([(2_000, 2_000)] * 50)
    assert len(sizes) <= 3
    assert rewritten <= 2 * 100_000


def test_never_more_than_a_segment_can_hold():
    sizes, _ = after([(30_000, 30_000)] * 9)
    assert max(live for live, _ in sizes) <= LARGEST_SEGMENT


def test_segment_of_many_deletions_is_rewritten_alone():
    assert segments_to_merge([(500, 500), (600, 1000)]) == [1]
