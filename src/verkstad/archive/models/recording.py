# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import RecordingState
from verkstad.archive.fields import TextColumns, entries_field, line_field, one_of, text_stands
from verkstad.archive.models.base import Root
from verkstad.archive.models.event import Event
from verkstad.archive.models.image import check_sha256
from verkstad.archive.models.querysets import OfEventQuerySet

LONGEST_SECONDS = 7 * 24 * 3600


class Recording(Root):
    """A recording and what is known of it: whether there is one, when it is expected, where it lies."""

    thing_kind = "recording"

    event = models.ForeignKey(Event, related_name="recordings", on_delete=models.CASCADE, verbose_name=_("workshop"))
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=RecordingState.choices, default=RecordingState.UNKNOWN)
    title = TextColumns(_("title"))
    reason = TextColumns(_("why there is none"))
    expected_date = models.DateField(_("expected by"), null=True, blank=True)
    published_date = models.DateField(_("published on"), null=True, blank=True)
    language = line_field(_("language"), max_length=35)
    length_seconds = models.FloatField(
        _("length in seconds"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(LONGEST_SECONDS)],
    )
    places = entries_field(_("where it lies"), ("service",), ("url",))
    file = line_field(_("file"), max_length=64, validators=[check_sha256])
    file_name = line_field(_("name of the file"))
    media_type = line_field(_("media type"))
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    captions = entries_field(_("captions"), ("language", "state"))
    chapters = entries_field(_("chapters"), ("start_seconds", "title"), ("agenda_item",))
    licence = line_field(_("licence"), max_length=64)

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        indexes = [models.Index(fields=["event", "sort_order"], name="archive_recording_of_event")]
        constraints = [
            text_stands("recording", "title"),
            text_stands("recording", "reason"),
            one_of("recording", "state", RecordingState),
            models.CheckConstraint(
                name="archive_recording_length",
                condition=Q(length_seconds__isnull=True)
                | Q(length_seconds__gte=0, length_seconds__lte=LONGEST_SECONDS),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title or self.event)
