from django.apps import apps as live
from django.contrib.auth.management import create_permissions
from django.db import migrations

LOOK = [f"view_{name}" for name in (
    "article", "section", "metric", "organization", "outlet", "keyword", "alias", "region", "capture", "removal",
    "importrun",
)]
EDIT = ["add_article", "change_article", "add_organization", "add_outlet", "add_keyword"]
DECIDE = ["publish_article", "change_metric", "change_removal"]


def make_groups(apps, schema_editor):
    """编辑 write and send to review; 审核 publish, withdraw and decide on figures and lines; 管理员 do everything."""
    for label in ("archive", "search"):
        _make_permissions(label)
    group, permission = apps.get_model("auth", "Group").objects, apps.get_model("auth", "Permission").objects
    ours = permission.filter(content_type__app_label__in=["archive", "search"])
    for name, allowed in (
        ("编辑", ours.filter(codename__in=LOOK + EDIT)),
        ("审核", ours.filter(codename__in=LOOK + EDIT + DECIDE)),
        ("管理员", ours),  # accounts stay with who runs the site: whoever may change them could make themselves anything
    ):
        group.get_or_create(name=name)[0].permissions.add(*allowed)


def _make_permissions(label):
    """They would be made only after all migrations."""
    create_permissions(live.get_app_config(label), verbosity=0)


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0007_publishing_and_trash'),
        ('search', '0002_synonyms_and_dictionary'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
