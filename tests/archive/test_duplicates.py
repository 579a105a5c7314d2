# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names so alike that somebody should ask, tried on the names of NOSAD's archive; and names that only look so."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.factories import make_organisation, make_person, make_topic
from verkstad.archive.named import exactly_named, found_by_name
from verkstad.archive.rules.duplicates import near_duplicates, why_alike
from verkstad.archive.rules.names import fit, is_one_slip

DOSSIER = Path(__file__).resolve().parents[2] / "src/verkstad/site/dossiers/nosad"


def names_of(file: str) -> list[list[str]]:
    """The names of each thing of the dossier's file."""
    things = yaml.safe_load((DOSSIER / file).read_text(encoding="utf-8"))
    things = things if isinstance(things, list) else next(value for value in things.values() if isinstance(value, list))
    return [_names(thing) for thing in things]


def _names(thing: dict[str, Any]) -> list[str]:
    name = thing["name"]
    own = [name] if isinstance(name, str) else [name.get("sv"), name.get("en")]
    return [one for one in (*own, thing.get("short_name"), *thing.get("aliases", ())) if one]


@pytest.mark.parametrize(
    ("typed", "there", "why"),
    [
        ("maria dalhage", "Maria Dalhage", "same"),
        ("Maria  Dalhage", "Maria Dalhage", "same"),
        ("Asa Ostling", "Åsa Östling", "same"),
        ("Carl Eric Mols", "Carl-Eric Mols", "same"),
        ("CarlEric Mols", "Carl-Eric Mols", "same"),
        ("Dalhage, Maria", "Maria Dalhage", "order"),
        ("M. Dalhage", "Maria Dalhage", "initials"),
        ("M Dalhage", "Maria Dalhage", "initials"),
        ("Dalhage, M.", "Maria Dalhage", "initials"),
        ("Maria Anna Dalhage", "Maria Dalhage", "middle"),
        ("Maria A. Dalhage", "Maria Dalhage", "middle"),
        ("Maria Dahlage", "Maria Dalhage", "slip"),
        ("Maria Dalhag", "Maria Dalhage", "slip"),
        ("Marja Dalhage", "Maria Dalhage", "slip"),
        ("Dalhage Marja", "Maria Dalhage", "slip"),
        ("Mia Dalhage", "Maria Dalhage", None),
        ("Maria Berg", "Maria Dalhage", None),
        ("Johan Linåker", "Johanna Linåker", None),
        ("Maria", "Maria Dalhage", None),
        ("", "Maria Dalhage", None),
    ],
)
def test_name_of_a_person_is_like_another(typed: str, there: str, why: str | None) -> None:
    assert why_alike(typed, there, "person") == why
    assert why_alike(there, typed, "person") == why


@pytest.mark.parametrize(
    ("typed", "there", "why"),
    [
        ("arbetsformedlingen", "Arbetsförmedlingen", "same"),
        ("Rise AB", "RISE", "same"),
        ("e-arkiv", "eArkiv", "same"),
        ("data öppna", "Öppna data", "order"),
        ("Arbetsförmedlngen", "Arbetsförmedlingen", "slip"),
        ("SCB", "SKB", None),
        ("SKR", "SKL", None),
        ("Region Skåne", "Region Gävleborg", None),
    ],
)
def test_name_of_an_organisation_or_topic_is_like_another(typed: str, there: str, why: str | None) -> None:
    assert why_alike(typed, there, "organisation") == why


@pytest.mark.parametrize(
    ("file", "kind"),
    [("people.yaml", "person"), ("organisations.yaml", "organisation"), ("topics.yaml", "topic")],
)
def test_no_two_things_of_nosad_are_taken_for_one(file: str, kind: str) -> None:
    things = names_of(file)

    alike = [
        (one, other)
        for ones, others in combinations(things, 2)
        for one in ones
        for other in others
        if why_alike(one, other, kind)
    ]

    assert len(things) > 50
    assert alike == []


def test_a_slip_of_the_finger_in_any_name_of_nosad_s_people_is_noticed() -> None:
    for name in (names[0] for names in names_of("people.yaml")):
        half = len(name) // 2
        for slipped in (name[:half] + name[half + 1 :], name[:half] + "x" + name[half:], name + "n"):
            assert why_alike(slipped, name, "person"), (slipped, name)


def test_two_letters_in_each_other_s_place_are_one_slip() -> None:
    assert is_one_slip("dahlage", "dalhage")
    assert not is_one_slip("dalhage", "dalhage")
    assert not is_one_slip("abcd", "badc")


@pytest.mark.parametrize(
    ("typed", "name", "how_well"),
    [
        ("åsa", "Åsa Öberg", 1),
        ("asa", "Åsa Öberg", 1),
        ("åsa", "Asa Berg", None),
        ("öberg", "Åsa Öberg", 2),
        ("ÖBERG åsa", "Åsa Öberg", 2),
        ("data", "Kommunernas miljödata", 3),
        ("da", "Kommunernas miljödata", None),
        ("Åsa Öberg", "åsa öberg", 0),
        ("", "Åsa", None),
        ("–", "Åsa", None),
    ],
)
def test_what_is_typed_fits_a_name(typed: str, name: str, how_well: int | None) -> None:
    assert fit(typed, name) == how_well


@pytest.mark.django_db
def test_near_duplicates_are_told_likest_first_with_drafts_and_other_names() -> None:
    same = make_person(name="Maria Dalhage", live=False)
    alias = make_person(name="Mia Berg", aliases=["M. Dalhage"])
    make_person(name="Åsa Öberg")

    found = near_duplicates("maria dalhage", "person")

    assert [(near.id, near.why) for near in found] == [(same.pk, "same"), (alias.pk, "initials")]
    assert near_duplicates("maria dalhage", "person", leaving_out=[same.pk]) == found[1:]
    assert near_duplicates("maria dalhage", "person", 1) == found[:1]


@pytest.mark.django_db
def test_things_are_found_by_any_of_their_names_the_best_first() -> None:
    digg = make_organisation(
        name={"sv": "Myndigheten för digital förvaltning", "en": "Agency for Digital Government"},
        short_name="DIGG",
        aliases=["Digitaliseringsmyndigheten"],
    )
    other = make_organisation(name="Diggers AB")
    topic = make_topic(name={"sv": "Öppen källkod", "en": "Open source"})

    assert found_by_name("organisation", "digg") == [digg.pk, other.pk]
    assert found_by_name("organisation", "digital gov") == [digg.pk]
    assert found_by_name("organisation", "digitaliserings") == [digg.pk]
    assert found_by_name("topic", "open") == [topic.pk]
    assert found_by_name("organisation", "digg", limit=1) == [digg.pk]


@pytest.mark.django_db
def test_whole_name_with_its_line_in_parentheses_names_one_of_several() -> None:
    make_organisation(name="Staden", kind="company")
    town = make_organisation(name="Staden", kind="municipality", short_name="S")

    assert len(exactly_named("organisation", "staden")) == 2
    assert exactly_named("organisation", "Staden (S)") == [town.pk]
    assert exactly_named("organisation", "Stade") == []
