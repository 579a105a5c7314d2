# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the database finds among all workshops is what the checks find in each."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.factories import DAY, NOON, TODAY, make_event, make_material, make_recording, make_series
from verkstad.archive.fields import new_id
from verkstad.archive.lacking import LACKS, count_lacking, lacking
from verkstad.archive.models import Event, Link
from verkstad.archive.rules.captions_due import Limits
from verkstad.checks import CHECKS, run
from verkstad.checks.afterwards import TELLS
from verkstad.intake.dossier import read_dossier
from verkstad.intake.save import save_dossier
from verkstad.records.read_desk import dossier
from verkstad.site import __file__ as site

pytestmark = pytest.mark.django_db

LIMITS = Limits()

FILE = "a" * 64
PLACE = {"service": "YouTube", "url": "https://youtu.be/x"}


def _told(at: datetime) -> dict[str, set]:
    """By the word for it, the past workshops of which a check says that it is lacking."""
    findings = run(dossier(at), at)
    past = set(Event.objects.past(at).values_list("pk", flat=True))
    return {
        what: {found.id for found in findings if found.check in checks and found.id in past}
        for what, checks in TELLS.items()
    }


def _agree(at: datetime) -> dict[str, int]:
    everything = Event.objects.all()
    told = _told(at)

    assert {what: set(lacking(everything, what, at=at, limits=LIMITS)) for what in LACKS} == told
    counted = count_lacking(everything, at=at, limits=LIMITS)
    assert counted == {what: len(ids) for what, ids in told.items()}
    return counted


def test_every_word_for_what_is_lacking_has_its_checks():
    assert list(TELLS) == list(LACKS)
    assert {check for checks in TELLS.values() for check in checks} <= set(CHECKS)


def test_lacking_agrees_with_the_checks_on_nosads_workshops():
    save_dossier(read_dossier(Path(site).parent / "dossiers" / "nosad"), at=NOON)

    counted = _agree(datetime(2026, 11, 23, 12, tzinfo=UTC))

    assert counted["slides"] > 20
    assert counted["recording-address"] > 30
    assert counted["material-address"] > 5


def test_lacking_agrees_with_the_checks_on_every_kind_of_lack():
    series = make_series()
    numbers = iter(range(1, 100))

    def held(**values):
        event = make_event(series=series, start_date=TODAY - next(numbers) * DAY, attendance_number=10, **values)
        event.summary = {"sv": "Om arkiv."}
        event.save()
        return event

    def whole(event, **material):
        make_material(event, kind="slides", file=FILE, licence="CC0-1.0", **material)
        make_recording(event, state="none")
        return event

    whole(held())
    whole(held(), live=False)
    make_event(series=series, start_date=TODAY - DAY)
    make_event(series=series, start_date=TODAY - DAY, status="cancelled")
    make_event(series=series, start_date=TODAY + DAY)
    make_recording(held(), state="unknown")
    two = held()
    make_recording(two, state="unknown")
    make_recording(two, state="none")
    make_recording(held(), state="planned")
    make_recording(held(), state="planned", expected_date=TODAY - DAY)
    make_recording(held(), state="processing", expected_date=TODAY)
    make_recording(held(), places=[{"service": "YouTube"}])
    make_recording(held(), places=[PLACE])
    make_recording(
        held(), places=[PLACE], published_date=TODAY - 3 * DAY, captions=[{"language": "sv", "state": "machine"}]
    )
    make_recording(held(), places=[PLACE], published_date=TODAY - DAY)
    make_recording(held(), file=FILE, captions=[{"language": "sv", "state": "approved"}])
    make_recording(make_event(series=series, start_date=TODAY - DAY), live=False, state="planned")
    make_material(held(), kind="notes", url="https://example.org/a")
    make_material(held(), kind="slides")
    make_material(held(), kind="slides", url="https://example.org/a", licence="CC0-1.0")
    event = held()
    event.summary = None
    event.save()
    event = held(summary_state="machine")
    make_event(series=series, start_date=TODAY - DAY, links=[Link(uid=new_id(), kind="notes", title_sv="Anteckningar")])

    counted = _agree(NOON)

    assert min(counted.values()) > 0, "each kind of lack is met"


def test_lacking_is_told_the_latest_first_by_page():
    series = make_series()
    events = [make_event(series=series, start_date=date(2025, 1, 1) + timedelta(days=day)) for day in range(5)]
    latest_first = [event.pk for event in reversed(events)]

    assert lacking(Event.objects.all(), "sign-of-it", at=NOON, limits=LIMITS, start=0, stop=2) == latest_first[:2]
    assert lacking(Event.objects.all(), "sign-of-it", at=NOON, limits=LIMITS, start=2, stop=4) == latest_first[2:4]


def test_lacking_is_asked_of_chosen_workshops_alone():
    mine, other = make_series(), make_series()
    event = make_event(series=mine, start_date=TODAY - DAY)
    make_event(series=other, start_date=TODAY - DAY)

    chosen = Event.objects.filter(series__in=[mine])

    assert lacking(chosen, "sign-of-it", at=NOON, limits=LIMITS) == [event.pk]
    assert count_lacking(chosen, at=NOON, limits=LIMITS)["sign-of-it"] == 1
    assert count_lacking(Event.objects.none(), at=NOON, limits=LIMITS)["sign-of-it"] == 0


def test_lacking_asks_one_query_each(django_assert_num_queries):
    with django_assert_num_queries(1):
        count_lacking(Event.objects.all(), at=NOON, limits=LIMITS)
    with django_assert_num_queries(1):
        lacking(Event.objects.all(), "slides", at=NOON, limits=LIMITS)
