# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who or what a thing is elsewhere: addresses that mean the same, identifiers, and numbers that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verkstad.records.things import Identity, Organisation

_PREFIXES = {
    "wikidata": "http://www.wikidata.org/entity/",
    "doi": "https://doi.org/",
    "spdx": "https://spdx.org/licenses/",
}


def same_as(identities: Iterable[Identity]) -> Iterator[str]:
    """The addresses that mean the same thing. An identity that is a number without an address is left out."""
    for identity in identities:
        if identity.value.startswith(("https://", "http://")):
            yield identity.value
        elif prefix := _PREFIXES.get(identity.scheme):
            yield prefix + identity.value


def identifiers(identities: Iterable[Identity]) -> Iterator[tuple[str, str]]:
    """Scheme and number of what has no address of its own: ``("SFS", "2009:400")``."""
    for identity in identities:
        if identity.scheme in {"sfs", "sou", "eli"} and not identity.value.startswith(("https://", "http://")):
            yield identity.scheme.upper(), identity.value


def wikidata_address(organisation: Organisation) -> str | None:
    return _PREFIXES["wikidata"] + organisation.wikidata if organisation.wikidata else None


def public_organisation_number(organisation: Organisation) -> str | None:
    """The ten digits of a legal person's number, or None.

    The third digit of a legal person's number is at least 2. Any other number may be a personal identity number (a sole
    trader's is), and is never published. Source: Skatteverket, SKV 709.
    """
    number = (organisation.organisation_number or "").replace("-", "").replace(" ", "").removeprefix("SE")
    if len(number) == 10 and number.isascii() and number.isdigit() and number[2] >= "2":
        return number
    return None
