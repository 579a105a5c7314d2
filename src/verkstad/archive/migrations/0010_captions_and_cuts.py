# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions while they are written, what of a recording is cut, and whether speaker notes are shown."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import verkstad.archive.fields


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0009_work_and_readings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaptionTrack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=verkstad.archive.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("language", models.CharField(max_length=35, verbose_name="language")),
                (
                    "state",
                    models.CharField(
                        choices=[("machine", "Automatic"), ("corrected", "Corrected"), ("approved", "Approved")],
                        default="machine",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "origin",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="where they came from"),
                ),
                ("cues", models.JSONField(default=list)),
                ("recent", models.JSONField(blank=True, default=list)),
                (
                    "version",
                    models.PositiveIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)]),
                ),
                ("changed_at", models.DateTimeField()),
                ("published_version", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "captions",
                "verbose_name_plural": "captions",
                "ordering": ["recording", "language"],
            },
        ),
        migrations.AddField(
            model_name="fileversion",
            name="part",
            field=models.CharField(blank=True, max_length=40, null=True, verbose_name="part"),
        ),
        migrations.AddField(
            model_name="material",
            name="shows_notes",
            field=models.BooleanField(default=False, verbose_name="speaker notes are shown"),
        ),
        migrations.AddField(
            model_name="recording",
            name="audio_description",
            field=models.CharField(
                blank=True,
                choices=[("not_needed", "Not needed"), ("wanted", "Wanted, not made yet"), ("present", "There is one")],
                max_length=12,
                null=True,
                verbose_name="audio description",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="audio_description_note_en",
            field=models.TextField(blank=True, null=True, verbose_name="why, or where it is"),
        ),
        migrations.AddField(
            model_name="recording",
            name="audio_description_note_original",
            field=models.CharField(
                choices=[("sv", "Swedish"), ("en", "English")],
                default="sv",
                max_length=2,
                verbose_name="original language",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="audio_description_note_sv",
            field=models.TextField(blank=True, null=True, verbose_name="why, or where it is"),
        ),
        migrations.AddField(
            model_name="recording",
            name="audio_description_note_translated_from",
            field=models.CharField(
                blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="cut_in_seconds",
            field=models.FloatField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(604800),
                ],
                verbose_name="begins at",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="cut_left_out",
            field=models.JSONField(
                blank=True,
                default=list,
                validators=[verkstad.archive.fields.check_entries(("start", "end"), ())],
                verbose_name="left out",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="cut_out_seconds",
            field=models.FloatField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(604800),
                ],
                verbose_name="ends at",
            ),
        ),
        migrations.AlterField(
            model_name="recording",
            name="captions",
            field=models.JSONField(
                blank=True,
                default=list,
                validators=[verkstad.archive.fields.check_entries(("language", "state"), ("text",))],
                verbose_name="captions",
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audio_description_note_original", "sv"), ("audio_description_note_sv__isnull", False)),
                    models.Q(("audio_description_note_en__isnull", False), ("audio_description_note_original", "en")),
                    models.Q(("audio_description_note_en__isnull", True), ("audio_description_note_sv__isnull", True)),
                    _connector="OR",
                ),
                name="archive_recording_audio_description_note_stands",
                violation_error_message="A text needs words in the language that it says it was written in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audio_description__in", ["not_needed", "present", "wanted"]),
                    ("audio_description__isnull", True),
                    _connector="OR",
                ),
                name="archive_recording_audio_description_known",
                violation_error_message="This value is not one of those to choose from.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cut_in_seconds__isnull", True),
                    ("cut_out_seconds__isnull", True),
                    ("cut_out_seconds__gt", models.F("cut_in_seconds")),
                    _connector="OR",
                ),
                name="archive_recording_cut_in_order",
                violation_error_message="The recording must end after it begins. Change one of the two times.",
            ),
        ),
        migrations.AddField(
            model_name="captiontrack",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="captiontrack",
            name="recording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tracks",
                to="archive.recording",
                verbose_name="recording",
            ),
        ),
        migrations.AddConstraint(
            model_name="captiontrack",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["approved", "corrected", "machine"])),
                name="archive_captiontrack_state_known",
                violation_error_message="This value is not one of those to choose from.",
            ),
        ),
        migrations.AddConstraint(
            model_name="captiontrack",
            constraint=models.UniqueConstraint(fields=("recording", "language"), name="archive_captiontrack_once"),
        ),
    ]
