"""Names: one row each, whatever the script."""

import pytest
from django.db import IntegrityError, transaction

from archive.models import Keyword, Organization
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_named_finds_the_row_of_the_other_script_and_keeps_its_writing():
    first = Organization.objects.named("青禾區政協")

    assert Organization.objects.named("青禾区政协") == first
    assert Organization.objects.get().name == "青禾區政協"


@pytest.mark.parametrize("nothing", ["", None])
def test_named_of_nothing_is_none(nothing):
    assert Organization.objects.named(nothing) is None


def test_homophones_get_numbered_slugs():
    slugs = [Keyword.objects.named(name).slug for name in ("议政", "译政", "意正")]

    assert slugs == ["yi-zheng", "yi-zheng-2", "yi-zheng-3"]


def test_a_changed_name_keeps_its_slug():
    organization = Organization.objects.named("青禾区政协")
    organization.name = "红枫市政协"
    organization.save()

    assert (organization.slug, organization.folded_name) == ("qing-he-qu-zheng-xie", "红枫市政协")


def test_the_database_refuses_an_empty_or_doubled_name():
    Keyword.objects.create(name="協商")

    for name in ("", "协商"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Keyword.objects.create(name=name)


def test_report_counts_leave_out_names_without_reports():
    make_article("示例：一", keywords=["协商", "提案"])
    make_article("示例：二", keywords=["协商"])
    Keyword.objects.named("无人用")

    assert [(row.name, row.reports) for row in Keyword.objects.with_report_counts()] == [("协商", 2), ("提案", 1)]
