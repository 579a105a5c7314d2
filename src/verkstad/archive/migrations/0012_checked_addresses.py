# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of addresses elsewhere that published things lead to."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0011_captions_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckedAddress",
            fields=[
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "A SHA-256 sum is 64 hexadecimal digits."
                            )
                        ],
                    ),
                ),
                ("url", models.TextField(verbose_name="address")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("answers", "Answers"),
                            ("gone", "Gone"),
                            ("refuses", "Cannot be checked"),
                            ("unreachable", "Does not answer"),
                            ("certificate", "The certificate is wrong"),
                            ("not_asked", "Not asked"),
                        ],
                        max_length=12,
                        verbose_name="what came of it",
                    ),
                ),
                ("status", models.PositiveIntegerField(blank=True, null=True, verbose_name="status")),
                ("looked_at", models.DateTimeField(verbose_name="looked at")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered last")),
                ("failing_since", models.DateTimeField(blank=True, null=True, verbose_name="failing since")),
                ("failures", models.PositiveIntegerField(default=0)),
                ("counted_at", models.DateTimeField(blank=True, null=True)),
                ("is_dead", models.BooleanField(default=False, verbose_name="dead")),
                ("look_after", models.DateTimeField()),
            ],
            options={
                "verbose_name": "address elsewhere",
                "verbose_name_plural": "addresses elsewhere",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_dead", True)), fields=["sha256"], name="archive_checkedaddress_dead"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result__in", ["answers", "certificate", "gone", "not_asked", "refuses", "unreachable"])
                        ),
                        name="archive_checkedaddress_result_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_dead", False),
                            models.Q(("failing_since__isnull", False), ("failures__gt", 0)),
                            _connector="OR",
                        ),
                        name="archive_checkedaddress_dead_fails",
                    ),
                ],
            },
        ),
    ]
