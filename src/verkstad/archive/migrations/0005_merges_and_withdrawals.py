# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept of merges, of what was taken down, and of what was destroyed under which rule: five new tables, empty."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0004_planning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DisposalRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "reference",
                    models.CharField(
                        help_text="The number of the decision, such as RA-MS 2024:12 or your own.",
                        max_length=300,
                        verbose_name="reference",
                    ),
                ),
                ("covers", models.TextField(verbose_name="what it covers")),
                ("decided_by", models.CharField(max_length=300, verbose_name="decided by")),
                ("decided_on", models.DateField(verbose_name="decided on")),
                ("valid_from", models.DateField(verbose_name="holds from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="holds until")),
            ],
            options={
                "verbose_name": "disposal rule",
                "verbose_name_plural": "disposal rules",
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reference",),
                        name="archive_disposalrule_once",
                        violation_error_message="There is a rule with that reference already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="archive_disposalrule_period",
                        violation_error_message="The rule ends before it begins to hold. Change one of the dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_from__gte", models.F("decided_on"))),
                        name="archive_disposalrule_decided_first",
                        violation_error_message="A rule cannot hold before it was decided. Change one of the dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "thing_kind",
                    models.CharField(
                        choices=[
                            ("series", "Series"),
                            ("event", "Workshop"),
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("topic", "Topic"),
                            ("material", "Material"),
                            ("recording", "Recording"),
                        ],
                        max_length=12,
                    ),
                ),
                ("thing_id", models.UUIDField()),
                ("what", models.CharField(max_length=300, verbose_name="what")),
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "A SHA-256 sum is 64 hexadecimal digits."
                            )
                        ],
                        verbose_name="SHA-256",
                    ),
                ),
                ("size_bytes", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="size in bytes")),
                ("media_type", models.CharField(blank=True, max_length=300, null=True, verbose_name="media type")),
                ("at", models.DateTimeField(verbose_name="decided")),
                ("destroyed_at", models.DateTimeField(blank=True, null=True, verbose_name="destroyed")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposals",
                        to="archive.disposalrule",
                        verbose_name="disposal rule",
                    ),
                ),
            ],
            options={
                "verbose_name": "disposal",
                "verbose_name_plural": "disposals",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["thing_id"], name="archive_disposal_thing"),
                    models.Index(fields=["sha256"], name="archive_disposal_sha256"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_disposal_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "thing_kind",
                    models.CharField(
                        choices=[
                            ("series", "Series"),
                            ("event", "Workshop"),
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("topic", "Topic"),
                            ("material", "Material"),
                            ("recording", "Recording"),
                        ],
                        max_length=12,
                    ),
                ),
                ("kept_id", models.UUIDField()),
                ("gone_id", models.UUIDField()),
                ("kept_name", models.CharField(max_length=300, verbose_name="kept")),
                ("gone_name", models.CharField(max_length=300, verbose_name="merged into it")),
                ("moved", models.JSONField(default=dict)),
                ("stored", models.TextField()),
                ("at", models.DateTimeField(verbose_name="merged")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["kept_id"], name="archive_merge_kept"),
                    models.Index(fields=["-at", "-id"], name="archive_merge_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_merge_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept_id", models.F("gone_id")), _negated=True), name="archive_merge_of_two"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("gone_id",),
                        name="archive_merge_gone_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "thing_kind",
                    models.CharField(
                        choices=[
                            ("series", "Series"),
                            ("event", "Workshop"),
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("topic", "Topic"),
                            ("material", "Material"),
                            ("recording", "Recording"),
                        ],
                        max_length=12,
                    ),
                ),
                ("one_id", models.UUIDField()),
                ("other_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pair told apart",
                "verbose_name_plural": "pairs told apart",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_toldapart_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one_id__lt", models.F("other_id"))), name="archive_toldapart_in_order"
                    ),
                    models.UniqueConstraint(fields=("one_id", "other_id"), name="archive_toldapart_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "thing_kind",
                    models.CharField(
                        choices=[
                            ("series", "Series"),
                            ("event", "Workshop"),
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("topic", "Topic"),
                            ("material", "Material"),
                            ("recording", "Recording"),
                        ],
                        max_length=12,
                    ),
                ),
                ("thing_id", models.UUIDField()),
                ("event_id", models.UUIDField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("personal_data", "Personal data"),
                            ("author_request", "At the author's request"),
                            ("rights", "Somebody else holds the rights"),
                            ("mistake", "Published by mistake"),
                            ("withdrawn", "Another reason"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="The number of the request in your own register. Leave names out: this is kept.",
                        max_length=300,
                        null=True,
                        verbose_name="your reference",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="taken down")),
                ("reinstated_at", models.DateTimeField(blank=True, null=True, verbose_name="shown again")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reinstated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "indexes": [
                    models.Index(fields=["thing_id"], name="archive_withdrawal_thing"),
                    models.Index(fields=["-at", "-id"], name="archive_withdrawal_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_withdrawal_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["author_request", "mistake", "personal_data", "rights", "withdrawn"])
                        ),
                        name="archive_withdrawal_reason_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                ],
            },
        ),
    ]
