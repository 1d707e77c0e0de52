"""A number without heading now runs into its section's text: the line break that figures' offsets counted is gone."""

from django.db import migrations
from django.db.models import F


def _of_sections_without_heading(apps):
    figures = apps.get_model("archive", "Metric").objects.filter(section__heading="", start__isnull=False)
    return figures.exclude(section__number="").exclude(section__text="")


def without_break(apps, schema_editor):
    _of_sections_without_heading(apps).update(start=F("start") - 1, end=F("end") - 1)


def with_break(apps, schema_editor):
    _of_sections_without_heading(apps).update(start=F("start") + 1, end=F("end") + 1)


class Migration(migrations.Migration):
    dependencies = [("archive", "0003_index_figures_for_the_explorer")]

    operations = [migrations.RunPython(without_break, with_break)]
