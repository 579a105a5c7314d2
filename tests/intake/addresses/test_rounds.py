# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many addresses are asked for in a round: side by side between hosts, one at a time at each."""

from __future__ import annotations

import time

from tests.intake.addresses.servers import LOCAL, stranger
from verkstad.archive.choices import AddressResult
from verkstad.intake.addresses import Guard, Manners
from verkstad.intake.addresses.rounds import ask_round

MANNERS = Manners("Verkstad", pause_seconds=0.0, seconds=3.0)
NOBODY = f"http://{LOCAL}:9/"


def test_each_address_has_its_outcome_and_a_host_is_asked_with_a_pause():
    with stranger() as server:
        urls = [server.url(path) for path in ("/ok", "/404", "/403")]

        began = time.monotonic()
        found = dict(ask_round(urls, guard=server.guard, manners=MANNERS._replace(pause_seconds=0.15)))
        took = time.monotonic() - began

        assert [found[url].result.value for url in urls] == ["answers", "gone", "refuses"]
        assert len(server.asked) == 5
        assert took >= 4 * 0.15  # when the server sees a question says as much of the machine as of who asked


def test_host_that_asks_to_be_left_alone_is():
    with stranger() as server:
        urls = [server.url(path) for path in ("/ok", "/429", "/404")]

        assert [url for url, _outcome in ask_round(urls, guard=server.guard, manners=MANNERS)] == urls[:2]


def test_host_that_nobody_reaches_is_tried_twice_and_its_other_addresses_fail_likewise():
    guard = Guard(frozenset({(LOCAL, 9)}))
    urls = [f"{NOBODY}{number}" for number in range(5)]

    found = dict(ask_round(urls, guard=guard, manners=MANNERS))

    assert {outcome.result for outcome in found.values()} == {AddressResult.UNREACHABLE}
    assert list(found) == urls


def test_round_ends_when_told_to_stop():
    with stranger() as server:
        urls = [server.url(f"/ok?{number}") for number in range(50)]
        seen: list[str] = []

        for url, _outcome in ask_round(
            urls, guard=server.guard, manners=MANNERS._replace(pause_seconds=0.01), is_to_stop=lambda: len(seen) >= 3
        ):
            seen.append(url)

        assert 3 <= len(seen) < 10
