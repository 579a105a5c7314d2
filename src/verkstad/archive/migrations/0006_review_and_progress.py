# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A series may ask for review; how far publishing has come. New column with a default of the database's, and a new table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0005_merges_and_withdrawals"),
    ]

    operations = [
        migrations.AddField(
            model_name="series",
            name="review_required",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="workshops are reviewed before they are published",
            ),
        ),
        migrations.CreateModel(
            name="PublishingProgress",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("serial", models.BigIntegerField(default=0)),
                ("edition", models.PositiveIntegerField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("is_on_hold", models.BooleanField(default=False)),
                ("failure", models.JSONField(blank=True, null=True)),
                ("failed_serial", models.BigIntegerField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "progress of publishing",
                "verbose_name_plural": "progress of publishing",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="archive_publishingprogress_only_one")
                ],
            },
        ),
    ]
