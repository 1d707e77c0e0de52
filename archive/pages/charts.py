"""Horizontal bars for SVG drawings: their starts and lengths. Pure arithmetic; knows no metrics and no HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LENGTH = 100  # of the whole scale, in units of the drawing
SHORTEST = Decimal("0.5")  # so that a bar that is not zero can be seen


@dataclass(frozen=True, slots=True)
class BarSpan:
    """A bar on the scale from 0 to LENGTH. Both numbers are text with two decimals, so no locale writes a comma."""

    start: str
    length: str


def bar_spans(values: Sequence[Decimal]) -> list[BarSpan]:
    """Return a bar for each value on a common scale; negative ones go left from the zero line, others right."""
    lowest, highest = min([Decimal(0), *values]), max([Decimal(0), *values])
    scale = LENGTH / (highest - lowest) if highest > lowest else Decimal(0)
    return [_bar_span(value, zero=-lowest * scale, scale=scale) for value in values]


def _bar_span(value: Decimal, *, zero: Decimal, scale: Decimal) -> BarSpan:
    length = max(abs(value) * scale, SHORTEST) if value else Decimal(0)
    start = zero if value >= 0 else zero - length
    return BarSpan(f"{max(start, Decimal(0)):.2f}", f"{min(length, Decimal(LENGTH)):.2f}")
