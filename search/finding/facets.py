"""Facets of the hits: counts by the index, with names from the database. Asks the index nothing; knows no addresses."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from archive.models import Keyword, Organization, Outlet, Region
from search.indexing.units import units_of

NAMES = {"organization": Organization, "outlet": Outlet, "keyword": Keyword}
FACETS = ("year", "region", *NAMES, "unit")
MOST_VALUES = 20  # shown of one facet
TOP_LEVELS = 2  # of regions that are always shown: the country and its provinces

Counts = Mapping[int, int]  # number in the column → how many of the hits hold it


@dataclass(frozen=True)
class FacetCount:
    """A value of a facet and how many of the hits hold it. value: as in addresses; number: as in the index.

    For regions: depth: levels below the country. kin: values of the regions that contain it or are part of it.
    """

    value: str
    label: str
    number: int
    count: int
    depth: int = 0
    kin: frozenset[str] = frozenset()


def labelled(name: str, counts: Counts, chosen: Collection[int]) -> tuple[FacetCount, ...]:
    """Return the values of the facet *name* to show. chosen: the numbers filtered by, shown if they are counted."""
    if name == "year":
        return tuple(FacetCount(str(year), str(year), year, counts[year]) for year in sorted(counts, reverse=True))
    if name == "region":
        return tuple(_regions(counts, chosen))
    if name == "unit":
        return tuple(_units(counts, chosen))
    rows = NAMES[name].objects.in_bulk(_shown(counts, chosen)).values()
    ordered = sorted(rows, key=lambda row: (-counts[row.pk], row.folded_name))
    return tuple(FacetCount(row.slug, row.name, row.pk, counts[row.pk]) for row in ordered)


def _shown(counts: Counts, chosen: Collection[int]) -> set[int]:
    frequent = sorted(counts, key=lambda number: (-counts[number], number))[:MOST_VALUES]
    return {*frequent, *(number for number in chosen if number in counts)}


def _regions(counts: Counts, chosen: Collection[int]) -> Iterator[FacetCount]:
    """Yield a tree in the order of paths: the top levels, then the regions beside or just below a chosen one."""
    regions = Region.objects.in_bulk(counts)
    opened = {parent for number in chosen if number in regions for parent in (number, regions[number].parent_id)}
    for region in sorted(regions.values(), key=lambda region: region.path):
        depth = region.path.count("/") - 1
        if depth < TOP_LEVELS or region.parent_id in opened:
            kin = frozenset(other.code for other in regions.values() if other != region and _related(other, region))
            yield FacetCount(region.code, region.name, region.pk, counts[region.pk], depth, kin)


def _related(one: Region, other: Region) -> bool:
    """Whether one of the regions is part of the other."""
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def _units(counts: Counts, chosen: Collection[int]) -> Iterator[FacetCount]:
    units = units_of(_shown(counts, chosen))
    ordered = sorted(units, key=lambda number: (-counts[number], units[number]))
    return (FacetCount(units[number], units[number], number, counts[number]) for number in ordered)
