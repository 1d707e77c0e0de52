"""Units of metrics as the whole numbers that a column of the index holds, and back."""

import hashlib
from collections.abc import Set

from archive.models import Metric

_units: dict[int, str] = {}  # number → unit: a number is computed from its unit, so an entry never becomes wrong


def unit_number(unit: str) -> int:
    """Return the first 48 bits of the unit's BLAKE2b digest."""
    return int.from_bytes(hashlib.blake2b(unit.encode(), digest_size=6).digest())


def units_of(numbers: Set[int]) -> dict[int, str]:
    """Return number → unit for those of *numbers* whose unit a metric has. A number not met before costs one query."""
    if not numbers <= _units.keys():
        units = Metric.objects.order_by().values_list("unit", flat=True).distinct()
        _units.update({unit_number(unit): unit for unit in units})
    return {number: _units[number] for number in numbers if number in _units}
