# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of uploaded files: the files, their versions, and uploads on their way. Recordings tell of their file as materials do."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import verkstad.archive.fields


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0006_review_and_progress"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="material",
            name="earlier_files",
            field=models.JSONField(
                blank=True,
                default=list,
                validators=[verkstad.archive.fields.check_entries(("file", "file_name"), ("media_type", "size_bytes"))],
                verbose_name="earlier files",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="file_name",
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name="name of the file"),
        ),
        migrations.AddField(
            model_name="recording",
            name="media_type",
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name="media type"),
        ),
        migrations.AddField(
            model_name="recording",
            name="size_bytes",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="size in bytes"),
        ),
        migrations.CreateModel(
            name="StoredFile",
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
                ("size_bytes", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("media_type", models.CharField(max_length=100, verbose_name="media type")),
                ("original_name", models.CharField(max_length=300, verbose_name="name of the file")),
                ("uploaded_at", models.DateTimeField()),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="width")),
                ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="height")),
                (
                    "uploaded_by",
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
                "verbose_name": "stored file",
                "verbose_name_plural": "stored files",
            },
        ),
        migrations.CreateModel(
            name="FileVersion",
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
                ("file_name", models.CharField(max_length=300, verbose_name="name of the file")),
                ("put_at", models.DateTimeField()),
                (
                    "put_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="archive.storedfile",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a file",
                "verbose_name_plural": "versions of files",
                "ordering": ["put_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("material", "New material"),
                            ("version", "New version of a material"),
                            ("recording", "Recording"),
                            ("event_picture", "Picture of a workshop"),
                            ("series_picture", "Picture of a series"),
                        ],
                        max_length=20,
                    ),
                ),
                ("thing_id", models.UUIDField()),
                ("name", models.CharField(max_length=300, verbose_name="name of the file")),
                ("size_bytes", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("fingerprint", models.CharField(blank=True, max_length=400, null=True, verbose_name="fingerprint")),
                ("started_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("became", models.UUIDField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "upload",
                "verbose_name_plural": "uploads",
            },
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("height__isnull", True), ("width__isnull", True)),
                    models.Q(("height__gt", 0), ("height__isnull", False), ("width__gt", 0), ("width__isnull", False)),
                    _connector="OR",
                ),
                name="archive_storedfile_pixels",
            ),
        ),
        migrations.AddIndex(
            model_name="fileversion",
            index=models.Index(fields=["thing_id", "put_at"], name="archive_fileversion_of_thing"),
        ),
        migrations.AddConstraint(
            model_name="fileversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("thing_kind__in", ["event", "material", "organisation", "person", "recording", "series", "topic"])
                ),
                name="archive_fileversion_thing_kind_known",
                violation_error_message="This value is not one of those to choose from.",
            ),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["owner", "thing_id"], name="archive_upload_of_owner"),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["touched_at"], name="archive_upload_touched"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose__in", ["event_picture", "material", "recording", "series_picture", "version"])
                ),
                name="archive_upload_purpose_known",
                violation_error_message="This value is not one of those to choose from.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(condition=models.Q(("size_bytes__gt", 0)), name="archive_upload_size"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("touched_at__gte", models.F("started_at"))), name="archive_upload_times"
            ),
        ),
    ]
