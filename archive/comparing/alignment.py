"""Which parts of several reports stand side by side: by likeness of words and by order. Pure; knows no records."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

ALIKE = 0.4  # likeness from which two headings or subjects stand side by side


def grams(folded: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a folded text; of a single character, itself."""
    return frozenset(folded[at : at + 2] for at in range(max(1, len(folded) - 1))) if folded else frozenset()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient: 1 for the same pairs, 0 for none in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def align(columns: Sequence[Sequence[Item]], alike: Callable[[Item, Item], float]) -> list[list[Item | None]]:
    """Rows with one place a column, in which like items stand side by side and no column changes its order.

    Columns join one after the other; each new one is laid along the rows so far as Needleman and Wunsch align
    sequences, gaps costing nothing: the sum of likenesses is the highest possible.
    """
    rows: list[list[Item | None]] = []
    for number, column in enumerate(columns):
        rows = _joined(rows, column, number, alike)
    return rows


def _joined(
    rows: list[list[Item | None]], column: Sequence[Item], number: int, alike: Callable[[Item, Item], float]
) -> list[list[Item | None]]:
    joined: list[list[Item | None]] = []
    for row, item in _path(rows, column, alike):
        joined.append([*(row if row is not None else [None] * number), item])
    return joined


def _path(
    rows: Sequence[list[Item | None]], column: Sequence[Item], alike: Callable[[Item, Item], float]
) -> list[tuple[list[Item | None] | None, Item | None]]:
    """Row and item of each step, either of them None where the other stands alone."""
    likenesses = [[_to_row(item, row, alike) for item in column] for row in rows]
    best = _best_sums(likenesses, len(column))
    steps: list[tuple[list[Item | None] | None, Item | None]] = []
    at, place = 0, 0
    while at < len(rows) or place < len(column):
        if at < len(rows) and best[at][place] == best[at + 1][place]:
            steps.append((rows[at], None))
            at += 1
        elif place < len(column) and best[at][place] == best[at][place + 1]:
            steps.append((None, column[place]))
            place += 1
        else:
            steps.append((rows[at], column[place]))
            at, place = at + 1, place + 1
    return steps


def _to_row(item: Item, row: Sequence[Item | None], alike: Callable[[Item, Item], float]) -> float:
    """The greatest likeness to any item of the row; 0 below the mark."""
    greatest = max((alike(item, other) for other in row if other is not None), default=0.0)
    return greatest if greatest >= ALIKE else 0.0


def _best_sums(likenesses: list[list[float]], width: int) -> list[list[float]]:
    """At each corner of the table, the highest sum of likenesses from there on."""
    best = [[0.0] * (width + 1) for _ in range(len(likenesses) + 1)]
    for at in range(len(likenesses) - 1, -1, -1):
        for place in range(width - 1, -1, -1):
            both = likenesses[at][place] + best[at + 1][place + 1] if likenesses[at][place] else 0.0
            best[at][place] = max(best[at + 1][place], best[at][place + 1], both)
    return best


def gather(columns: Sequence[Sequence[Item]], alike: Callable[[Item, Item], float]) -> list[list[Item | None]]:
    """Rows with one place a column, the likest items together, whatever their order; rows in order of their first."""
    rows: list[list[Item | None]] = []
    for number, column in enumerate(columns):
        _add(rows, column, number, alike)
    return rows


def _add(
    rows: list[list[Item | None]], column: Sequence[Item], number: int, alike: Callable[[Item, Item], float]
) -> None:
    """Lay each item of a column into the likest free row, the likest pairs first; what is left gets rows of its own."""
    pairs = [(_to_row(item, row, alike), at, place) for at, row in enumerate(rows) for place, item in enumerate(column)]
    for row in rows:
        row.append(None)
    left = dict(enumerate(column))
    for greatest, at, place in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if greatest and rows[at][number] is None and place in left:
            rows[at][number] = left.pop(place)
    rows.extend([*[None] * number, item] for item in left.values())
