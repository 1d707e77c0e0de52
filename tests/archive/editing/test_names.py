"""Names, changed by hand."""

import pytest

from archive.models import Organization
from tests.archive.desk import change_address, errors
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["organization", "outlet", "keyword"])
def test_a_name_that_exists_in_the_other_script_is_refused(editor, model):
    add = f"/admin/archive/{model}/add/"
    editor.post(add, {"name": "協商"})

    answer = editor.post(add, {"name": "协商"})

    assert errors(answer) == ["The archive has this name already: “協商”."]


def test_a_name_can_be_written_anew(editor):
    organization = Organization.objects.named("青禾區政協")

    answer = editor.post(change_address(organization), {"name": "青禾区政协"})

    assert (answer.status_code, Organization.objects.get().name) == (302, "青禾区政协")


def test_an_organization_with_reports_is_protected(editor):
    article = make_article(organization="青禾区政协")

    editor.post(f"/admin/archive/organization/{article.organization.pk}/delete/", {"post": "yes"})

    assert Organization.objects.count() == 1
