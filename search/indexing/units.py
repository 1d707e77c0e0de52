"""Units of figures as the numbers that the index's columns take, and back. Knows no index and no page."""

import hashlib

from archive.models import Metric

_units = {}  # number → unit: a number is made from its unit, so what was once read stays right


def unit_number(unit):
    """The first 48 bits of its digest."""
    return int.from_bytes(hashlib.blake2b(unit.encode(), digest_size=6).digest())


def units_of(numbers):
    """Number → unit, of those among *numbers* that a figure has; reads the database only for one not met before."""
    if not numbers <= _units.keys():
        units = Metric.objects.order_by().values_list("unit", flat=True).distinct()
        _units.update({unit_number(unit): unit for unit in units})
    return {number: _units[number] for number in numbers if number in _units}
