# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published recordings whose captions are due, found among ten thousand by the database; the rule is ``rules/captions_due.py``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from verkstad.archive.models import Recording
from verkstad.archive.rules.captions_due import EXEMPT_BEFORE, NO_SPEECH, READ_BY_A_PERSON, Duty, Limits, duty

# A list of mappings is kept as JSON; whether any place has an address is asked of its text, as every database can.
HAS_ADDRESS = '(archive_recording.file IS NOT NULL OR CAST(archive_recording.places AS text) LIKE \'%%"url": "http%%\')'

_WITHOUT_CAPTIONS = """(
    archive_recording.live AND archive_recording.state = 'published' AND {has_address}
    AND COALESCE(archive_recording.language, '') <> '{no_speech}'
    AND COALESCE(archive_recording.language, '') NOT LIKE '{no_speech}-%%'
    AND (archive_recording.published_date IS NULL OR archive_recording.published_date >= '{exempt_before}')
    AND NOT EXISTS (
        SELECT 1 FROM {each}(archive_recording.captions) one
        WHERE {state} IN ({read_by_a_person}) AND {primary_of_captions} = {primary_spoken}
    )
)"""
_SPOKEN = """COALESCE(archive_recording.language,
    (SELECT spoken.language FROM archive_event spoken WHERE spoken.id = archive_recording.event_id))"""


def without_captions_sql() -> str:
    """The condition, on the columns of ``archive_recording``, that a published recording lacks captions which count."""
    is_sqlite = connection.vendor == "sqlite"

    def of_one(name: str) -> str:
        return f"json_extract(one.value, '$.{name}')" if is_sqlite else f"(one.value ->> '{name}')"

    def primary(tag: str) -> str:
        return f"substr({tag}, 1, instr({tag} || '-', '-') - 1)" if is_sqlite else f"split_part({tag}, '-', 1)"

    return _WITHOUT_CAPTIONS.format(
        has_address=HAS_ADDRESS,
        no_speech=NO_SPEECH,
        exempt_before=EXEMPT_BEFORE.isoformat(),
        each="json_each" if is_sqlite else "jsonb_array_elements",
        state=of_one("state"),
        read_by_a_person=", ".join(f"'{state}'" for state in sorted(READ_BY_A_PERSON)),
        primary_of_captions=primary(of_one("language")),
        primary_spoken=primary(_SPOKEN),
    )


def without_captions(recordings: QuerySet) -> QuerySet:
    """Those that readers can play, and that have no captions which count; whatever their age."""
    lacks = RawSQL(without_captions_sql(), (), output_field=BooleanField())  # noqa: S611  (ours, nothing of it is given)
    return recordings.published().filter(lacks)


class CaptionsDue(NamedTuple):
    recording: Recording
    duty: Duty


def captions_due(recordings: QuerySet, *, at: datetime, limits: Limits, at_most: int) -> list[CaptionsDue]:
    """Those whose captions have been missing for a day or two: the nearest to the limit first, then those past it, the latest first."""
    today = timezone.localdate(at)
    lacking = without_captions(recordings).select_related("event")
    limit, told = today - timedelta(days=limits.due_days), today - timedelta(days=limits.told_after_days)
    in_time = lacking.filter(published_date__gt=limit, published_date__lte=told).order_by("published_date", "pk")
    late = lacking.filter(published_date__lte=limit).order_by("-published_date", "pk")
    found = list(in_time[:at_most])
    found += late[: at_most - len(found)]
    return [CaptionsDue(recording, duty_of(recording, today=today, limits=limits)) for recording in found]


def count_captions_due(recordings: QuerySet, *, at: datetime, limits: Limits) -> int:
    told = timezone.localdate(at) - timedelta(days=limits.told_after_days)
    return without_captions(recordings).filter(published_date__lte=told).count()


def duty_of(recording: Recording, *, today: date, limits: Limits) -> Duty:
    """The clock of a recording whose row is published."""
    return duty(
        is_published=recording.live and recording.state == "published" and _has_address(recording),
        published_date=recording.published_date,
        language=recording.language or recording.event.language,
        captions=_captions(recording.captions),
        today=today,
        limits=limits,
    )


def _has_address(recording: Recording) -> bool:
    return bool(recording.file) or any(place.get("url") for place in recording.places)


def _captions(entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    return ((entry["language"], entry["state"]) for entry in entries)
