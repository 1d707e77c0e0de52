"""Outlets and keywords get aliases as organizations have: an alias is a row that names another."""

import django.db.models.deletion
from django.db import migrations, models


def alias_of(model):
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="aliases",
        to=f"archive.{model}",
        verbose_name="alias of",
    )


class Migration(migrations.Migration):
    dependencies = [("archive", "0011_copy_reports_to_figures")]

    operations = [
        migrations.AlterField(
            "alias",
            "organization",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="other_names",
                to="archive.organization",
                verbose_name="organization",
            ),
        ),
        *(migrations.AddField(model, "alias_of", alias_of(model)) for model in ("organization", "outlet", "keyword")),
    ]
