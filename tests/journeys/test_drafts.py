"""What an editor has typed outlives an expired session, a lost connection and a refused form; not a signing out."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session

from archive.models import Section

TYPED = "全年座谈八十七次，写了很久。"
OFFER = "Your unsaved text of"


@pytest.fixture
def section(site):
    return Section.objects.exclude(text="").order_by("pk").first()


@pytest.fixture
def form(section, desk, page):
    """The page of a section, opened."""
    address = f"{desk}archive/article/{section.article_id}/sections/{section.pk}/"
    page.goto(address)
    return address


def type_into(page):
    page.get_by_label("text", exact=False).last.fill(TYPED)


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def sign_in(page):
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("long-enough-1")
    page.get_by_role("button", name="Log in").click()


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length")


def text_of(section):
    return Section.objects.get(pk=section.pk).text


def expect_offer_and_restore(page):
    page.get_by_text(OFFER).wait_for()
    page.get_by_role("button", name="Restore unsaved text").click()
    assert page.locator("#id_text").input_value() == TYPED


def test_a_session_that_has_ended_loses_nothing(form, section, page):
    type_into(page)
    Session.objects.all().delete()
    save(page)
    sign_in(page)

    expect_offer_and_restore(page)
    save(page)

    page.wait_for_url("**/change/**")
    assert (text_of(section), kept(page)) == (TYPED, 0)


def test_a_lost_connection_loses_nothing(form, section, page):
    type_into(page)
    page.context.set_offline(True)
    save(page)
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    page.goto(form)

    expect_offer_and_restore(page)
    save(page)

    page.wait_for_url("**/change/**")
    assert (text_of(section), kept(page)) == (TYPED, 0)
    page.complaints.clear()  # the browser complains of the connection


def test_a_form_without_its_secret_loses_nothing(form, section, page):
    type_into(page)
    page.context.clear_cookies(name="csrftoken")
    save(page)
    page.get_by_role("link", name="Open the form again").click()

    expect_offer_and_restore(page)
    page.complaints.clear()  # the browser complains of the answer 403


def test_a_text_that_is_discarded_is_not_offered_again(form, page):
    type_into(page)
    page.reload()
    page.get_by_role("button", name="Discard").click()
    page.reload()

    assert (page.get_by_text(OFFER).count(), kept(page)) == (0, 0)


def test_a_mistake_keeps_the_text_in_the_form_and_the_draft(form, section, page):
    type_into(page)
    page.get_by_label("anchor").fill("! !")
    save(page)
    assert page.locator("#id_text").input_value() == TYPED
    assert (page.get_by_text(OFFER).count(), kept(page)) == (0, 1)

    page.goto(form)
    expect_offer_and_restore(page)


def test_a_text_restored_over_what_somebody_else_has_saved_is_a_conflict(form, section, page):
    type_into(page)
    page.goto("about:blank")
    Section.objects.filter(pk=section.pk).update(text="别人改了。")
    page.goto(form)

    expect_offer_and_restore(page)
    save(page)

    page.get_by_text("Somebody else has changed this section since you opened it.").wait_for()
    assert text_of(section) == "别人改了。"


def test_signing_out_removes_what_was_typed(form, page):
    type_into(page)
    page.wait_for_timeout(1500)
    assert kept(page) == 1

    page.get_by_role("button", name="Log out").click()

    page.get_by_role("link", name="Log in again").wait_for()
    assert kept(page) == 0


def test_no_secret_is_kept(desk, page):
    page.goto(f"{desk}password_change/")
    page.get_by_label("Old password").fill("long-enough-1")
    page.wait_for_timeout(1500)
    page.goto(f"{desk}archive/article/add/")
    page.get_by_label("Title").fill("示例：新")
    page.wait_for_timeout(1500)

    stored = page.evaluate("JSON.stringify(localStorage)")

    assert ("示例：新" in stored, "long-enough" in stored, "csrf" in stored) == (True, False, False)


def test_an_edit_that_waits_is_saved_and_not_offered_again(section, form, page, django_user_model):
    import_module("archive.migrations.0008_groups").make_groups(apps, None)
    user = django_user_model.objects.get(username="editor")
    user.is_superuser, user.is_staff = False, True
    user.save()
    user.groups.add(Group.objects.get(name="编辑"))
    page.reload()
    type_into(page)

    save(page)

    page.get_by_text("waits. Readers see the published version").wait_for()
    assert (kept(page), text_of(section) == TYPED) == (0, False)
