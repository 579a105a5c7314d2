# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import pytest

from verkstad.participation.limits import DAY, Limit, sender_of


class Watch:
    def __init__(self) -> None:
        self.time = 10.0 * DAY

    def __call__(self) -> float:
        return self.time


def test_sender_may_write_again_when_time_has_passed():
    watch = Watch()
    limit = Limit(2, 60, now=watch)

    assert [limit.allows("192.0.2.1") for _ in range(3)] == [True, True, False]
    assert limit.allows("192.0.2.2")
    watch.time += 61
    assert limit.allows("192.0.2.1")


def test_one_subscribers_ipv6_network_is_one_sender():
    limit = Limit(1, 60, now=Watch())

    assert limit.allows("2001:db8:1:2::1")
    assert not limit.allows("2001:db8:1:2:ffff::9")
    assert limit.allows("2001:db8:1:3::1")
    assert limit.allows("::ffff:192.0.2.1")
    assert not limit.allows("192.0.2.1")


def test_nothing_of_an_address_is_kept_and_its_hash_lives_a_day():
    watch = Watch()
    limit = Limit(1, 60, now=watch)
    limit.allows("192.0.2.1")
    (first,) = limit._times

    watch.time += DAY
    limit.allows("192.0.2.1")
    (second,) = limit._times

    assert b"192" not in first
    assert first != second


def test_floods_from_many_addresses_do_not_fill_memory(monkeypatch):
    monkeypatch.setattr("verkstad.participation.limits.SENDERS_AT_MOST", 10)
    limit = Limit(1, 60, now=Watch())

    for number in range(100):
        limit.allows(f"192.0.2.{number}")

    assert len(limit._times) <= 10


@pytest.mark.parametrize(
    ("forwarded", "proxies", "sender"),
    [
        ("203.0.113.9", 0, "10.0.0.1"),  # not ours to believe
        ("203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9", 1, "203.0.113.9"),  # the left one is the sender's own claim
        ("198.51.100.7, 203.0.113.9", 2, "198.51.100.7"),
        ("", 1, "10.0.0.1"),
        ("203.0.113.9", 2, "10.0.0.1"),
    ],
)
def test_sender_behind_proxies(forwarded, proxies, sender):
    assert sender_of("10.0.0.1", forwarded, proxies=proxies) == sender
