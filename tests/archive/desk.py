"""The admin's forms as a browser fills them in."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from lxml import html


def signed_in(group):
    """A browser of somebody in *group* who reads English. The groups are made anew where a test emptied their table."""
    import_module("archive.migrations.0008_groups").make_groups(apps, None)
    user = User.objects.create_user(f"user{User.objects.count()}", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(user)
    return client


def change_address(row):
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def form_at(client, address):
    """What a browser would send from the form at *address*, nothing being changed."""
    return form_of(client.get(address))


def form_of(page):
    """What a browser would send from the form on *page*, nothing being changed."""
    (form,) = html.fromstring(page.content.decode()).xpath("//form[contains(@id, '_form')]")
    return {name: value.replace("\n", "\r\n") for name, value in form.form_values()}


def sent(client, address, **fields):
    """Change these fields of the form at *address* and send it there."""
    return client.post(address, form_at(client, address) | fields)


def section_address(section, page=""):
    """The page that edits the section; *page* is move/ or delete/ for those."""
    return reverse("admin:archive_section_change", args=[section.article_id, section.pk]) + page


def add_section_address(article, after=None):
    return reverse("admin:archive_section_add", args=[article.pk]) + (f"?after={after.pk}" if after else "")


def add_metric_address(article):
    return f"{reverse('admin:archive_metric_add')}?article={article.pk}"


def with_new(data, prefix, *rows):
    """The form's data with *rows* added to the inline named *prefix*."""
    first = int(data[f"{prefix}-TOTAL_FORMS"])
    defaults = {
        name.removeprefix(f"{prefix}-__prefix__-"): value
        for name, value in data.items()
        if name.startswith(f"{prefix}-__prefix__-")
    }
    added = {
        f"{prefix}-{number}-{name}": value
        for number, row in enumerate(rows, start=first)
        for name, value in {**defaults, **row}.items()
    }
    return {**data, **added, f"{prefix}-TOTAL_FORMS": first + len(rows)}


def errors(page):
    """Every message that the page shows, in the order of the page; none after a redirect."""
    if not page.content:
        return []
    return [
        error.text_content().strip()
        for error in html.fromstring(page.content.decode()).xpath(
            "//*[@class='errorlist']/li | //ul[contains(@class, 'errorlist')]/li"
        )
    ]
