# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import EventKind, EventStatus, Mode, Precision, SummaryState
from verkstad.archive.fields import TextColumns, line_field, lines_field, one_of, text_stands, web_address_field
from verkstad.archive.models.base import NamedRoot, hidden_index
from verkstad.archive.models.image import WithImage, image_constraints
from verkstad.archive.models.moments import EndsAtField, StartsAtField
from verkstad.archive.models.querysets import EventQuerySet
from verkstad.archive.rules import clock, held, wall_clock


class Event(WithImage, NamedRoot):
    """A workshop, or another kind of meeting. Times are wall-clock times in ``time_zone``; ``end_date`` is the last day."""

    thing_kind = "event"
    of_the_row = (*NamedRoot.of_the_row, "sequence")
    of_the_clock = ("start_date", "precision", "start_time", "end_date", "end_time", "time_zone")
    together = {"image": None, "meeting_address": "url", "attendance": "number"}

    series = models.ForeignKey(
        "archive.Series", related_name="events", on_delete=models.PROTECT, verbose_name=_("series")
    )
    title = TextColumns(_("title"))
    former_titles = lines_field(_("former titles"))
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices, default=EventKind.WORKSHOP)
    status = models.CharField(_("status"), max_length=20, choices=EventStatus.choices, default=EventStatus.SCHEDULED)
    status_note = TextColumns(_("why, or when instead"))
    start_date = models.DateField(_("first day"), db_index=True)
    precision = models.CharField(
        _("date is known to the"), max_length=8, choices=Precision.choices, default=Precision.DAY
    )
    start_time = models.TimeField(_("start"), null=True, blank=True)
    end_date = models.DateField(_("last day"), null=True, blank=True)
    end_time = models.TimeField(_("end"), null=True, blank=True)
    time_zone = line_field(_("time zone"), required=True, max_length=64, default="Europe/Stockholm")
    # From the columns above at each save: what the clock compares with.
    starts_at = StartsAtField(editable=False)
    ends_at = EndsAtField(editable=False, db_index=True)
    previous_start_date = models.DateField(_("first day before it was moved"), null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    language = line_field(_("language"), required=True, max_length=35, default="sv")
    mode = models.CharField(_("where"), max_length=10, choices=Mode.choices, null=True, blank=True)
    venue = line_field(_("venue"))
    meeting_address_url = web_address_field(_("address of the meeting"))
    meeting_address_service = line_field(_("service"))
    meeting_address_public = models.BooleanField(_("the address of the meeting is public"), default=False)
    seats_limited = models.BooleanField(_("seats are limited"), default=False)
    audience = TextColumns(_("audience"))
    summary = TextColumns(_("summary"))
    summary_state = models.CharField(
        _("state of the summary"), max_length=10, choices=SummaryState.choices, default=SummaryState.APPROVED
    )
    attendance_number = models.PositiveIntegerField(
        _("number of participants"), null=True, blank=True, validators=[MaxValueValidator(1_000_000)]
    )
    attendance_source = line_field(_("who counted"))
    attendance_public = models.BooleanField(_("the number is public"), default=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        indexes = [
            hidden_index("event"),
            models.Index(name="archive_event_published", fields=["start_date"], condition=Q(live=True)),
        ]
        constraints = [
            text_stands("event", "title", required=True),
            text_stands("event", "status_note"),
            text_stands("event", "audience"),
            text_stands("event", "summary"),
            one_of("event", "kind", EventKind),
            one_of("event", "status", EventStatus),
            one_of("event", "precision", Precision),
            one_of("event", "mode", Mode, null=True),
            one_of("event", "summary_state", SummaryState),
            models.CheckConstraint(
                name="archive_event_month_has_no_day",
                condition=~Q(precision="month")
                | Q(start_date__day=1, start_time__isnull=True, end_date__isnull=True, end_time__isnull=True),
                violation_error_message=_(
                    "Of a workshop known only to the month, leave out the times and the last day."
                ),
            ),
            models.CheckConstraint(
                name="archive_event_end_time_needs_start",
                condition=Q(end_time__isnull=True) | Q(start_time__isnull=False),
                violation_error_message=_(
                    "The end has a time but the start has none. Add the start, or leave out the end."
                ),
            ),
            models.CheckConstraint(
                name="archive_event_last_day_not_first",
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                violation_error_message=_("The last day is before the first. Change one of them."),
            ),
            models.CheckConstraint(
                name="archive_event_end_after_start",
                condition=Q(end_time__isnull=True)
                | Q(start_time__isnull=True)
                # Not null is said too: a comparison with null is unknown, and a check lets the unknown pass.
                | Q(end_date__isnull=False, end_date__gt=F("start_date"))
                | Q(end_time__isnull=False, start_time__isnull=False, end_time__gt=F("start_time")),
                violation_error_message=_("The end is not after the start. Change one of them."),
            ),
            models.CheckConstraint(name="archive_event_sequence_not_negative", condition=Q(sequence__gte=0)),
            models.CheckConstraint(
                name="archive_event_meeting_address_whole",
                condition=Q(meeting_address_url__isnull=False)
                | Q(meeting_address_service__isnull=True, meeting_address_public=False),
                violation_error_message=_(
                    "The meeting has a service but no address. Add the address, or leave out both."
                ),
            ),
            models.CheckConstraint(
                name="archive_event_attendance_whole",
                condition=Q(attendance_number__isnull=False, attendance_number__lte=1_000_000)
                | Q(attendance_number__isnull=True, attendance_source__isnull=True, attendance_public=False),
                violation_error_message=_(
                    "Somebody counted the participants but there is no number. Add it, or leave out both."
                ),
            ),
            *image_constraints("event"),
        ]

    def __str__(self) -> str:
        return str(self.title or self.slug)

    def take_facts_of(self, row: Self) -> None:
        super().take_facts_of(row)
        # The row's number, one higher when this content, once published, changes what calendars have.
        if row.live and self.time_and_place() != row.time_and_place():
            self.sequence = row.sequence + 1

    def clean(self) -> None:
        super().clean()
        ends_on = self.end_date or self.start_date
        times = {"start_time": (self.start_date, self.start_time), "end_time": (ends_on, self.end_time)}
        if problems := wall_clock.problems(times, self.time_zone):
            raise ValidationError(problems)

    def time_and_place(self) -> tuple[Any, ...]:
        """What a calendar must be told of anew (RFC 5545 §3.8.7.4) when any of it changes."""
        return (
            self.status,
            self.start_date,
            self.precision,
            self.start_time,
            self.end_date,
            self.end_time,
            self.time_zone,
            self.mode,
            self.venue,
            self.meeting_address_url if self.meeting_address_public else None,
        )

    def when(self) -> dict[str, Any]:
        """The columns that the rules of the clock ask for, by name."""
        return {name: getattr(self, name) for name in self.of_the_clock}

    def phase(self, at: datetime) -> clock.Phase:
        return clock.phase(at=at, **self.when())

    def has_ended(self, at: datetime) -> bool:
        return self.phase(at) == "past"

    @property
    def is_cancelled(self) -> bool:
        return self.status == EventStatus.CANCELLED

    @property
    def is_held(self) -> bool:
        """Whether something published shows that it took place; asks the database for recordings, materials and links."""
        return held.shows_that_it_was_held(
            recording_states=[recording.state for recording in self.recordings.all() if recording.live],
            material_count=sum(1 for material in self.materials.all() if material.live),
            attendance=self.attendance_number,
            link_kinds=[link.kind for link in self.links.all()],
        )
