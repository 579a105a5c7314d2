# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An event as it is published, with its agenda, appearances, materials, recordings and links."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from verkstad.records.base import (
    READ_ONLY,
    Count,
    Day,
    Id,
    LanguageTag,
    Licence,
    Line,
    Record,
    Seconds,
    Sha256,
    Text,
    TimeOfDay,
    TimeZone,
    WebAddress,
)
from verkstad.records.things import Image, Root

EventKind = Literal[
    "workshop", "webinar", "seminar", "hearing", "working_meeting", "community_day", "hackathon", "conference", "meetup", "course",
]  # fmt: skip
EventStatus = Literal["scheduled", "cancelled", "postponed"]
Mode = Literal["online", "on_site", "both"]
AgendaKind = Literal[
    "introduction",
    "talk",
    "panel",
    "group_discussion",
    "discussion",
    "demonstration",
    "report",
    "break",
    "closing",
    "other",
]
AppearanceRole = Literal["speaker", "moderator", "panellist", "host", "facilitator", "contact"]
OrganiserRole = Literal["organiser", "co_organiser", "host", "partner", "initiator", "publisher"]
MaterialKind = Literal["slides", "document", "notes", "summary", "report", "code", "data", "page", "other"]
RecordingState = Literal["none", "planned", "processing", "published", "withdrawn", "unknown"]
CaptionState = Literal["machine", "corrected", "approved"]
AudioDescription = Literal["not_needed", "wanted", "present"]
LinkKind = Literal["forum", "pre_reading", "partner_page", "sign_up", "notes", "tool", "reference", "other"]
RelationKind = Literal["related", "continues", "part_of", "replaces", "same_as"]


FileSize = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""Bytes; no more than JSON numbers hold exactly."""


class Session(Record):
    """A pass: a part of a day with a heading of its own, which agenda items belong to."""

    uid: Id
    title: Text


class AgendaItem(Record):
    """One item of the agenda, timed or not. Times are wall-clock times in the event's time zone."""

    uid: Id
    session: Id | None = None
    title: Text
    kind: AgendaKind = "talk"
    start_time: TimeOfDay | None = None
    end_time: TimeOfDay | None = None
    description: Text | None = None


class Appearance(Record):
    """Somebody on the agenda, as they were that day: person, organisation, role and title.

    No person with ``to_be_confirmed`` means that somebody is expected; no person without it that the organisation itself appeared.
    ``billed_as`` is the name as it was announced, when it differs from the person's name.
    """

    uid: Id
    agenda_item: Id | None = None
    person: Id | None = None
    billed_as: Line | None = None
    organisation: Id | None = None
    organisation_billed_as: Line | None = None
    second_organisation: Id | None = None
    role: AppearanceRole = "speaker"
    title: Line | None = None
    to_be_confirmed: bool = False

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if self.person is None and self.organisation is None and not self.to_be_confirmed:
            raise PydanticCustomError(
                "appearance_of_nobody", "an appearance names a person, an organisation, or is to be confirmed"
            )
        return self


class Organiser(Record):
    """An organisation's part in an event."""

    organisation: Id
    role: OrganiserRole = "organiser"


class TopicLink(Record):
    """What the event is about (``about``), or names in passing (``mentions``), as in schema.org."""

    topic: Id
    relation: Literal["about", "mentions"] = "about"


class EarlierFile(Record):
    """A file that another replaced and whose address still answers."""

    file: Sha256
    file_name: Line
    media_type: Line | None = None
    size_bytes: FileSize | None = None


class PagesOfFile(Record):
    """That a file was read page by page: ``text`` is the sum of its :class:`.pages.Pages`, ``count`` how many there are."""

    text: Sha256
    count: Annotated[Count, Field(ge=1)]
    has_pictures: bool = False
    is_scanned: bool = False


class Material(Record):
    """A file or a page from the event. Without ``url`` and ``file`` only its name is known: its address is missing.

    ``pages`` follows from the file and is in no dossier; ``shows_notes`` says that whoever made the slides lets speaker notes be read.
    """

    id: Id
    title: Text
    kind: MaterialKind = "slides"
    agenda_item: Id | None = None
    file_name: Line | None = None
    url: WebAddress | None = None
    file: Sha256 | None = None
    media_type: Line | None = None
    size_bytes: FileSize | None = None
    earlier_files: tuple[EarlierFile, ...] = ()
    page_count: Annotated[Count, Field(ge=1)] | None = None
    pages: PagesOfFile | None = Field(default=None, json_schema_extra=READ_ONLY)
    shows_notes: bool = False
    language: LanguageTag | None = None
    licence: Licence | None = None
    creators: tuple[Line, ...] = ()
    organisation: Id | None = None

    @property
    def has_address(self) -> bool:
        return self.url is not None or self.file is not None

    @property
    def is_paged(self) -> bool:
        """Whether ``pages`` are pages to turn; of a plain text they are what stands under each heading."""
        return self.media_type not in {"text/markdown", "text/plain"}


class RecordingPlace(Record):
    """Where a recording lies: a service by name, and its address when it is known."""

    service: Line
    url: WebAddress | None = None


class Captions(Record):
    """Captions in one language. ``text`` is the sum of what they say (:class:`.captions.CaptionText`); without it they are elsewhere."""

    language: LanguageTag
    state: CaptionState
    text: Sha256 | None = None


class Stretch(Record):
    """From one second to another, counted from the start of the whole file."""

    start: Seconds
    end: Seconds

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.end <= self.start:
            raise PydanticCustomError("stretch_of_nothing", "a stretch ends after it begins")
        return self

    @property
    def length(self) -> Seconds:
        return self.end - self.start


STRETCHES_AT_MOST = 500


class Cut(Record):
    """What of a recording readers get: from ``in_seconds`` to ``out_seconds``, without what is ``left_out`` (see :mod:`.cuts`).

    Seconds are those of the whole recording. Stretches may be in any order, overlap, and reach beyond the in and out points.
    """

    in_seconds: Seconds | None = None
    out_seconds: Seconds | None = None
    left_out: Annotated[tuple[Stretch, ...], Field(max_length=STRETCHES_AT_MOST)] = ()

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.out_seconds is not None and self.out_seconds <= (self.in_seconds or 0):
            raise PydanticCustomError("out_before_in", "the out point is after the in point")
        return self


class Film(Record):
    """What is known of the recording's own file: its picture's size in pixels (none of sound alone), and its poster.

    ``of`` and ``form`` tell where the bytes lie of a file that was made of another (``archive.media``), ``poster`` how the
    forms of its poster begin.
    """

    of: Sha256
    form: Annotated[Line, Field(max_length=80)] | None = None
    width: Annotated[int, Field(ge=1, le=100_000)] | None = None
    height: Annotated[int, Field(ge=1, le=100_000)] | None = None
    poster: Annotated[Line, Field(max_length=80)] | None = None


class Chapter(Record):
    start_seconds: Seconds
    title: Text
    agenda_item: Id | None = None


class Recording(Record):
    """A recording and what is known of it. ``published`` without any place that has an address: recorded, but its address is missing.

    ``cut`` says what is to be left out; in a dossier and at the desk every time is that of the whole file. What is published of a
    file of one's own is really cut (``kept`` then tells of which stretches it was made, and captions are yet to be moved by
    them), and chapters and length are those of what is played. A place elsewhere plays all of it: there players skip what ``cut``
    says, and times are the place's.
    """

    id: Id
    state: RecordingState = "unknown"
    title: Text | None = None
    reason: Text | None = None
    expected_date: Day | None = None
    published_date: Day | None = None
    language: LanguageTag | None = None
    length_seconds: Seconds | None = None
    places: tuple[RecordingPlace, ...] = ()
    file: Sha256 | None = None
    file_name: Line | None = None
    media_type: Line | None = None
    size_bytes: FileSize | None = None
    cut: Cut | None = None
    kept: tuple[Stretch, ...] = Field(default=(), json_schema_extra=READ_ONLY)
    film: Film | None = Field(default=None, json_schema_extra=READ_ONLY)
    captions: tuple[Captions, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    audio_description: AudioDescription | None = None
    audio_description_note: Text | None = None
    licence: Licence | None = None

    @property
    def has_address(self) -> bool:
        return self.file is not None or any(place.url for place in self.places)


class Link(Record):
    """A page elsewhere that belongs to the event. Without ``url`` it was named, but its address is missing."""

    uid: Id
    kind: LinkKind = "reference"
    title: Text
    url: WebAddress | None = None
    pages: Line | None = None
    organisation: Id | None = None


class Relation(Record):
    kind: RelationKind = "related"
    event: Id


class Attendance(Record):
    number: Annotated[int, Field(ge=0, le=1_000_000)]
    source: Line | None = None
    public: bool = False


class MeetingAddress(Record):
    """The room online. One that is not public reaches only those signed up, and is never in a published record."""

    url: WebAddress
    service: Line | None = None
    public: bool = False


class Correction(Record):
    """A published fact that differs from its source, told to readers: "Årtalet är rättat; källan angav 2021."."""

    field: Line
    note: Text
    stated: Line
    """The value that the source stated."""


class Uncertainty(Record):
    """A fact on which sources differ and that nobody has settled; each value is kept."""

    field: Line
    values: Annotated[tuple[Line, ...], Field(min_length=1)]
    note: Text


SummaryState = Literal["approved", "rewritten", "machine"]


def _end_before_start(start: str, end: str) -> PydanticCustomError:
    return PydanticCustomError(
        "end_before_start", "the end ({end}) is not after the start ({start})", {"start": start, "end": end}
    )


class Event(Root):
    """A workshop, or another kind of meeting (schema.org Event, RFC 5545 VEVENT).

    ``start_date`` with precision ``month`` is the first day of that month. Times are wall-clock times in ``time_zone``;
    ``end_date`` is the last day, inclusive, and absent when it is the first day. ``sequence`` rises with every change of time or place.
    """

    series: Id
    title: Text
    former_titles: tuple[Line, ...] = ()
    kind: EventKind = "workshop"
    status: EventStatus = "scheduled"
    status_note: Text | None = None
    start_date: Day
    precision: Literal["day", "month"] = "day"
    start_time: TimeOfDay | None = None
    end_date: Day | None = None
    end_time: TimeOfDay | None = None
    time_zone: TimeZone = "Europe/Stockholm"
    previous_start_date: Day | None = None
    sequence: Count = 0
    language: LanguageTag = "sv"
    mode: Mode | None = None
    venue: Line | None = None
    meeting_address: MeetingAddress | None = None
    seats_limited: bool = False
    audience: Text | None = None
    summary: Text | None = None
    summary_state: SummaryState = "approved"
    image: Image | None = None
    organisers: tuple[Organiser, ...] = ()
    topics: tuple[TopicLink, ...] = ()
    sessions: tuple[Session, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    recordings: tuple[Recording, ...] = ()
    materials: tuple[Material, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()
    attendance: Attendance | None = None
    corrections: tuple[Correction, ...] = ()
    uncertainties: tuple[Uncertainty, ...] = ()

    @model_validator(mode="after")
    def _times_hold_together(self) -> Self:
        if self.precision == "month" and (self.start_date.day != 1 or self.start_time or self.end_date):
            raise PydanticCustomError(
                "month_precision",
                "an event known only to the month has the first day of the month as start_date, and no times",
            )
        if self.end_time and not self.start_time:
            raise PydanticCustomError("end_without_start", "an end_time needs a start_time")
        if self.end_date and self.end_date < self.start_date:
            raise _end_before_start(str(self.start_date), str(self.end_date))
        if (
            self.end_time
            and self.start_time
            and (self.end_date or self.start_date) == self.start_date
            and self.end_time <= self.start_time
        ):
            raise _end_before_start(f"{self.start_time:%H:%M}", f"{self.end_time:%H:%M}")
        uids = {item.uid for item in self.agenda}
        sessions = {session.uid for session in self.sessions}
        if any(item.session and item.session not in sessions for item in self.agenda):
            raise PydanticCustomError("unknown_session", "an agenda item names a session that the event does not have")
        named = [part.agenda_item for part in self.appearances] + [part.agenda_item for part in self.materials]
        named += [chapter.agenda_item for recording in self.recordings for chapter in recording.chapters]
        for uid in named:
            if uid and uid not in uids:
                raise PydanticCustomError(
                    "unknown_agenda_item",
                    "an agenda item {uid} is named that the event does not have",
                    {"uid": str(uid)},
                )
        return self

    @property
    def starts_at(self) -> datetime:
        """The zoned moment the event starts; midnight when only the day (or month) is known."""
        return datetime.combine(self.start_date, self.start_time or time(0), ZoneInfo(self.time_zone))
