# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking at the addresses that are due, and keeping what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop as N_

from verkstad.archive.actions.addresses import addresses_to_look_at, note_answer
from verkstad.archive.choices import AddressResult
from verkstad.archive.rules.addresses import FAILURES
from verkstad.intake.addresses.asking import Outcome
from verkstad.intake.addresses.guard import Guard
from verkstad.intake.addresses.rounds import Manners, ask_round

AT_MOST = 1500
"""Addresses in one round; the others come another day."""
OF_A_HOST_AT_MOST = 150
HOSTS_THAT_TELL = 3
"""When none of so many hosts answers, the fault is more likely ours than theirs."""


AWAY = N_(
    "None of the addresses elsewhere answers, whatever the host: this machine is not let out to the web. Nothing was noted. Open the way, or set VERKSTAD_LINK_CHECK=0."
)


class NetworkAway(Exception):
    """No host answered at all: this machine is not let out, and nothing was kept."""


class Looked(NamedTuple):
    """How many addresses had which result."""

    counts: Counter[AddressResult]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def look_at_addresses(
    *,
    at: datetime,
    guard: Guard,
    manners: Manners,
    own_host: str = "",
    everything: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    is_to_stop: Callable[[], bool] = lambda: False,
) -> Looked:
    """Look at those that are due, or with ``everything`` at all in use; the site's own are left alone. Raises NetworkAway.

    Broken off, it has kept what it came to, and the rest is still due.
    """
    due = addresses_to_look_at(at=at, everything=everything)
    chosen = _chosen([url for url in due if _host(url) != own_host], everything=everything)
    counts: Counter[AddressResult] = Counter()
    failed: list[tuple[str, Outcome]] = []
    has_answered = False
    for number, (url, outcome) in enumerate(
        ask_round(chosen, guard=guard, manners=manners, is_to_stop=is_to_stop), start=1
    ):
        has_answered = has_answered or outcome.status is not None
        if outcome.result in FAILURES and not has_answered:
            failed.append((url, outcome))  # kept once it is clear that it is not we who are cut off
        else:
            _keep(url, outcome, counts, at)
        progress(number, len(chosen))
    if not has_answered and len({_host(url) for url, _outcome in failed}) >= HOSTS_THAT_TELL:
        raise NetworkAway
    for url, outcome in failed:
        _keep(url, outcome, counts, at)
    return Looked(counts)


def _keep(url: str, outcome: Outcome, counts: Counter[AddressResult], at: datetime) -> None:
    note_answer(url, outcome.result, outcome.status, at=at)
    counts[outcome.result] += 1


def _chosen(due: list[str], *, everything: bool) -> list[str]:
    if everything:
        return due
    of_host: Counter[str] = Counter()
    chosen = []
    for url in due:
        host = _host(url)
        if of_host[host] < OF_A_HOST_AT_MOST:
            of_host[host] += 1
            chosen.append(url)
    return chosen[:AT_MOST]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
