"""What preparing a site stores besides the reports."""

from io import StringIO

import pytest

from archive.management.commands.prepare_site import Command
from archive.models import Organization

pytestmark = pytest.mark.django_db


def test_regions_are_loaded_once_and_organizations_find_theirs():
    organization = Organization.objects.named("政协北京市朝阳区委员会")
    said = StringIO()

    Command(stdout=said).load_regions()
    Command(stdout=said).load_regions()
    organization.refresh_from_db()

    assert said.getvalue().count("administrative regions stored") == 1
    assert organization.region.code == "110105"
