# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""All tables of the archive, each with its constraints from the start: SQLite makes a table anew for each one added later."""

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import verkstad.archive.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=verkstad.archive.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("live", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "slug",
                    models.CharField(
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$", "Use a–z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                (
                    "image_file",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        null=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "A SHA-256 sum is 64 hexadecimal digits."
                            )
                        ],
                        verbose_name="picture",
                    ),
                ),
                (
                    "image_file_name",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="name of the file"),
                ),
                (
                    "image_media_type",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="media type"),
                ),
                ("image_width", models.PositiveIntegerField(blank=True, null=True, verbose_name="width")),
                ("image_height", models.PositiveIntegerField(blank=True, null=True, verbose_name="height")),
                (
                    "image_alternative_sv",
                    models.TextField(blank=True, null=True, verbose_name="what the picture shows"),
                ),
                (
                    "image_alternative_en",
                    models.TextField(blank=True, null=True, verbose_name="what the picture shows"),
                ),
                (
                    "image_alternative_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "image_alternative_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("image_creator", models.CharField(blank=True, max_length=300, null=True, verbose_name="creator")),
                ("image_source", models.CharField(blank=True, max_length=300, null=True, verbose_name="source")),
                (
                    "image_source_url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="address of the source",
                    ),
                ),
                ("image_licence", models.CharField(blank=True, max_length=64, null=True, verbose_name="licence")),
                ("name_sv", models.TextField(blank=True, null=True, verbose_name="name")),
                ("name_en", models.TextField(blank=True, null=True, verbose_name="name")),
                (
                    "name_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "name_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("short_name", models.CharField(blank=True, max_length=300, null=True, verbose_name="short name")),
                ("description_sv", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "description_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "description_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("audience_sv", models.TextField(blank=True, null=True, verbose_name="audience")),
                ("audience_en", models.TextField(blank=True, null=True, verbose_name="audience")),
                (
                    "audience_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "audience_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("responsible_sv", models.TextField(blank=True, null=True, verbose_name="who answers for it")),
                ("responsible_en", models.TextField(blank=True, null=True, verbose_name="who answers for it")),
                (
                    "responsible_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "responsible_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="web page",
                    ),
                ),
                (
                    "forum_url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="forum",
                    ),
                ),
                (
                    "contact_email",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="contact by mail"),
                ),
                ("language", models.CharField(default="sv", max_length=35, verbose_name="language")),
                ("time_zone", models.CharField(default="Europe/Stockholm", max_length=64, verbose_name="time zone")),
                (
                    "default_licence",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        null=True,
                        verbose_name="licence of material, unless it says otherwise",
                    ),
                ),
                (
                    "text_licence",
                    models.CharField(blank=True, max_length=64, null=True, verbose_name="licence of the texts"),
                ),
                ("records_by_default", models.BooleanField(default=False, verbose_name="all workshops are recorded")),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "indexes": [
                    models.Index(condition=models.Q(("live", False)), fields=["id"], name="archive_series_hidden")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_original", "sv"), ("name_sv__isnull", False)),
                            models.Q(("name_en__isnull", False), ("name_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_series_name_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("description_original", "sv"), ("description_sv__isnull", False)),
                            models.Q(("description_en__isnull", False), ("description_original", "en")),
                            models.Q(("description_en__isnull", True), ("description_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_series_description_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("audience_original", "sv"), ("audience_sv__isnull", False)),
                            models.Q(("audience_en__isnull", False), ("audience_original", "en")),
                            models.Q(("audience_en__isnull", True), ("audience_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_series_audience_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("responsible_original", "sv"), ("responsible_sv__isnull", False)),
                            models.Q(("responsible_en__isnull", False), ("responsible_original", "en")),
                            models.Q(("responsible_en__isnull", True), ("responsible_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_series_responsible_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("image_alternative_original", "sv"), ("image_alternative_sv__isnull", False)),
                            models.Q(("image_alternative_en__isnull", False), ("image_alternative_original", "en")),
                            models.Q(("image_alternative_en__isnull", True), ("image_alternative_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_series_image_alternative_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("image_height__isnull", True), ("image_width__isnull", True)),
                            models.Q(
                                ("image_height__gt", 0),
                                ("image_height__isnull", False),
                                ("image_width__gt", 0),
                                ("image_width__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="archive_series_image_size",
                        violation_error_message="A picture has both a width and a height, or neither is known.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=verkstad.archive.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("live", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "slug",
                    models.CharField(
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$", "Use a–z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                (
                    "image_file",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        null=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "A SHA-256 sum is 64 hexadecimal digits."
                            )
                        ],
                        verbose_name="picture",
                    ),
                ),
                (
                    "image_file_name",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="name of the file"),
                ),
                (
                    "image_media_type",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="media type"),
                ),
                ("image_width", models.PositiveIntegerField(blank=True, null=True, verbose_name="width")),
                ("image_height", models.PositiveIntegerField(blank=True, null=True, verbose_name="height")),
                (
                    "image_alternative_sv",
                    models.TextField(blank=True, null=True, verbose_name="what the picture shows"),
                ),
                (
                    "image_alternative_en",
                    models.TextField(blank=True, null=True, verbose_name="what the picture shows"),
                ),
                (
                    "image_alternative_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "image_alternative_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("image_creator", models.CharField(blank=True, max_length=300, null=True, verbose_name="creator")),
                ("image_source", models.CharField(blank=True, max_length=300, null=True, verbose_name="source")),
                (
                    "image_source_url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="address of the source",
                    ),
                ),
                ("image_licence", models.CharField(blank=True, max_length=64, null=True, verbose_name="licence")),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="archive.series",
                        verbose_name="series",
                    ),
                ),
                ("title_sv", models.TextField(blank=True, null=True, verbose_name="title")),
                ("title_en", models.TextField(blank=True, null=True, verbose_name="title")),
                (
                    "title_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "title_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                (
                    "former_titles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_lines],
                        verbose_name="former titles",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("workshop", "Workshop"),
                            ("webinar", "Webinar"),
                            ("seminar", "Seminar"),
                            ("hearing", "Hearing"),
                            ("working_meeting", "Working meeting"),
                            ("community_day", "Community day"),
                            ("hackathon", "Hackathon"),
                            ("conference", "Conference"),
                            ("meetup", "Meetup"),
                            ("course", "Course"),
                        ],
                        default="workshop",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("scheduled", "As planned"), ("cancelled", "Cancelled"), ("postponed", "Postponed")],
                        default="scheduled",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("status_note_sv", models.TextField(blank=True, null=True, verbose_name="why, or when instead")),
                ("status_note_en", models.TextField(blank=True, null=True, verbose_name="why, or when instead")),
                (
                    "status_note_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "status_note_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("start_date", models.DateField(db_index=True, verbose_name="first day")),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "Day"), ("month", "Month")],
                        default="day",
                        max_length=8,
                        verbose_name="date is known to the",
                    ),
                ),
                ("start_time", models.TimeField(blank=True, null=True, verbose_name="start")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("end_time", models.TimeField(blank=True, null=True, verbose_name="end")),
                ("time_zone", models.CharField(default="Europe/Stockholm", max_length=64, verbose_name="time zone")),
                ("starts_at", models.DateTimeField(editable=False, serialize=False)),
                ("ends_at", models.DateTimeField(db_index=True, editable=False, serialize=False)),
                (
                    "previous_start_date",
                    models.DateField(blank=True, null=True, verbose_name="first day before it was moved"),
                ),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("language", models.CharField(default="sv", max_length=35, verbose_name="language")),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("online", "Online"), ("on_site", "On site"), ("both", "On site and online")],
                        max_length=10,
                        null=True,
                        verbose_name="where",
                    ),
                ),
                ("venue", models.CharField(blank=True, max_length=300, null=True, verbose_name="venue")),
                (
                    "meeting_address_url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="address of the meeting",
                    ),
                ),
                (
                    "meeting_address_service",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="service"),
                ),
                (
                    "meeting_address_public",
                    models.BooleanField(default=False, verbose_name="the address of the meeting is public"),
                ),
                ("seats_limited", models.BooleanField(default=False, verbose_name="seats are limited")),
                ("audience_sv", models.TextField(blank=True, null=True, verbose_name="audience")),
                ("audience_en", models.TextField(blank=True, null=True, verbose_name="audience")),
                (
                    "audience_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "audience_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("summary_sv", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, null=True, verbose_name="summary")),
                (
                    "summary_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "summary_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                (
                    "summary_state",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("rewritten", "Rewritten, not yet approved"),
                            ("machine", "Written by a machine, not yet approved"),
                        ],
                        default="approved",
                        max_length=10,
                        verbose_name="state of the summary",
                    ),
                ),
                (
                    "attendance_number",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="number of participants",
                    ),
                ),
                (
                    "attendance_source",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="who counted"),
                ),
                ("attendance_public", models.BooleanField(default=False, verbose_name="the number is public")),
            ],
            options={
                "verbose_name": "workshop",
                "verbose_name_plural": "workshops",
                "indexes": [
                    models.Index(condition=models.Q(("live", False)), fields=["id"], name="archive_event_hidden"),
                    models.Index(
                        condition=models.Q(("live", True)), fields=["start_date"], name="archive_event_published"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_original", "sv"), ("title_sv__isnull", False)),
                            models.Q(("title_en__isnull", False), ("title_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_event_title_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status_note_original", "sv"), ("status_note_sv__isnull", False)),
                            models.Q(("status_note_en__isnull", False), ("status_note_original", "en")),
                            models.Q(("status_note_en__isnull", True), ("status_note_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_event_status_note_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("audience_original", "sv"), ("audience_sv__isnull", False)),
                            models.Q(("audience_en__isnull", False), ("audience_original", "en")),
                            models.Q(("audience_en__isnull", True), ("audience_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_event_audience_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("summary_original", "sv"), ("summary_sv__isnull", False)),
                            models.Q(("summary_en__isnull", False), ("summary_original", "en")),
                            models.Q(("summary_en__isnull", True), ("summary_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_event_summary_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "community_day",
                                    "conference",
                                    "course",
                                    "hackathon",
                                    "hearing",
                                    "meetup",
                                    "seminar",
                                    "webinar",
                                    "working_meeting",
                                    "workshop",
                                ],
                            )
                        ),
                        name="archive_event_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["cancelled", "postponed", "scheduled"])),
                        name="archive_event_status_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("precision__in", ["day", "month"])),
                        name="archive_event_precision_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mode__in", ["both", "on_site", "online"]), ("mode__isnull", True), _connector="OR"
                        ),
                        name="archive_event_mode_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("summary_state__in", ["approved", "machine", "rewritten"])),
                        name="archive_event_summary_state_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("precision", "month"), _negated=True),
                            models.Q(
                                ("end_date__isnull", True),
                                ("end_time__isnull", True),
                                ("start_date__day", 1),
                                ("start_time__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="archive_event_month_has_no_day",
                        violation_error_message="Of a workshop known only to the month, leave out the times and the last day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end_time__isnull", True), ("start_time__isnull", False), _connector="OR"),
                        name="archive_event_end_time_needs_start",
                        violation_error_message="The end has a time but the start has none. Add the start, or leave out the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_date__isnull", True), ("end_date__gte", models.F("start_date")), _connector="OR"
                        ),
                        name="archive_event_last_day_not_first",
                        violation_error_message="The last day is before the first. Change one of them.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_time__isnull", True),
                            ("start_time__isnull", True),
                            models.Q(("end_date__gt", models.F("start_date")), ("end_date__isnull", False)),
                            models.Q(
                                ("end_time__gt", models.F("start_time")),
                                ("end_time__isnull", False),
                                ("start_time__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="archive_event_end_after_start",
                        violation_error_message="The end is not after the start. Change one of them.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sequence__gte", 0)), name="archive_event_sequence_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("meeting_address_url__isnull", False),
                            models.Q(("meeting_address_public", False), ("meeting_address_service__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_event_meeting_address_whole",
                        violation_error_message="The meeting has a service but no address. Add the address, or leave out both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attendance_number__isnull", False), ("attendance_number__lte", 1000000)),
                            models.Q(
                                ("attendance_number__isnull", True),
                                ("attendance_public", False),
                                ("attendance_source__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="archive_event_attendance_whole",
                        violation_error_message="Somebody counted the participants but there is no number. Add it, or leave out both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("image_alternative_original", "sv"), ("image_alternative_sv__isnull", False)),
                            models.Q(("image_alternative_en__isnull", False), ("image_alternative_original", "en")),
                            models.Q(("image_alternative_en__isnull", True), ("image_alternative_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_event_image_alternative_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("image_height__isnull", True), ("image_width__isnull", True)),
                            models.Q(
                                ("image_height__gt", 0),
                                ("image_height__isnull", False),
                                ("image_width__gt", 0),
                                ("image_width__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="archive_event_image_size",
                        violation_error_message="A picture has both a width and a height, or neither is known.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agenda", to="archive.event"
                    ),
                ),
                ("session_uid", models.UUIDField(blank=True, null=True, verbose_name="session")),
                ("title_sv", models.TextField(blank=True, null=True, verbose_name="title")),
                ("title_en", models.TextField(blank=True, null=True, verbose_name="title")),
                (
                    "title_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "title_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("introduction", "Introduction"),
                            ("talk", "Talk"),
                            ("panel", "Panel"),
                            ("group_discussion", "Group discussion"),
                            ("discussion", "Discussion"),
                            ("demonstration", "Demonstration"),
                            ("report", "Report"),
                            ("break", "Break"),
                            ("closing", "Closing"),
                            ("other", "Other"),
                        ],
                        default="talk",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("start_time", models.TimeField(blank=True, null=True, verbose_name="start")),
                ("end_time", models.TimeField(blank=True, null=True, verbose_name="end")),
                ("description_sv", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "description_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "description_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda item",
                "verbose_name_plural": "agenda items",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_original", "sv"), ("title_sv__isnull", False)),
                            models.Q(("title_en__isnull", False), ("title_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_agendaitem_title_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("description_original", "sv"), ("description_sv__isnull", False)),
                            models.Q(("description_en__isnull", False), ("description_original", "en")),
                            models.Q(("description_en__isnull", True), ("description_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_agendaitem_description_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "break",
                                    "closing",
                                    "demonstration",
                                    "discussion",
                                    "group_discussion",
                                    "introduction",
                                    "other",
                                    "panel",
                                    "report",
                                    "talk",
                                ],
                            )
                        ),
                        name="archive_agendaitem_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=verkstad.archive.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("live", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "slug",
                    models.CharField(
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$", "Use a–z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_lines],
                        verbose_name="other names",
                    ),
                ),
                (
                    "identities",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_entries(("scheme", "value"), ())],
                        verbose_name="known elsewhere as",
                    ),
                ),
                (
                    "open_to_search",
                    models.BooleanField(
                        default=False,
                        help_text="Until you tick this, the page is left out of sitemaps and search engines.",
                        verbose_name="search engines may show the page",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "indexes": [
                    models.Index(condition=models.Q(("live", False)), fields=["id"], name="archive_person_hidden")
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=verkstad.archive.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("live", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "slug",
                    models.CharField(
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$", "Use a–z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("name_sv", models.TextField(blank=True, null=True, verbose_name="name")),
                ("name_en", models.TextField(blank=True, null=True, verbose_name="name")),
                (
                    "name_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "name_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("short_name", models.CharField(blank=True, max_length=300, null=True, verbose_name="short name")),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_lines],
                        verbose_name="other names",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("authority", "Public authority"),
                            ("municipality", "Municipality"),
                            ("region", "Region"),
                            ("government", "Government"),
                            ("university", "University"),
                            ("company", "Company"),
                            ("association", "Association"),
                            ("foundation", "Foundation"),
                            ("network", "Network"),
                            ("parliament_party", "Party in parliament"),
                            ("eu_body", "Body of the European Union"),
                            ("foreign_body", "Body in another country"),
                            ("project", "Project"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "organisation_number",
                    models.CharField(blank=True, max_length=20, null=True, verbose_name="organisation number"),
                ),
                ("wikidata", models.CharField(blank=True, max_length=16, null=True, verbose_name="Wikidata")),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="web page",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="archive.organisation",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "indexes": [
                    models.Index(condition=models.Q(("live", False)), fields=["id"], name="archive_organisation_hidden")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_original", "sv"), ("name_sv__isnull", False)),
                            models.Q(("name_en__isnull", False), ("name_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_organisation_name_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "association",
                                    "authority",
                                    "company",
                                    "eu_body",
                                    "foreign_body",
                                    "foundation",
                                    "government",
                                    "municipality",
                                    "network",
                                    "other",
                                    "parliament_party",
                                    "project",
                                    "region",
                                    "university",
                                ],
                            )
                        ),
                        name="archive_organisation_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part_of__isnull", True),
                            models.Q(("part_of", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="archive_organisation_part_of_another",
                        violation_error_message="An organisation cannot be part of itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appearances", to="archive.event"
                    ),
                ),
                ("agenda_item_uid", models.UUIDField(blank=True, null=True, verbose_name="agenda item")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="archive.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "billed_as",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="name as announced"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="archive.organisation",
                        verbose_name="organisation at the time",
                    ),
                ),
                (
                    "organisation_billed_as",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="organisation as announced"),
                ),
                (
                    "second_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_appearances",
                        to="archive.organisation",
                        verbose_name="second organisation",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("speaker", "Speaker"),
                            ("moderator", "Moderator"),
                            ("panellist", "On the panel"),
                            ("host", "Host"),
                            ("facilitator", "Facilitator"),
                            ("contact", "Contact"),
                        ],
                        default="speaker",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300, null=True, verbose_name="title at the time")),
                ("to_be_confirmed", models.BooleanField(default=False, verbose_name="to be confirmed")),
            ],
            options={
                "verbose_name": "appearance",
                "verbose_name_plural": "appearances",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["contact", "facilitator", "host", "moderator", "panellist", "speaker"])
                        ),
                        name="archive_appearance_role_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            ("organisation__isnull", False),
                            ("to_be_confirmed", True),
                            _connector="OR",
                        ),
                        name="archive_appearance_names_somebody",
                        violation_error_message="Choose a person or an organisation, or tick that it is to be confirmed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=verkstad.archive.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("live", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "slug",
                    models.CharField(
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$", "Use a–z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("name_sv", models.TextField(blank=True, null=True, verbose_name="name")),
                ("name_en", models.TextField(blank=True, null=True, verbose_name="name")),
                (
                    "name_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "name_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("subject", "Subject"),
                            ("software", "Software"),
                            ("service", "Service"),
                            ("standard", "Standard"),
                            ("law", "Law"),
                            ("data_set", "Data set"),
                            ("programme", "Programme"),
                        ],
                        default="subject",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_lines],
                        verbose_name="other names",
                    ),
                ),
                ("description_sv", models.TextField(blank=True, null=True, verbose_name="description")),
                ("description_en", models.TextField(blank=True, null=True, verbose_name="description")),
                (
                    "description_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "description_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                (
                    "identities",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_entries(("scheme", "value"), ())],
                        verbose_name="known elsewhere as",
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="web page",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "indexes": [
                    models.Index(condition=models.Q(("live", False)), fields=["id"], name="archive_topic_hidden")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_original", "sv"), ("name_sv__isnull", False)),
                            models.Q(("name_en__isnull", False), ("name_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_topic_name_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("description_original", "sv"), ("description_sv__isnull", False)),
                            models.Q(("description_en__isnull", False), ("description_original", "en")),
                            models.Q(("description_en__isnull", True), ("description_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_topic_description_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["data_set", "law", "programme", "service", "software", "standard", "subject"])
                        ),
                        name="archive_topic_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BroaderTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "narrower",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="broader", to="archive.topic"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="narrower_links",
                        to="archive.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "broader topic",
                "verbose_name_plural": "broader topics",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("narrower", "topic"), name="archive_broader_topic_once"),
                    models.CheckConstraint(
                        condition=models.Q(("narrower", models.F("topic")), _negated=True),
                        name="archive_broader_topic_another",
                        violation_error_message="A topic cannot be broader than itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangedThing",
            fields=[
                ("serial", models.BigAutoField(primary_key=True, serialize=False)),
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
                ("thing_id", models.UUIDField(unique=True)),
            ],
            options={
                "verbose_name": "changed thing",
                "verbose_name_plural": "changed things",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_changedthing_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
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
                ("sort_order", models.PositiveIntegerField(default=0)),
                ("field", models.CharField(max_length=300, verbose_name="field")),
                ("value", models.CharField(blank=True, max_length=300, null=True, verbose_name="value")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "line",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="line",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, null=True, verbose_name="words of the source")),
                (
                    "sureness",
                    models.CharField(
                        choices=[
                            ("stated", "Stated in so many words"),
                            ("derived", "Follows by a rule"),
                            ("uncertain", "Uncertain"),
                        ],
                        default="stated",
                        max_length=10,
                        verbose_name="sureness",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("chosen", "Chosen"), ("rejected", "Rejected"), ("open", "Open")],
                        default="chosen",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, null=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["sort_order", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["thing_id", "sort_order"], name="archive_claim_of_thing")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_claim_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sureness__in", ["derived", "stated", "uncertain"])),
                        name="archive_claim_sureness_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["chosen", "open", "rejected"])),
                        name="archive_claim_state_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("line__isnull", True), ("line__gte", 1), _connector="OR"),
                        name="archive_claim_line",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="archive.event"
                    ),
                ),
                ("field", models.CharField(max_length=300, verbose_name="field")),
                ("note_sv", models.TextField(blank=True, null=True, verbose_name="what was corrected")),
                ("note_en", models.TextField(blank=True, null=True, verbose_name="what was corrected")),
                (
                    "note_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "note_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("stated", models.CharField(max_length=300, verbose_name="what the source states")),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note_original", "sv"), ("note_sv__isnull", False)),
                            models.Q(("note_en__isnull", False), ("note_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_correction_note_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditorNote",
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
                ("sort_order", models.PositiveIntegerField(default=0)),
                ("field", models.CharField(blank=True, max_length=300, null=True, verbose_name="field")),
                ("note", models.TextField(verbose_name="note")),
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
                ("written_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["sort_order", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["thing_id", "sort_order"], name="archive_note_of_thing")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_editornote_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
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
                ("slug", models.CharField(max_length=120)),
                ("thing_id", models.UUIDField()),
                ("sort_order", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
                "ordering": ["sort_order", "id"],
                "indexes": [models.Index(fields=["thing_id", "sort_order"], name="archive_formerslug_of_thing")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_formerslug_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.UniqueConstraint(fields=("thing_kind", "slug"), name="archive_formerslug_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="archive.event"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("forum", "Forum thread"),
                            ("pre_reading", "Pre-reading"),
                            ("partner_page", "Page at an organisation"),
                            ("sign_up", "Sign-up"),
                            ("notes", "Notes"),
                            ("tool", "Tool"),
                            ("reference", "Reference"),
                            ("other", "Other"),
                        ],
                        default="reference",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title_sv", models.TextField(blank=True, null=True, verbose_name="title")),
                ("title_en", models.TextField(blank=True, null=True, verbose_name="title")),
                (
                    "title_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "title_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="address",
                    ),
                ),
                ("pages", models.CharField(blank=True, max_length=300, null=True, verbose_name="pages")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="archive.organisation",
                        verbose_name="whose page it is",
                    ),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_original", "sv"), ("title_sv__isnull", False)),
                            models.Q(("title_en__isnull", False), ("title_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_link_title_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "forum",
                                    "notes",
                                    "other",
                                    "partner_page",
                                    "pre_reading",
                                    "reference",
                                    "sign_up",
                                    "tool",
                                ],
                            )
                        ),
                        name="archive_link_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=verkstad.archive.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("live", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="archive.event",
                        verbose_name="workshop",
                    ),
                ),
                ("sort_order", models.PositiveIntegerField(default=0, editable=False)),
                ("title_sv", models.TextField(blank=True, null=True, verbose_name="title")),
                ("title_en", models.TextField(blank=True, null=True, verbose_name="title")),
                (
                    "title_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "title_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("slides", "Slides"),
                            ("document", "Document"),
                            ("notes", "Notes"),
                            ("summary", "Summary"),
                            ("report", "Report"),
                            ("code", "Code"),
                            ("data", "Data"),
                            ("page", "Page"),
                            ("other", "Other"),
                        ],
                        default="slides",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("agenda_item_uid", models.UUIDField(blank=True, null=True, verbose_name="agenda item")),
                ("file_name", models.CharField(blank=True, max_length=300, null=True, verbose_name="name of the file")),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        null=True,
                        validators=[verkstad.archive.fields.check_web_address],
                        verbose_name="address",
                    ),
                ),
                (
                    "file",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        null=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "A SHA-256 sum is 64 hexadecimal digits."
                            )
                        ],
                        verbose_name="file",
                    ),
                ),
                ("media_type", models.CharField(blank=True, max_length=300, null=True, verbose_name="media type")),
                ("size_bytes", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="size in bytes")),
                ("page_count", models.PositiveIntegerField(blank=True, null=True, verbose_name="number of pages")),
                ("language", models.CharField(blank=True, max_length=35, null=True, verbose_name="language")),
                ("licence", models.CharField(blank=True, max_length=64, null=True, verbose_name="licence")),
                (
                    "creators",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_lines],
                        verbose_name="creators",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="materials",
                        to="archive.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "material",
                "verbose_name_plural": "materials",
                "indexes": [models.Index(fields=["event", "sort_order"], name="archive_material_of_event")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_original", "sv"), ("title_sv__isnull", False)),
                            models.Q(("title_en__isnull", False), ("title_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_material_title_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["code", "data", "document", "notes", "other", "page", "report", "slides", "summary"],
                            )
                        ),
                        name="archive_material_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("page_count__isnull", True), ("page_count__gte", 1), _connector="OR"),
                        name="archive_material_page_count",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organiser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="organisers", to="archive.event"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organised",
                        to="archive.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("organiser", "Organiser"),
                            ("co_organiser", "Co-organiser"),
                            ("host", "Host"),
                            ("partner", "In cooperation with"),
                            ("initiator", "Initiator"),
                            ("publisher", "Publisher"),
                        ],
                        default="organiser",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "organiser",
                "verbose_name_plural": "organisers",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["co_organiser", "host", "initiator", "organiser", "partner", "publisher"])
                        ),
                        name="archive_organiser_role_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.UniqueConstraint(fields=("event", "organisation", "role"), name="archive_organiser_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=verkstad.archive.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("live", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recordings",
                        to="archive.event",
                        verbose_name="workshop",
                    ),
                ),
                ("sort_order", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "Not recorded"),
                            ("planned", "Will be recorded"),
                            ("processing", "Recorded, being prepared"),
                            ("published", "Published"),
                            ("withdrawn", "Taken down"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("title_sv", models.TextField(blank=True, null=True, verbose_name="title")),
                ("title_en", models.TextField(blank=True, null=True, verbose_name="title")),
                (
                    "title_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "title_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("reason_sv", models.TextField(blank=True, null=True, verbose_name="why there is none")),
                ("reason_en", models.TextField(blank=True, null=True, verbose_name="why there is none")),
                (
                    "reason_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "reason_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
                ("expected_date", models.DateField(blank=True, null=True, verbose_name="expected by")),
                ("published_date", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("language", models.CharField(blank=True, max_length=35, null=True, verbose_name="language")),
                (
                    "length_seconds",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(604800),
                        ],
                        verbose_name="length in seconds",
                    ),
                ),
                (
                    "places",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_entries(("service",), ("url",))],
                        verbose_name="where it lies",
                    ),
                ),
                (
                    "file",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        null=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "A SHA-256 sum is 64 hexadecimal digits."
                            )
                        ],
                        verbose_name="file",
                    ),
                ),
                (
                    "captions",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_entries(("language", "state"), ())],
                        verbose_name="captions",
                    ),
                ),
                (
                    "chapters",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[
                            verkstad.archive.fields.check_entries(("start_seconds", "title"), ("agenda_item",))
                        ],
                        verbose_name="chapters",
                    ),
                ),
                ("licence", models.CharField(blank=True, max_length=64, null=True, verbose_name="licence")),
            ],
            options={
                "verbose_name": "recording",
                "verbose_name_plural": "recordings",
                "indexes": [models.Index(fields=["event", "sort_order"], name="archive_recording_of_event")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_original", "sv"), ("title_sv__isnull", False)),
                            models.Q(("title_en__isnull", False), ("title_original", "en")),
                            models.Q(("title_en__isnull", True), ("title_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_recording_title_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason_original", "sv"), ("reason_sv__isnull", False)),
                            models.Q(("reason_en__isnull", False), ("reason_original", "en")),
                            models.Q(("reason_en__isnull", True), ("reason_sv__isnull", True)),
                            _connector="OR",
                        ),
                        name="archive_recording_reason_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["none", "planned", "processing", "published", "unknown", "withdrawn"])
                        ),
                        name="archive_recording_state_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("length_seconds__isnull", True),
                            models.Q(("length_seconds__gte", 0), ("length_seconds__lte", 604800)),
                            _connector="OR",
                        ),
                        name="archive_recording_length",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "subject",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="relations", to="archive.event"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("related", "Related"),
                            ("continues", "Continues"),
                            ("part_of", "Part of"),
                            ("replaces", "Replaces"),
                            ("same_as", "Same as"),
                        ],
                        default="related",
                        max_length=20,
                        verbose_name="how",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="related_from",
                        to="archive.event",
                        verbose_name="workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "related workshop",
                "verbose_name_plural": "related workshops",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["continues", "part_of", "related", "replaces", "same_as"])),
                        name="archive_relation_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.UniqueConstraint(fields=("subject", "event", "kind"), name="archive_relation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("subject", models.F("event")), _negated=True),
                        name="archive_relation_to_another",
                        violation_error_message="A workshop cannot be related to itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesOrganiser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "series",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="organisers", to="archive.series"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series_organised",
                        to="archive.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "organiser of a series",
                "verbose_name_plural": "organisers of a series",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("series", "organisation"), name="archive_series_organiser_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="archive.event"
                    ),
                ),
                ("title_sv", models.TextField(blank=True, null=True, verbose_name="title")),
                ("title_en", models.TextField(blank=True, null=True, verbose_name="title")),
                (
                    "title_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "title_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_original", "sv"), ("title_sv__isnull", False)),
                            models.Q(("title_en__isnull", False), ("title_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_session_title_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
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
                ("slug", models.CharField(max_length=120, verbose_name="address")),
                (
                    "former_slugs",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_lines],
                        verbose_name="former addresses",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("withdrawn", "Withdrawn"),
                            ("author_request", "At the author's request"),
                            ("rights", "Somebody else holds the rights"),
                            ("personal_data", "Personal data"),
                            ("merged", "Merged with another"),
                            ("mistake", "Published by mistake"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("merged_into", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "tombstone",
                "verbose_name_plural": "tombstones",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "thing_kind__in",
                                ["event", "material", "organisation", "person", "recording", "series", "topic"],
                            )
                        ),
                        name="archive_tombstone_thing_kind_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                ["author_request", "merged", "mistake", "personal_data", "rights", "withdrawn"],
                            )
                        ),
                        name="archive_tombstone_reason_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="archive_tombstone_merged_into_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="topics", to="archive.event"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_links",
                        to="archive.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[("about", "About"), ("mentions", "Mentions")],
                        default="about",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic of the workshop",
                "verbose_name_plural": "topics of the workshop",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("relation__in", ["about", "mentions"])),
                        name="archive_topiclink_relation_known",
                        violation_error_message="This value is not one of those to choose from.",
                    ),
                    models.UniqueConstraint(fields=("event", "topic"), name="archive_topiclink_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Uncertainty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=verkstad.archive.fields.new_id, unique=True)),
                ("sort_order", models.IntegerField(default=0, editable=False)),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uncertainties", to="archive.event"
                    ),
                ),
                ("field", models.CharField(max_length=300, verbose_name="field")),
                (
                    "values",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[verkstad.archive.fields.check_lines],
                        verbose_name="values",
                    ),
                ),
                ("note_sv", models.TextField(blank=True, null=True, verbose_name="what is not known")),
                ("note_en", models.TextField(blank=True, null=True, verbose_name="what is not known")),
                (
                    "note_original",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        default="sv",
                        max_length=2,
                        verbose_name="original language",
                    ),
                ),
                (
                    "note_translated_from",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, verbose_name="translated from"
                    ),
                ),
            ],
            options={
                "verbose_name": "uncertainty",
                "verbose_name_plural": "uncertainties",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note_original", "sv"), ("note_sv__isnull", False)),
                            models.Q(("note_en__isnull", False), ("note_original", "en")),
                            _connector="OR",
                        ),
                        name="archive_uncertainty_note_stands",
                        violation_error_message="A text needs words in the language that it says it was written in.",
                    )
                ],
            },
        ),
    ]
