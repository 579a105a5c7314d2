# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work in the background, and what it read out of stored files."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0008_event_templates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FileReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(max_length=80, verbose_name="way")),
                ("facts", models.JSONField(default=dict)),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "reading of a file",
                "verbose_name_plural": "readings of files",
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("read", "Reading a file"),
                            ("cut", "Cutting a recording"),
                            ("transcribe", "Writing down what is said"),
                            ("links", "Looking at addresses elsewhere"),
                        ],
                        max_length=20,
                    ),
                ),
                ("about", models.CharField(max_length=100, verbose_name="about")),
                ("options", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("done", models.FloatField(default=0)),
                ("total", models.FloatField(blank=True, null=True)),
                ("failure", models.JSONField(blank=True, null=True)),
                ("asked_at", models.DateTimeField()),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("worker", models.CharField(blank=True, max_length=100, null=True, verbose_name="worker")),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "work in the background",
                "verbose_name_plural": "work in the background",
            },
        ),
        migrations.AddField(
            model_name="filereading",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="archive.storedfile",
                verbose_name="file",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="filereading",
            constraint=models.UniqueConstraint(fields=("file", "way"), name="archive_filereading_once"),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "running"])), fields=["asked_at"], name="archive_job_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["cut", "links", "read", "transcribe"])),
                name="archive_job_kind_known",
                violation_error_message="This value is not one of those to choose from.",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["done", "failed", "running", "waiting"])),
                name="archive_job_state_known",
                violation_error_message="This value is not one of those to choose from.",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(fields=("kind", "about"), name="archive_job_once"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "running"), _negated=True),
                    models.Q(("lease_until__isnull", False), ("worker__isnull", False)),
                    _connector="OR",
                ),
                name="archive_job_running_has_lease",
            ),
        ),
    ]
