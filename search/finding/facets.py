"""What the hits hold, counted by the index, with names from the records. Asks the index nothing; knows no addresses."""

from dataclasses import dataclass

from archive.models import Keyword, Organization, Outlet, Region
from search.indexing.units import units_of

NAMES = {"organization": Organization, "outlet": Outlet, "keyword": Keyword}
FACETS = ("year", "region", *NAMES, "unit")
MOST_VALUES = 20  # shown of one facet
TOP_LEVELS = 2  # of regions that are always shown: the country and its provinces


@dataclass(frozen=True)
class FacetCount:
    """How many of the hits hold a value. number: as the index has it; value: as addresses have it.

    depth: of a region below the topmost; kin: values of the regions it is in and of those in it.
    """

    value: str
    label: str
    number: int
    count: int
    depth: int = 0
    kin: frozenset[str] = frozenset()


def labelled(name, counts, chosen):
    """The values of the facet that are shown; *chosen*: the numbers filtered by, which always are if they count."""
    if name == "year":
        return tuple(FacetCount(str(year), str(year), year, counts[year]) for year in sorted(counts, reverse=True))
    if name == "region":
        return tuple(_regions(counts, chosen))
    if name == "unit":
        return tuple(_units(counts, chosen))
    rows = NAMES[name].objects.in_bulk(_shown(counts, chosen)).values()
    ordered = sorted(rows, key=lambda row: (-counts[row.pk], row.folded_name))
    return tuple(FacetCount(row.slug, row.name, row.pk, counts[row.pk]) for row in ordered)


def _shown(counts, chosen):
    frequent = sorted(counts, key=lambda number: (-counts[number], number))[:MOST_VALUES]
    return {*frequent, *(number for number in chosen if number in counts)}


# --- regions ------------------------------------------------------------------------------------


def _regions(counts, chosen):
    """A tree in the order of its codes: the top levels, then what is beside or just below a chosen region."""
    regions = Region.objects.in_bulk(counts)
    opened = {parent for number in chosen if number in regions for parent in (number, regions[number].parent_id)}
    for region in sorted(regions.values(), key=lambda region: region.path):
        depth = region.path.count("/") - 1
        if depth < TOP_LEVELS or region.parent_id in opened:
            kin = frozenset(other.code for other in regions.values() if other != region and _related(other, region))
            yield FacetCount(region.code, region.name, region.pk, counts[region.pk], depth, kin)


def _related(one, other):
    return one.path.startswith(other.path) or other.path.startswith(one.path)


# --- units --------------------------------------------------------------------------------------


def _units(counts, chosen):
    units = units_of(_shown(counts, chosen))
    ordered = sorted(units, key=lambda number: (-counts[number], units[number]))
    return (FacetCount(units[number], units[number], number, counts[number]) for number in ordered)
