# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up names, titles and prose in Swedish and English, as long and as varied as an archive of 10,000 workshops needs."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random


def _parted(text: str) -> list[str]:
    return text.split()


_GIVEN = _parted(
    "Anna Erik Maria Lars Karin Johan Eva Anders Sara Per Ingrid Mikael Kerstin Nils Emma Olof Linnéa Björn Åsa Göran Fatima Ali "
    "Amira Jonas Hanna Peter Elsa Henrik Maja Sven Lena Magnus Ida Oskar Märta Håkan Zahra Tomas Wilma Axel Ylva Rasmus"
)  # fmt: skip
_BEFORE = _parted(
    "Berg Lind Sund Ek Björk Holm Sjö Dahl Ström Norr Väster Öster Söder Gran Hög Ny Stor Alm Ask Sand Sten Åker Äng Örn Hed Lund Malm Rosen "
    "Silver Vik Wall Forss Käll Mo Palm Hell Brand Back"
)  # fmt: skip
_AFTER = _parted(
    "man gren kvist ström blad lund quist berg stedt dahl vall son mark fors holm feldt rot ander gård lind ås bäck ö ell"
)
_PLACES = _parted(
    "köping stad torp by hamn vik sund fors holm dal sala ryd arp ås näs bro hult mo tuna lösa bo inge rum kulla gärde å ö strand äng hyttan"
)  # fmt: skip
_BODIES = (
    "{}s kommun|{} municipality", "Region {}|Region {}", "Högskolan i {}|{} University", "Museet i {}|{} Museum", "{} Data AB|{} Data AB",
    "Föreningen Öppna {}|Open {} Association", "Länsstyrelsen i {}|{} County Administrative Board", "{} stadsarkiv|{} City Archives",
    "Stiftelsen {}|{} Foundation", "{} energi|{} Energy", "{} bibliotek|{} Library", "Kommunalförbundet {}|{} Federation",
)  # fmt: skip
_FIELDS = _parted(
    "miljö geo trafik hälso skol energi vatten kultur bygg arbets närings närmiljö forsknings upphandlings rymd skogs jordbruks rätts språk "
    "statistik fastighets avfalls livsmedels klimat bostads säkerhets tillgänglighets demokrati turist luft väg järnvägs hamn biblioteks arkiv "
    "museums register person betal identitets"
)  # fmt: skip
_MATTERS = _parted(
    "data arkiv standard tjänst portal register plattform katalog modell gränssnitt licens infrastruktur samverkan strategi policy analys "
    "visualisering förvaltning utveckling metadata"
)  # fmt: skip
_FIELDS_EN = _parted(
    "environmental geographic traffic health school energy water cultural building labour business research procurement space forest"
)
_MATTERS_EN = _parted(
    "data archives standards services portals registers platforms catalogues models interfaces licences infrastructure strategy"
)
_SOFTWARE = _parted("open libre next data arki kata geo meta link form flow node wiki lume vega nord")
_SOFTWARE_ENDS = _parted("desk cloud base hub kit store graph works forge lab stack view mark line gate")

_SENTENCES = (
    "Vi går igenom hur {a} arbetar med {b} och vad det har kostat.|We look at how {a} works with {b} and what it has cost.",
    "{A} visar {b} i drift och berättar om vägen dit.|{A} shows {b} in use and tells of the way there.",
    "Vilka krav ställer lagen på {b}, och vem ansvarar?|What does the law ask of {b}, and who is responsible?",
    "Efteråt diskuterar vi i grupper hur {b} kan delas mellan myndigheter, kommuner och regioner.|Afterwards we discuss in groups how {b} can be shared between authorities, municipalities and regions.",
    "Deltagarna får prova {b} och ställa frågor om förvaltning, upphandling och licenser.|Participants try {b} and ask about maintenance, procurement and licences.",
    "Erfarenheterna från {a} pekar på att {b} behöver en tydlig ägare.|The experience of {a} is that {b} needs a clear owner.",
    "Målet är att fler ska kunna återanvända {b} utan att börja om från början.|The aim is that more can reuse {b} without starting again.",
    "{A} har öppnat sin {b} och tar emot förbättringar från andra.|{A} has opened its {b} and takes improvements from others.",
)  # fmt: skip


def people(random: Random, count: int) -> list[str]:
    return _distinct(count, lambda: f"{random.choice(_GIVEN)} {random.choice(_BEFORE)}{random.choice(_AFTER)}")


def organisations(random: Random, count: int) -> list[tuple[str, str]]:
    """(Swedish, English) names."""

    def name() -> str:
        place = random.choice(_BEFORE) + random.choice(_PLACES)
        return random.choice(_BODIES).replace("{}", place)

    return [_two(made) for made in _distinct(count, name)]


def topics(random: Random, count: int) -> list[tuple[str, str, str]]:
    """(kind, Swedish, English) of each."""

    def name() -> str:
        if random.random() < 0.35:
            made = random.choice(_SOFTWARE).capitalize() + random.choice(_SOFTWARE_ENDS)
            return f"software|{made}|{made}"
        word = random.choice(_FIELDS) + random.choice(_MATTERS)
        if random.random() < 0.5:
            word = f"{random.choice(('öppen', 'delad', 'nationell', 'länkad', 'regional'))} {word}"
        english = f"{random.choice(('open', 'shared', 'national', 'linked', 'regional'))} {random.choice(_FIELDS_EN)} {random.choice(_MATTERS_EN)}"
        return f"subject|{word.capitalize()}|{english.capitalize()}"

    made = (found.split("|") for found in _distinct(count, name))
    return [(kind, swedish, english) for kind, swedish, english in made]


def title(random: Random, length: int, subject: tuple[str, str]) -> tuple[str, str]:
    """About a subject, of about ``length`` characters."""
    swedish, english = subject
    more = (
        (" i kommuner och regioner", " in municipalities and regions"), (": erfarenheter från förvaltningen", ": experience from operations"),
        (" med öppen källkod", " with open source"), (" för ett hållbart samhälle", " for a sustainable society"),
        (" – så gör vi", " – how we do it"), (" och vad lagen säger", " and what the law says"),
    )  # fmt: skip
    for a, b in random.sample(more, len(more)):
        if len(swedish) + len(a) > max(length, 12):
            break
        swedish, english = swedish + a, english + b
    return swedish, english


def prose(random: Random, length: int, who: tuple[str, str], what: tuple[str, str]) -> tuple[str, str]:
    """Sentences until ``length`` characters of Swedish are reached; a paragraph for each third one."""
    swedish: list[str] = []
    english: list[str] = []
    filled = 0
    while filled < length:
        sv, en = _two(random.choice(_SENTENCES))
        swedish.append(sv.format(a=who[0], A=who[0], b=what[0].lower()))
        english.append(en.format(a=who[1], A=who[1], b=what[1].lower()))
        filled += len(swedish[-1]) + 1
    return _paragraphs(swedish), _paragraphs(english)


def _paragraphs(sentences: list[str]) -> str:
    return "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))


def _two(both: str) -> tuple[str, str]:
    swedish, _, english = both.partition("|")
    return swedish, english


def _distinct(count: int, make) -> list[str]:  # type: ignore[no-untyped-def]
    """``count`` different ones; when chance finds no new one, a number is put at its end."""
    found: dict[str, None] = {}
    for made in _endless(make):
        if len(found) == count:
            return list(found)
        number = 2
        name = made
        while name in found:
            name = "|".join(
                f"{part} {number}" if part not in {"software", "subject"} else part for part in made.split("|")
            )
            number += 1
        found[name] = None
    raise AssertionError("unreachable")


def _endless(make) -> Iterator[str]:  # type: ignore[no-untyped-def]
    while True:
        yield make()
