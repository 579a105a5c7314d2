# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an address to what came of asking for it: first without its content (HEAD), then for a little of it (GET)."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urljoin

from verkstad.archive.choices import AddressResult
from verkstad.intake.addresses.connection import Answer, NotConnected, ask_once
from verkstad.intake.addresses.guard import Guard, NoSuchHost, NotAllowed, Target
from verkstad.intake.addresses.services import address_to_ask

REDIRECTS_AT_MOST = 6
SECONDS = 20.0
"""For one question, from the name to the answer."""
_GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Outcome(NamedTuple):
    """What came of it; ``is_of_host`` when the host itself failed, so that its other addresses would too."""

    result: AddressResult
    status: int | None = None
    is_of_host: bool = False


Turn = Callable[[str], None]
"""Called with the name of a host before each question to it; returns when it is polite to ask."""


def ask_address(url: str, *, guard: Guard, agent: str, turn: Turn, seconds: float = SECONDS) -> Outcome:
    """Ask for an address and follow where it sends us, judging each step by the guard. Raises what ``turn`` raises, and no other."""
    asked = address_to_ask(url)
    is_first = True
    for _step in range(REDIRECTS_AT_MOST + 1):
        try:
            target = guard.target_of(asked)
        except NotAllowed:
            return Outcome(AddressResult.NOT_ASKED)
        except NoSuchHost:
            return Outcome(AddressResult.UNREACHABLE, is_of_host=is_first)
        answer = _ask(target, agent=agent, turn=turn, seconds=seconds, is_first=is_first)
        if isinstance(answer, Outcome):
            return answer
        if answer.status not in _REDIRECTS or not answer.location:
            return Outcome(_result_of(answer.status), answer.status)
        try:
            asked = urljoin(asked, answer.location)
        except ValueError:
            return Outcome(AddressResult.UNREACHABLE, answer.status)
        is_first = False
    return Outcome(AddressResult.REFUSES, answer.status)  # sent in a ring, as by a page that wants a cookie


def _ask(target: Target, *, agent: str, turn: Turn, seconds: float, is_first: bool) -> Answer | Outcome:
    """What the server says; many that have the page say no to HEAD, so only GET's no is believed."""
    answer: Answer | None = None
    for method in ("HEAD", "GET"):
        turn(target.host)
        try:
            answer = ask_once(target, method, agent=agent, seconds=seconds)
        except ssl.SSLCertVerificationError:
            return Outcome(AddressResult.CERTIFICATE, is_of_host=is_first)
        except NotConnected:
            return Outcome(AddressResult.UNREACHABLE, is_of_host=is_first)
        except (OSError, http.client.HTTPException, ValueError):
            answer = None
            continue
        if answer.status < 400:
            return answer
    return answer or Outcome(AddressResult.UNREACHABLE)


def _result_of(status: int) -> AddressResult:
    if status in _GONE:
        return AddressResult.GONE
    if status < 400 or status == 416:  # it is there, and has no first thousand bytes: an empty file
        return AddressResult.ANSWERS
    return AddressResult.UNREACHABLE if status >= 500 and status not in {501, 503, 999} else AddressResult.REFUSES
