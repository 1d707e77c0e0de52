"""The alignment of parts of several articles: by similarity of words and by order. Pure; knows no records."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
AlignedRow = list[Item | None]  # one place for each column
Similarity = Callable[[Item, Item], float]

LEAST_SIMILARITY = 0.4  # of two headings or subjects that are put side by side


def bigrams(folded: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a folded text; for a single character, the character."""
    return frozenset(folded[at : at + 2] for at in range(max(1, len(folded) - 1))) if folded else frozenset()


def dice_similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Return Dice's coefficient: 1 for the same bigrams, 0 for none in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def align(columns: Sequence[Sequence[Item]], similarity: Similarity[Item]) -> list[AlignedRow[Item]]:
    """Return rows that put similar items of the columns side by side and keep the order of each column.

    The columns join one after the other. Each is aligned to the rows so far as Needleman and Wunsch align sequences,
    with gaps that cost nothing: the sum of similarities is the highest possible.
    """
    rows: list[AlignedRow[Item]] = []
    for number, column in enumerate(columns):
        steps = _path(rows, column, similarity)
        rows = [[*([None] * number if row is None else row), item] for row, item in steps]
    return rows


def _path(
    rows: Sequence[AlignedRow[Item]], column: Sequence[Item], similarity: Similarity[Item]
) -> list[tuple[AlignedRow[Item] | None, Item | None]]:
    """Return the row and the item of each step, one of them None if the other has no partner."""
    similarities = [[_to_row(item, row, similarity) for item in column] for row in rows]
    best = _best_sums(similarities, len(column))
    steps: list[tuple[AlignedRow[Item] | None, Item | None]] = []
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


def _to_row(item: Item, row: AlignedRow[Item], similarity: Similarity[Item]) -> float:
    """Return the greatest similarity to any item of the row, 0 if it is below LEAST_SIMILARITY."""
    greatest = max((similarity(item, other) for other in row if other is not None), default=0.0)
    return greatest if greatest >= LEAST_SIMILARITY else 0.0


def _best_sums(similarities: list[list[float]], width: int) -> list[list[float]]:
    """Return, for each corner of the table, the highest sum of similarities from there on."""
    best = [[0.0] * (width + 1) for _ in range(len(similarities) + 1)]
    for at in range(len(similarities) - 1, -1, -1):
        for place in range(width - 1, -1, -1):
            both = similarities[at][place] + best[at + 1][place + 1] if similarities[at][place] else 0.0
            best[at][place] = max(best[at + 1][place], best[at][place + 1], both)
    return best


def gather(columns: Sequence[Sequence[Item]], similarity: Similarity[Item]) -> list[AlignedRow[Item]]:
    """Return rows that put the most similar items together, whatever their order.

    Rows come in the order of their first items.
    """
    rows: list[AlignedRow[Item]] = []
    for number, column in enumerate(columns):
        _add(rows, column, number, similarity)
    return rows


def _add(rows: list[AlignedRow[Item]], column: Sequence[Item], number: int, similarity: Similarity[Item]) -> None:
    """Put each item of a column into the most similar free row, the most similar pairs first.

    An item without such a row gets a row of its own.
    """
    pairs = [
        (_to_row(item, row, similarity), at, place) for at, row in enumerate(rows) for place, item in enumerate(column)
    ]
    for row in rows:
        row.append(None)
    left = dict(enumerate(column))
    for greatest, at, place in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if greatest and rows[at][number] is None and place in left:
            rows[at][number] = left.pop(place)
    rows.extend([*[None] * number, item] for item in left.values())
