import alongside.kit.ids
import alongside.kit.time
import alongside.vault.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What files say about safety moves here; its table stays as it is."""

    dependencies = [
        ("shares", "0001_initial"),
        ("people", "0001_initial"),
        ("interchange", "0003_safety_lines"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SafetyLine",
                    fields=[
                        ("id", models.UUIDField(default=alongside.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ("words", alongside.vault.fields.SealedTextField()),
                        ("at", models.DateTimeField(default=alongside.kit.time.now)),
                        ("talked_at", models.DateTimeField(null=True)),
                        ("kept_from", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person")),
                        ("talked_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
                    ],
                    options={
                        "db_table": "interchange_safetyline",
                        "indexes": [models.Index(fields=["person", "at"], name="safety_of_a_person")],
                    },
                ),
            ]
        ),
    ]
