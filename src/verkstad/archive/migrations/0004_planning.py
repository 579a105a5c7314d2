# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The planning lists of workshops and of series, and which speakers were asked for slides: three new tables, empty."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0003_members"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanningStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="what")),
                ("who", models.CharField(blank=True, max_length=300, null=True, verbose_name="who")),
                ("days", models.IntegerField(verbose_name="days from the first day")),
                ("sort_order", models.PositiveIntegerField(default=0, editable=False)),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="planning_steps", to="archive.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the planning list",
                "verbose_name_plural": "steps of the planning list",
                "ordering": ["days", "sort_order", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", -730), ("days__lte", 730)),
                        name="archive_planningstep_days_within_reach",
                        violation_error_message="Choose a day within two years of the workshop.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="what")),
                ("who", models.CharField(blank=True, max_length=300, null=True, verbose_name="who")),
                ("days", models.IntegerField(verbose_name="days from the first day")),
                ("sort_order", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="planning_steps", to="archive.series"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a series' planning list",
                "verbose_name_plural": "steps of a series' planning list",
                "ordering": ["days", "sort_order", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", -730), ("days__lte", 730)),
                        name="archive_seriesstep_days_within_reach",
                        violation_error_message="Choose a day within two years of the workshop.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SlidesRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("appearance_uid", models.UUIDField()),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slides_requests", to="archive.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "request for slides",
                "verbose_name_plural": "requests for slides",
                "ordering": ["asked_at", "id"],
                "indexes": [models.Index(fields=["event", "appearance_uid"], name="archive_slidesrequest_of_whom")],
            },
        ),
    ]
