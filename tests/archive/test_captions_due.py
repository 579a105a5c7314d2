# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The clock of captions that are due, what the database finds by it, and who is to be reminded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import DAY, NOON, TODAY, make_event, make_organisation, make_recording, make_series, make_user
from verkstad.archive.actions.reminding import note_reminded, receivers_of, reminders_due
from verkstad.archive.captions_due import captions_due, count_captions_due, duty_of, without_captions
from verkstad.archive.models import CaptionsReminder, Organiser, Recording
from verkstad.archive.rules.captions_due import Duty, DutyState, Limits, duty

PLACES = [{"service": "YouTube", "url": "https://youtu.be/x"}]
LIMITS = Limits(7, 14)
MACHINE, APPROVED, ENGLISH = ("sv", "machine"), ("sv", "approved"), ("en", "corrected")


def _duty(**values: Any) -> Duty:
    given: dict[str, Any] = {
        "is_published": True,
        "published_date": TODAY - 9 * DAY,
        "language": "sv",
        "captions": [MACHINE],
        "today": TODAY,
        "limits": LIMITS,
    }
    return duty(**(given | values))


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "running"), (0, "running"), (6, "running"), (7, "urgent"), (13, "urgent"), (14, "late")]
)
def test_clock_runs_from_the_day_of_publishing(days: int, state: str):
    assert _duty(published_date=TODAY - days * DAY) == Duty(DutyState(state), days, 14 - days)


@pytest.mark.parametrize(
    "values",
    [
        {"is_published": False},
        {"language": "zxx"},
        {"language": "zxx-SE"},
        {"published_date": date(2020, 9, 22)},
        {"captions": [APPROVED]},
        {"captions": [("sv-SE", "corrected")]},
        {"captions": [ENGLISH], "language": "en-GB"},
        {"captions": [ENGLISH], "language": None},
    ],
)
def test_nothing_is_due_of_what_is_captioned_or_not_counted(values: dict[str, Any]):
    assert _duty(**values).days is None


def test_captions_in_another_language_and_those_of_a_machine_do_not_count():
    assert _duty(captions=[ENGLISH, MACHINE]).state == DutyState.URGENT
    assert _duty(published_date=date(2020, 9, 23)).state == DutyState.LATE


def test_without_a_day_the_clock_stands():
    assert _duty(published_date=None) == Duty(DutyState.UNDATED)


def test_limits_tell_nothing_the_first_days():
    assert (Limits().told_after_days, Limits(1, 3).told_after_days) == (2, 1)


def _entries(*captions: tuple[str, str]) -> list[dict[str, str]]:
    return [{"state": state, "language": language} for language, state in captions]


@pytest.mark.django_db
def test_database_finds_what_the_rule_finds():
    swedish, english = make_event(language="sv"), make_event(language="en")
    given: list[dict[str, Any]] = [
        {},
        {"captions": _entries(MACHINE)},
        {"captions": _entries(MACHINE, ENGLISH)},
        {"captions": _entries(APPROVED)},
        {"captions": _entries(("sv-SE", "approved")), "language": "sv"},
        {"captions": _entries(ENGLISH), "language": "en-GB"},
        {"captions": _entries(("english", "approved")), "language": "en"},
        {"language": "zxx"},
        {"language": "zxx-SE"},
        {"language": "zza"},
        {"published_date": None},
        {"published_date": date(2020, 9, 22)},
        {"published_date": date(2020, 9, 23)},
        {"places": [{"service": "YouTube"}]},
        {"places": [], "file": "a" * 64},
        {"state": "withdrawn"},
        {"state": "processing"},
        {"live": False},
    ]
    for event in (swedish, english):
        for values in given:
            make_recording(event, **({"places": PLACES, "published_date": TODAY - 3 * DAY} | values))
    make_recording(make_event(live=False), places=PLACES, published_date=TODAY - 3 * DAY)
    silent = {DutyState.NOT_COUNTED, DutyState.CAPTIONED}

    found = without_captions(Recording.objects.all())

    rows = Recording.objects.filter(event__live=True).select_related("event")
    lacking = {row.pk for row in rows if duty_of(row, today=TODAY, limits=LIMITS).state not in silent}
    assert 10 < len(lacking) < 30
    assert {row.pk for row in found} == lacking


@pytest.mark.django_db
def test_those_with_time_left_come_first_and_then_the_latest(django_assert_num_queries):
    event = make_event()
    for days in (1, 2, 13, 14, 40):
        make_recording(event, places=PLACES, published_date=TODAY - days * DAY)

    with django_assert_num_queries(2):
        found = captions_due(Recording.objects.all(), at=NOON, limits=LIMITS, at_most=10)

    assert [due.duty.days for due in found] == [13, 2, 14, 40]
    assert len(captions_due(Recording.objects.all(), at=NOON, limits=LIMITS, at_most=3)) == 3
    assert count_captions_due(Recording.objects.all(), at=NOON, limits=LIMITS) == 4


@pytest.mark.django_db
def test_each_limit_is_reminded_of_once_and_again_when_published_anew():
    recording = make_recording(make_event(), places=PLACES, published_date=TODAY - 7 * DAY)
    make_recording(make_event(), places=PLACES, published_date=TODAY - 6 * DAY)

    def due(days: int) -> list[DutyState]:
        found = reminders_due(at=NOON + timedelta(days=days), limits=LIMITS)
        return [one.duty.state for one in found if one.recording == recording]

    assert due(0) == [DutyState.URGENT]
    note_reminded(reminders_due(at=NOON, limits=LIMITS), at=NOON)
    assert (due(0), due(6), due(7)) == ([], [], [DutyState.LATE])
    note_reminded(reminders_due(at=NOON + 7 * DAY, limits=LIMITS), at=NOON)
    assert (due(7), due(400)) == ([], [])
    recording.published_date = TODAY
    recording.save()
    assert (due(6), due(7)) == ([], [DutyState.URGENT])
    recording.captions = _entries(APPROVED)
    recording.save()
    assert due(7) == []
    assert CaptionsReminder.objects.filter(recording=recording).count() == 2


@pytest.mark.django_db
def test_those_who_answer_are_the_nearest():
    series, organisation = make_series(), make_organisation()
    event = make_event(series=series, organisers=[Organiser(organisation=organisation)])
    administrator = make_user(role="administrator")
    make_user(role="contributor", series=series)
    make_user(role="editor", series=make_series())
    assert receivers_of(event) == [administrator]

    everywhere = make_user(role="editor")
    assert receivers_of(event) == [everywhere]

    of_series = make_user(role="editor", series=series)
    of_organiser = make_user(role="editor", organisation=organisation)
    gone = make_user(role="editor", series=series)
    gone.is_active = False
    gone.save()
    assert receivers_of(event) == [of_series, of_organiser]
