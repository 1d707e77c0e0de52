"""Figures stored before keep from now on what their reports are."""

from django.db import migrations
from django.utils.timezone import localtime


def copy(apps, schema_editor):
    reports = apps.get_model("archive", "Article").objects.only(
        "state", "reprint_of", "organization", "published_at"
    )
    for report in reports.iterator():
        kept = {
            "organization": report.organization_id,
            "published_at": report.published_at,
            "year": localtime(report.published_at).year if report.published_at else None,
        }
        shown = report.state == "published" and report.reprint_of_id is None
        report.metrics.update(**kept)
        report.metrics.exclude(status="rejected").update(is_shown=shown)


class Migration(migrations.Migration):
    dependencies = [("archive", "0010_figures_keep_their_report")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
