# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What past workshops lack, found and counted among ten thousand at once.

The checks tell the same of one workshop, with its draft and in words; this goes by the published rows, and by material and
recordings also as drafts, since somebody is at work on those; but captions are missing only in what readers can play. Each table is read once, by SQL of our own: asked through
Django's conditions, one workshop at a time, the same answers take two and a half times as long.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from verkstad.archive.captions_due import HAS_ADDRESS, without_captions_sql
from verkstad.archive.choices import EventStatus
from verkstad.archive.rules.captions_due import Limits
from verkstad.archive.rules.held import SHOWING_LINKS, SHOWING_RECORDINGS

LACKS: dict[str, str] = {
    "sign-of-it": "held = 0",
    "recording": "held = 1 AND recording_known = 0",
    "late-recording": "recording_late = 1",
    "recording-address": "recording_without_address = 1",
    "captions": "live AND recording_without_captions = 1",
    "slides": "held = 1 AND slides = 0",
    "material-address": "material_without_address = 1",
    "licence": "material_without_licence = 1",
    "summary": "held = 1 AND has_summary = 0",
    "approval": "summary_approved = 0",
}
"""Each thing that may be lacking, by the word for it in addresses, in the order that editors meet them."""

_FLAGS = """
    SELECT e.id, e.starts_at, e.slug, e.live,
        CASE WHEN m.live = 1 OR r.shows = 1 OR l.event_id IS NOT NULL OR e.attendance_number > 0 THEN 1 ELSE 0 END AS held,
        COALESCE(r.known, 0) AS recording_known,
        r.late AS recording_late,
        r.without_address AS recording_without_address,
        r.without_captions AS recording_without_captions,
        COALESCE(m.slides, 0) AS slides,
        m.without_address AS material_without_address,
        m.without_licence AS material_without_licence,
        CASE WHEN e.summary_sv IS NULL AND e.summary_en IS NULL THEN 0 ELSE 1 END AS has_summary,
        CASE WHEN e.summary_state = 'approved' OR (e.summary_sv IS NULL AND e.summary_en IS NULL) THEN 1 ELSE 0 END
            AS summary_approved
    FROM archive_event e
    LEFT JOIN (
        SELECT event_id,
            MAX(CASE WHEN live THEN 1 ELSE 0 END) AS live,
            MAX(CASE WHEN kind = 'slides' THEN 1 ELSE 0 END) AS slides,
            MAX(CASE WHEN url IS NULL AND file IS NULL THEN 1 ELSE 0 END) AS without_address,
            MAX(CASE WHEN (url IS NOT NULL OR file IS NOT NULL) AND licence IS NULL THEN 1 ELSE 0 END) AS without_licence
        FROM archive_material GROUP BY event_id
    ) m ON m.event_id = e.id
    LEFT JOIN (
        SELECT event_id,
            MAX(CASE WHEN live AND state IN ({showing_recordings}) THEN 1 ELSE 0 END) AS shows,
            MIN(CASE WHEN state = 'unknown' OR (state = 'planned' AND expected_date IS NULL) THEN 0 ELSE 1 END) AS known,
            MAX(CASE WHEN state IN ('planned', 'processing') AND expected_date < %s THEN 1 ELSE 0 END) AS late,
            MAX(CASE WHEN state = 'published' AND NOT {has_address} THEN 1 ELSE 0 END) AS without_address,
            MAX(CASE WHEN (published_date IS NULL OR published_date <= %s) AND {without_captions}
                THEN 1 ELSE 0 END) AS without_captions
        FROM archive_recording GROUP BY event_id
    ) r ON r.event_id = e.id
    LEFT JOIN (SELECT DISTINCT event_id FROM archive_link WHERE kind IN ({showing_links})) l ON l.event_id = e.id
    WHERE e.status = %s AND e.ends_at <= %s AND e.id IN ({among})
"""


def count_lacking(events: QuerySet, *, at: datetime, limits: Limits) -> dict[str, int]:
    """How many of these workshops are over by the clock and lack what; one query. Those that were not to be held lack nothing."""
    try:
        flags, params = _flags(events, at, limits)
    except EmptyResultSet:  # Django knows without asking that there are none
        return dict.fromkeys(LACKS, 0)
    counts = ", ".join(f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)" for condition in LACKS.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts} FROM ({flags}) flags", params)  # noqa: S608  (ours, and Django's)
        row = cursor.fetchone()
    return {what: number or 0 for what, number in zip(LACKS, row, strict=True)}


def lacking(
    events: QuerySet, what: str, *, at: datetime, limits: Limits, start: int = 0, stop: int | None = None
) -> list[UUID]:
    """The ids of those of these workshops that are over and lack one thing, the latest first. Raises KeyError for an unknown word."""
    condition = LACKS[what]
    try:
        flags, params = _flags(events, at, limits)
    except EmptyResultSet:
        return []
    sql = f"SELECT id FROM ({flags}) flags WHERE {condition} ORDER BY starts_at DESC, slug"  # noqa: S608  (ours, and Django's)
    if stop is not None:
        sql += f" LIMIT {int(stop - start)} OFFSET {int(start)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [key if isinstance(key, UUID) else UUID(key) for (key,) in cursor.fetchall()]


def _flags(events: QuerySet, at: datetime, limits: Limits) -> tuple[str, list[Any]]:
    among, among_params = events.order_by().values("pk").query.sql_with_params()
    sql = _FLAGS.format(
        showing_recordings=_words(SHOWING_RECORDINGS),
        showing_links=_words(SHOWING_LINKS),
        has_address=HAS_ADDRESS,
        without_captions=without_captions_sql(),
        among=among,
    )
    adapt = connection.ops.adapt_datetimefield_value
    today = timezone.localdate(at)
    day, without_since = map(
        connection.ops.adapt_datefield_value, (today, today - timedelta(days=limits.told_after_days))
    )
    return sql, [day, without_since, EventStatus.SCHEDULED.value, adapt(at), *among_params]


def _words(words: frozenset[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))
