# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0001_messages"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="mail_refused_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="refused by the mail server"),
        ),
    ]
