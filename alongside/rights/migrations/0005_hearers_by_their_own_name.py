from django.db import migrations

import alongside.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0004_data_requests"),
    ]

    operations = [
        # What somebody called themselves is not carried over: their own name stands there now.
        migrations.RemoveField(model_name="hearer", name="called"),
        migrations.AddField(
            model_name="hearer",
            name="does",
            field=alongside.vault.fields.SealedTextField(blank=True),
        ),
    ]
