from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moments", "0002_shown_after_all"),
    ]

    operations = [
        migrations.AlterField(
            model_name="wrongperson",
            name="opened_at",
            field=models.DateTimeField(null=True),
        ),
    ]
