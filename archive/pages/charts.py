"""Bars as plain SVG needs them: where each begins and how long it is. Pure arithmetic; knows no figures, no HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LENGTH = 100  # of the whole scale, in units of the drawing
SHORTEST = Decimal("0.5")  # a bar that is not zero can be seen


@dataclass(frozen=True, slots=True)
class Stretch:
    """One bar on the scale from 0 to LENGTH, both in hundredths so that no locale writes a comma."""

    start: str
    length: str


def stretches(values: Sequence[Decimal]) -> list[Stretch]:
    """A bar for each value from the zero line, which stands where the lowest value below zero puts it."""
    lowest, highest = min([Decimal(0), *values]), max([Decimal(0), *values])
    scale = LENGTH / (highest - lowest) if highest > lowest else Decimal(0)
    return [_stretch(value, zero=-lowest * scale, scale=scale) for value in values]


def _stretch(value: Decimal, *, zero: Decimal, scale: Decimal) -> Stretch:
    length = max(abs(value) * scale, SHORTEST) if value else Decimal(0)
    start = zero if value >= 0 else zero - length
    return Stretch(f"{max(start, Decimal(0)):.2f}", f"{min(length, Decimal(LENGTH)):.2f}")
