from django.db import migrations, models


def whoever_is_in_said_yes(apps, schema_editor):
    apps.get_model("teams", "Member").objects.update(accepted_at=models.F("since"))


class Migration(migrations.Migration):
    dependencies = [("teams", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="accepted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(whoever_is_in_said_yes, migrations.RunPython.noop),
    ]
