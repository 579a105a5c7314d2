# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import AudioDescription, RecordingState
from verkstad.archive.fields import TextColumns, entries_field, line_field, one_of, text_stands
from verkstad.archive.models.base import Root
from verkstad.archive.models.event import Event
from verkstad.archive.models.image import check_sha256
from verkstad.archive.models.querysets import OfEventQuerySet
from verkstad.archive.rules.cutting import problems_of_cut

LONGEST_SECONDS = 7 * 24 * 3600


def seconds_field(label: Any) -> models.FloatField:
    return models.FloatField(
        label, null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(LONGEST_SECONDS)]
    )


class Recording(Root):
    """A recording and what is known of it: whether there is one, when it is expected, where it lies."""

    thing_kind = "recording"
    together = {"cut": None}

    event = models.ForeignKey(Event, related_name="recordings", on_delete=models.CASCADE, verbose_name=_("workshop"))
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=RecordingState.choices, default=RecordingState.UNKNOWN)
    title = TextColumns(_("title"))
    reason = TextColumns(_("why there is none"))
    expected_date = models.DateField(_("expected by"), null=True, blank=True)
    published_date = models.DateField(_("published on"), null=True, blank=True)
    language = line_field(_("language"), max_length=35)
    length_seconds = seconds_field(_("length in seconds"))
    places = entries_field(_("where it lies"), ("service",), ("url",))
    file = line_field(_("file"), max_length=64, validators=[check_sha256])
    file_name = line_field(_("name of the file"))
    media_type = line_field(_("media type"))
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    # Times of captions and chapters are those of the whole file; what readers get has them moved.
    cut_in_seconds = seconds_field(_("begins at"))
    cut_out_seconds = seconds_field(_("ends at"))
    cut_left_out = entries_field(_("left out"), ("start", "end"))
    # ``text`` is the sum of the captions themselves (CaptionTrack); without it they are elsewhere, as at the service that plays it.
    captions = entries_field(_("captions"), ("language", "state"), ("text",))
    chapters = entries_field(_("chapters"), ("start_seconds", "title"), ("agenda_item",))
    audio_description = models.CharField(
        _("audio description"), max_length=12, choices=AudioDescription.choices, null=True, blank=True
    )
    audio_description_note = TextColumns(_("why, or where it is"))
    licence = line_field(_("licence"), max_length=64)

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        indexes = [models.Index(fields=["event", "sort_order"], name="archive_recording_of_event")]
        constraints = [
            text_stands("recording", "title"),
            text_stands("recording", "reason"),
            text_stands("recording", "audio_description_note"),
            one_of("recording", "state", RecordingState),
            one_of("recording", "audio_description", AudioDescription, null=True),
            models.CheckConstraint(
                name="archive_recording_cut_in_order",
                condition=Q(cut_in_seconds__isnull=True)
                | Q(cut_out_seconds__isnull=True)
                | Q(cut_out_seconds__gt=F("cut_in_seconds")),
                violation_error_message=_("The recording must end after it begins. Change one of the two times."),
            ),
            models.CheckConstraint(
                name="archive_recording_length",
                condition=Q(length_seconds__isnull=True)
                | Q(length_seconds__gte=0, length_seconds__lte=LONGEST_SECONDS),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title or self.event)

    def clean(self) -> None:
        super().clean()
        cut = {
            "in_seconds": self.cut_in_seconds,
            "out_seconds": self.cut_out_seconds,
            "left_out": [part for part in self.cut_left_out if part.keys() >= {"start", "end"}],
        }
        # Of no field: the forms of the desk do not all have those of the cut.
        if problems := [problem.sentence for problem in problems_of_cut(cut)]:
            raise ValidationError(problems)
