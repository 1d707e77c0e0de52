from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0013_move_aliases")]

    operations = [migrations.DeleteModel("Alias")]
