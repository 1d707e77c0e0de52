"""Regions for tests: a line from a country down, and organizations put into them."""

from archive.models import Region


def make_regions(*names_and_levels):
    """Regions each of which is part of the one before."""
    regions, parent = [], None
    for number, (name, level) in enumerate(names_and_levels):
        parent = Region.objects.create(code=f"90000{number}", name=name, level=level, parent=parent)
        regions.append(parent)
    return regions


def place(organization, region):
    organization.region = region
    organization.save()
