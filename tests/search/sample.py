# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of search look in: NOSAD's archive, and a made-up workshop with speech and slide pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from uuid import UUID

import verkstad.site
from verkstad.intake.dossier import read_dossier
from verkstad.records.dossier import Dossier
from verkstad.search.passages import Bundle, Named, Passage, Place, bundle_of

SAMPLE = "2024-09-10-prov-av-sokning"


class Names:
    def __init__(self, dossier: Dossier) -> None:
        groups = (dossier.series, dossier.organisations, dossier.people, dossier.topics)
        self._things = {thing.id: thing for group in groups for thing in group}

    def thing(self, id: UUID, /):
        return self._things[id]

    person = organisation = topic = series = thing


@cache
def nosad() -> tuple[str, ...]:
    """The bundles of NOSAD's archive, as JSON."""
    dossier = read_dossier(Path(verkstad.site.__file__).parent / "dossiers" / "nosad")
    names = Names(dossier)
    things = (*dossier.events, *dossier.series, *dossier.organisations, *dossier.people, *dossier.topics)
    return tuple(bundle_of(thing, names).to_json() for thing in things)


def workshop(
    *passages: Passage, key: int = 1, slug: str = SAMPLE, title: str = "Prov av sökning", date: str = "2024-09-10"
) -> Bundle:
    """An event with passages; those of speech and pages are by Ada Exempel of Provmyndigheten."""
    place = Place(slug, title, "", "sv", date, False, "workshop", True, True)
    own = Passage("event", "sv", title)
    return Bundle(
        str(UUID(int=key << 70)),
        slug,
        place,
        (Named("ada-exempel", "Ada Exempel"),),
        (Named("provmyndigheten", "Provmyndigheten", "", ("PM",)),),
        (),
        (Named("prov", "Prov"),),
        (own, *passages),
    )


def said(text: str, second: float = 0.0, language: str = "sv") -> Passage:
    return Passage("speech", language, "", text, (0,), (0,), second=second, address=f"/event/{SAMPLE}/#t={second:.0f}")


def shown(title: str, text: str, page: int, language: str = "sv") -> Passage:
    return Passage("page", language, title, text, (0,), (0,), page=page, anchor="slides")


def spoken() -> Bundle:
    return workshop(
        said("Vi börjar med kravställningen mot leverantörerna, den tog oss ett halvår.", 62),
        said("Alla upphandlingsdokument ligger i samma mapp, och där hittar du även avtalen.", 754),
        said("Sedan satte vi en brandvägg runt containrarna i molnet.", 1503.5),
        said("Frågan om öppenkällkodslicenser kom upp igen.", 2100),
        shown("Validering mot DCAT-AP-SE", "Profilen kontrolleras innan katalogen skördas.", 7),
        shown("Sammanfattning", "Öppna standarder, tydliga krav, ett gemensamt nätverk.", 12),
    )


def corpus() -> list[str]:
    return [*nosad(), spoken().to_json()]
