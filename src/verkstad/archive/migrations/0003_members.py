# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The roles that members of the desk were given, and which policy each of them accepted: two new tables, empty."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0002_archive_id"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("editor", "Editor"),
                            ("contributor", "Contributor"),
                            ("reviewer", "Reviewer"),
                        ],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given")),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="archive.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="archive.series",
                        verbose_name="series",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "role of a member",
                "verbose_name_plural": "roles of members",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["administrator", "contributor", "editor", "reviewer"])),
                        name="archive_grant_role_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("series__isnull", True), ("organisation__isnull", True), _connector="OR"),
                        name="archive_grant_one_scope",
                        violation_error_message="A role is for a series or for an organisation. Give two for both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", "administrator"), _negated=True),
                            models.Q(("organisation__isnull", True), ("series__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_grant_administrator_of_all",
                        violation_error_message="An administrator answers for everything. Leave the scope out.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation__isnull", True), ("series__isnull", True)),
                        fields=("user", "role"),
                        name="archive_grant_of_all_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("series__isnull", False)),
                        fields=("user", "role", "series"),
                        name="archive_grant_of_series_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation__isnull", False)),
                        fields=("user", "role", "organisation"),
                        name="archive_grant_of_organisation_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=32, verbose_name="version")),
                ("accepted_at", models.DateTimeField(verbose_name="accepted")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="policy_acceptances",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "acceptance of the policy",
                "verbose_name_plural": "acceptances of the policy",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "version"), name="archive_policyacceptance_once")
                ],
            },
        ),
    ]
