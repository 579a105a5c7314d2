# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an address elsewhere is dead, which are in use and where, and when they are looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories import DAY, NOON, make_event, make_material, make_recording, make_series
from verkstad.archive.actions.addresses import addresses_to_look_at, ask_to_look, note_answer
from verkstad.archive.actions.work import claim, finish
from verkstad.archive.addresses import Use, addresses_in_use, dead_addresses, uses_among
from verkstad.archive.choices import AddressResult, JobKind
from verkstad.archive.models import CheckedAddress, Event, Link
from verkstad.archive.rules.addresses import Known, known_after
from verkstad.checks.elsewhere import places_elsewhere
from verkstad.records.read_desk import entries

GONE, ANSWERS, REFUSES = AddressResult.GONE, AddressResult.ANSWERS, AddressResult.REFUSES
HOUR = timedelta(hours=1)


def _after(*looks: tuple[float, AddressResult]) -> Known:
    known = None
    for days, result in looks:
        known = known_after(known, result, None, at=NOON + days * DAY)
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("looks", "is_dead"),
    [
        ([(0, GONE)], False),
        ([(0, GONE), (1, GONE), (2, GONE)], False),
        ([(0, GONE), (1, GONE), (3, GONE)], True),
        ([(0, GONE), (1.5, AddressResult.UNREACHABLE), (3, AddressResult.CERTIFICATE)], True),
        ([(0, GONE), (0.1, GONE), (0.2, GONE), (4, GONE)], False),
        ([(0, GONE), (9, GONE)], False),
        ([(0, GONE), (1, GONE), (2, ANSWERS), (3, GONE), (4, GONE)], False),
        ([(0, GONE), (1, GONE), (2, REFUSES), (3, GONE)], False),
        ([(day, REFUSES) for day in range(30)], False),
        ([(0, GONE), (1, GONE), (3, GONE), (4, ANSWERS)], False),
    ],
)
def test_address_is_dead_after_failures_on_different_days(looks, is_dead: bool):
    assert _after(*looks).is_dead == is_dead


def test_what_is_known_tells_since_when_and_when_to_look_again():
    dead = _after((0, ANSWERS), (5, GONE), (6, GONE), (8, GONE))

    assert (dead.answered_at, dead.failing_since, dead.failures) == (NOON, NOON + 5 * DAY, 3)
    assert dead.look_after == NOON + 15 * DAY
    assert _after((0, ANSWERS)).look_after == NOON + 14 * DAY
    assert _after((0, GONE)).look_after <= NOON + DAY


@pytest.mark.django_db
def test_addresses_are_those_that_readers_are_led_to_and_each_leads_to_its_field():
    event = make_event(
        links=[Link(title_sv="Anteckningar", url="https://a.se/1"), Link(title_sv="Utan adress")],
    )
    recording = make_recording(
        event, places=[{"service": "Vimeo", "url": "https://vimeo.com/1"}, {"service": "Goto10"}]
    )
    material = make_material(event, url="https://a.se/2")
    make_material(event, url="https://a.se/draft", live=False)
    make_recording(event, state="withdrawn", places=[{"service": "Vimeo", "url": "https://vimeo.com/2"}])
    make_material(make_event(live=False), url="https://a.se/hidden")
    link = event.links.exclude(url=None).get()

    uses = set(uses_among(Event.objects.all()))

    assert uses == {
        Use("https://vimeo.com/1", event.pk, f"recordings[{recording.pk}].places"),
        Use("https://a.se/2", event.pk, f"materials[{material.pk}].url"),
        Use("https://a.se/1", event.pk, f"links[{link.uid}].url"),
    }
    assert addresses_in_use() == {use.url for use in uses}
    (entry,) = entries("event", [event.pk])
    assert {(use.place, use.url) for use in uses} == set(places_elsewhere(entry))
    for url in addresses_in_use():
        assert [use.url for use in uses_among(Event.objects.all(), of=[url])] == [url]
    assert list(uses_among(Event.objects.all(), of=[])) == []
    assert list(uses_among(Event.objects.filter(series=make_series()))) == []


@pytest.mark.django_db
def test_those_never_looked_at_come_first_and_what_is_not_due_waits():
    event = make_event()
    urls = [f"https://a.se/{name}" for name in ("new", "old", "fresh")]
    for url in urls:
        make_material(event, url=url)
    note_answer(urls[1], ANSWERS, 200, at=NOON - 20 * DAY)
    note_answer(urls[2], ANSWERS, 200, at=NOON - DAY)
    note_answer("https://a.se/no-longer", GONE, 404, at=NOON - DAY)

    assert addresses_to_look_at(at=NOON) == urls[:2]
    assert set(addresses_to_look_at(at=NOON, everything=True)) == set(urls)
    assert CheckedAddress.objects.count() == 2


@pytest.mark.django_db
def test_longest_address_is_kept():
    url = "https://a.se/" + "ö" * 1980
    for day in (0, 1, 3):
        note_answer(url, GONE, 404, at=NOON + day * DAY)

    assert dead_addresses()[url].status == 404


@pytest.mark.django_db
def test_round_is_asked_for_once_a_day_and_the_first_an_hour_after_the_start():
    ask_to_look(at=NOON)

    assert ask_to_look(at=NOON + HOUR) is None
    assert claim("w", [JobKind.LINKS], at=NOON) is None
    job = claim("w", [JobKind.LINKS], at=NOON + HOUR)
    assert job is not None
    finish(job, at=NOON + HOUR)
    assert ask_to_look(at=NOON + 20 * HOUR) is None
    assert ask_to_look(at=NOON + 25 * HOUR) is not None
    assert claim("w", [JobKind.LINKS], at=NOON + 25 * HOUR) is not None
