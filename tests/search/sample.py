# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of search look in: NOSAD's archive, the demo's sample workshop, and one more with speech and slide pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from uuid import UUID

import verkstad.site
from verkstad.intake.dossier import read_dossier
from verkstad.records.base import LANGUAGES
from verkstad.records.captions import Captions
from verkstad.records.dossier import Dossier
from verkstad.records.speech import passages_of
from verkstad.search.passages import Bundle, Named, Passage, Place, Said, Shown, ShownPage, bundle_of

SAMPLE = "2024-09-10-prov-av-sokning"


class Names:
    def __init__(self, dossier: Dossier) -> None:
        groups = (dossier.series, dossier.organisations, dossier.people, dossier.topics)
        self._things = {thing.id: thing for group in groups for thing in group}

    def thing(self, id: UUID, /):
        return self._things[id]

    person = organisation = topic = series = thing


DOSSIERS = Path(verkstad.site.__file__).parent / "dossiers"
SLIDES = (
    ("Verkstad i praktiken", "Vera Provsson, Exempelmyndigheten\nTure Testberg, Provkommunen"),
    (
        "Varför försvinner en workshop?",
        "En lång sida som ingen vågar ändra i\nInspelningar på ett ställe, presentationer på ett annat\nIngen vet vem man ska ringa",
    ),
    (
        "En sida för varje workshop",
        "Vad, när och vem\nInspelningen med kapitel\nPresentationen, sida för sida\nDet som sades, sekund för sekund",
    ),
    (
        "Sök i det som sades och visades",
        "Sök på miljödata och hamna på sekunden där ordet sägs\n"
        "Delar av sammansatta ord hittas: upphandlingsdokument finns under upphandling\nPrenumerera på sökningen",
    ),
    (
        "Undertexter i tre steg",
        "Automatiska: en maskin har skrivit, och de kan innehålla fel\nRättade: en människa har gått igenom dem\n"
        "Granskade: någon svarar för dem",
    ),
)
"""What stands on the slides of the demo's sample workshop."""


@cache
def nosad() -> tuple[str, ...]:
    """The bundles of NOSAD's archive, as JSON."""
    dossier = read_dossier(DOSSIERS / "nosad")
    names = Names(dossier)
    return tuple(bundle_of(thing, names).to_json() for thing in (*dossier.events, *_things(dossier)))


@cache
def demo() -> tuple[str, ...]:
    """The bundles of the demo's sample workshop, with what is said in it in two languages and shown on its slides."""
    dossier = read_dossier(DOSSIERS / "sample")
    names, (event,) = Names(dossier), dossier.events
    said = []
    for language in LANGUAGES:
        captions = Captions.from_json((DOSSIERS / f"sample/files/undertexter.{language}.json").read_bytes())
        said.append(Said(language, "t=", passages_of(captions.cues)))
    slides = [ShownPage(number, title, text) for number, (title, text) in enumerate(SLIDES, 1)]
    own = bundle_of(event, names, said=said, shown=[Shown("sv", "page-", slides)])
    return (own.to_json(), *(bundle_of(thing, names).to_json() for thing in _things(dossier)))


def _things(dossier: Dossier):
    return (*dossier.series, *dossier.organisations, *dossier.people, *dossier.topics)


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
    return [*nosad(), *demo(), spoken().to_json()]
