# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of the addresses elsewhere that readers are led to, by what looking at them has shown (``archive.addresses.dead_addresses``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import AddressResult
from verkstad.archive.rules.addresses import Known
from verkstad.checks.register import CHECKS, Found, check
from verkstad.records.dossier import EventFile
from verkstad.records.events import Event

Dead = Mapping[str, Known]
"""By address what is known of those that are dead."""

TELLS: dict[AddressResult, str] = {
    AddressResult.GONE: "address.gone",
    AddressResult.UNREACHABLE: "address.unreachable",
    AddressResult.CERTIFICATE: "address.certificate",
}


@check(
    "address.gone",
    severity="warning",
    of=EventFile,
    message=_(
        "%(address)s is gone: it has answered %(status)s since %(since)s. Find where it is now, or take the address away."
    ),
    by="addresses",
    of_what_readers_see=True,
)
def address_is_not_gone(event: Event, at: datetime, dead: Dead) -> Iterator[Found]:
    yield from _found(event, dead, AddressResult.GONE)


@check(
    "address.unreachable",
    severity="warning",
    of=EventFile,
    message=_("%(address)s has not answered since %(since)s. Find out whether it has moved, or take the address away."),
    by="addresses",
    of_what_readers_see=True,
)
def address_answers(event: Event, at: datetime, dead: Dead) -> Iterator[Found]:
    yield from _found(event, dead, AddressResult.UNREACHABLE)


@check(
    "address.certificate",
    severity="warning",
    of=EventFile,
    message=_(
        "The certificate of %(host)s has been wrong since %(since)s, and browsers warn readers away from %(address)s. Tell whoever runs it, or take the address away."
    ),
    by="addresses",
    of_what_readers_see=True,
)
def address_has_a_certificate(event: Event, at: datetime, dead: Dead) -> Iterator[Found]:
    yield from _found(event, dead, AddressResult.CERTIFICATE)


def say_dead(url: str, known: Known) -> str:
    """The sentence of the check that tells of a dead address."""
    return str(CHECKS[TELLS[known.result]].message) % _values(url, known)


def _found(event: Event, dead: Dead, result: AddressResult) -> Iterator[Found]:
    for place, url in places_elsewhere(event) if dead else ():
        known = dead.get(url)
        if known is not None and known.result == result:
            yield Found(place, _values(url, known))


def places_elsewhere(event: Event) -> Iterator[tuple[str, str]]:
    """Where in an event readers are led elsewhere, and whither; the same places as ``archive.addresses.uses_among``."""
    for recording in event.recordings:
        for place in recording.places if recording.state == "published" else ():
            if place.url:
                yield f"recordings[{recording.id}].places", place.url
    for material in event.materials:
        if material.url:
            yield f"materials[{material.id}].url", material.url
    for link in event.links:
        if link.url:
            yield f"links[{link.uid}].url", link.url


def _values(url: str, known: Known) -> dict[str, Any]:
    since = timezone.localdate(known.failing_since or known.looked_at)
    return {"address": url, "host": urlsplit(url).hostname or url, "status": known.status, "since": since.isoformat()}
