# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""That editors were mailed about captions which are due."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0010_captions_and_cuts"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaptionsReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_date", models.DateField(verbose_name="published on")),
                (
                    "limit",
                    models.CharField(
                        choices=[("urgent", "Captions are urgent"), ("late", "Captions are late")], max_length=10
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="archive.recording"
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder of captions",
                "verbose_name_plural": "reminders of captions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("limit__in", ["late", "urgent"])),
                        name="archive_captionsreminder_limit_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.UniqueConstraint(
                        fields=("recording", "published_date", "limit"), name="archive_captionsreminder_once"
                    ),
                ],
            },
        ),
    ]
