"""Names, changed by hand."""

import pytest

from archive.models import Organization
from tests.archive.desk import change_address, errors, form_at, with_new
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["organization", "outlet", "keyword"])
def test_a_name_that_exists_in_the_other_script_is_refused(editor, model):
    add = f"/admin/archive/{model}/add/"
    form = form_at(editor, add)
    editor.post(add, form | {"name": "協商"})

    answer = editor.post(add, form | {"name": "协商"})

    assert errors(answer) == ["The archive has this name already: “協商”."]


def test_a_name_can_be_written_anew(editor):
    organization = Organization.objects.named("青禾區政協")

    address = change_address(organization)
    answer = editor.post(address, form_at(editor, address) | {"name": "青禾区政协"})

    assert (answer.status_code, Organization.objects.get().name) == (302, "青禾区政协")


def test_an_organization_with_reports_is_protected(editor):
    article = make_article(organization="青禾区政协")

    editor.post(f"/admin/archive/organization/{article.organization.pk}/delete/", {"post": "yes"})

    assert Organization.objects.count() == 1


def test_an_alias_is_one_organizations_only(editor):
    one, other = Organization.objects.named("青禾区政协"), Organization.objects.named("云泽市政协")
    address = change_address(one)
    data = form_at(editor, address)

    taken = editor.post(address, with_new(data, "aliases", {"name": "雲澤市政協"}))
    given = editor.post(address, with_new(data, "aliases", {"name": "青禾政协"}))
    again = editor.post(address.replace(str(one.pk), str(other.pk)), {**data, "name": "青禾政协"})

    assert errors(taken) == ["The archive has this name already: “云泽市政协”."]
    assert given.status_code == 302
    assert errors(again) == ["The archive has this name already: “青禾政协”."]
