from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("relationships", "0004_reaching")]

    operations = [
        migrations.AddField("invitation", "waits_until", models.DateTimeField(null=True)),
        migrations.AddField("invitation", "let_in_at", models.DateTimeField(null=True)),
        migrations.AddField("invitation", "stopped_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "invitation", models.Index(fields=["person", "waits_until"], name="codes_that_wait")
        ),
    ]
