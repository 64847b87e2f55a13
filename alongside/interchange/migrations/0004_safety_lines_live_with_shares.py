from django.db import migrations


class Migration(migrations.Migration):
    """The table stays as it is: its words are sealed to its name."""

    dependencies = [("interchange", "0003_safety_lines"), ("shares", "0002_never_and_safety_lines")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="SafetyLine")]
        ),
    ]
