# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking at the addresses of an archive, and what is kept of it."""

from __future__ import annotations

import pytest

from tests.factories import DAY, NOON, make_event, make_material
from tests.intake.addresses.servers import LOCAL, stranger
from verkstad.archive.addresses import dead_addresses
from verkstad.archive.choices import AddressResult
from verkstad.archive.models import CheckedAddress
from verkstad.intake.addresses import Guard, Manners, NetworkAway, look_at_addresses

pytestmark = pytest.mark.django_db

MANNERS = Manners("Verkstad", pause_seconds=0.0, seconds=3.0)


def _look(guard: Guard, **values):
    return look_at_addresses(**({"at": NOON, "guard": guard, "manners": MANNERS} | values)).counts


def test_one_bad_night_is_no_alarm_and_four_are():
    with stranger() as server:
        event = make_event()
        for path in ("/ok", "/404", "/403"):
            make_material(event, url=server.url(path))
        make_material(event, url="http://192.168.1.1/router")

        progress: list[tuple[int, int]] = []
        counts = _look(server.guard, progress=lambda done, total: progress.append((done, total)))
        assert counts == {
            AddressResult.ANSWERS: 1,
            AddressResult.GONE: 1,
            AddressResult.REFUSES: 1,
            AddressResult.NOT_ASKED: 1,
        }
        assert progress[-1] == (4, 4)
        assert _look(server.guard) == {}, "nothing is due again so soon"
        assert dead_addresses() == {}

        for day in (1, 2, 3):
            assert not dead_addresses()
            assert _look(server.guard, at=NOON + day * DAY) == {AddressResult.GONE: 1}
        assert set(dead_addresses()) == {server.url("/404")}


def test_address_that_nothing_leads_to_any_longer_is_forgotten_and_the_sites_own_is_not_asked():
    with stranger() as server:
        material = make_material(make_event(), url=server.url("/404"))
        _look(server.guard)
        assert CheckedAddress.objects.count() == 1

        material.url = server.url("/ok")
        material.save()
        assert _look(server.guard, own_host=LOCAL) == {}
        assert CheckedAddress.objects.count() == 0


def test_when_no_host_answers_the_fault_is_ours_and_nothing_is_kept():
    event = make_event()
    numbers = [f"127.0.0.{number}" for number in (1, 2, 3)]
    guard = Guard(frozenset((number, 9) for number in numbers))
    for number in numbers:
        make_material(event, url=f"http://{number}:9/")

    with pytest.raises(NetworkAway):
        _look(guard)
    assert not CheckedAddress.objects.exists()

    with stranger() as server:
        make_material(event, url=server.url("/ok"))
        counts = _look(Guard(guard.admitted | server.guard.admitted))
    assert counts == {AddressResult.UNREACHABLE: 3, AddressResult.ANSWERS: 1}
