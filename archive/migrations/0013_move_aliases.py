"""The aliases of organizations become rows of organizations. By itself, so that PostgreSQL can change tables after it."""

from itertools import chain, count

from django.db import migrations

from archive.chinese.slugs import slug


def to_organizations(apps, schema_editor):
    """An organization's own name wins over an alias that is the same."""
    organizations = apps.get_model("archive", "Organization").objects
    for alias in apps.get_model("archive", "Alias").objects.order_by("pk").iterator():
        if not organizations.filter(folded_name=alias.folded_name).exists():
            organizations.create(
                name=alias.name,
                folded_name=alias.folded_name,
                slug=free_slug(organizations, alias.name),
                alias_of_id=alias.organization_id,
            )


def to_aliases(apps, schema_editor):
    rows = apps.get_model("archive", "Organization").objects.exclude(alias_of=None)
    aliases = apps.get_model("archive", "Alias").objects
    for row in rows.order_by("pk"):
        aliases.get_or_create(
            folded_name=row.folded_name, defaults={"name": row.name, "organization_id": row.alias_of_id}
        )
    rows.delete()


def free_slug(organizations, name):
    wanted = slug(name)
    taken = set(organizations.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(candidate for candidate in chain([wanted], numbered) if candidate not in taken)


class Migration(migrations.Migration):
    dependencies = [("archive", "0012_names_have_aliases")]

    operations = [migrations.RunPython(to_organizations, to_aliases)]
