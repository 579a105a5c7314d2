# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long lists are parted into pages, and the addresses of those pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from verkstad.edition.collation import initial
from verkstad.edition.library import Kind, ThingRow
from verkstad.records.base import Language

THING_EVENTS = 50
"""A person, organisation, topic or series with more events than this shows its newest, and gets a page per year."""
THING_NEWEST = 25
YEAR_EVENTS = 100
"""A year with more events than this gets a page per month."""
RELATED = 24
"""So many people, organisations or topics that share events with a thing are shown; the rest are counted."""
LIST_ROWS = 300
"""A list of people, organisations or topics with more rows than this gets a page per first letter."""
CHANGES_SHOWN = 100

PageName = Literal[
    "home", "events", "people", "organisations", "topics", "subscribe", "changes", "about",
    "policy", "privacy", "accessibility", "data", "contact", "propose",
]  # fmt: skip

LISTS: dict[Kind, str] = {"person": "people", "organisation": "organisations", "topic": "topics", "series": "series"}

_LETTERS = {"å": "aa", "ä": "ae", "ö": "oe"}
_LETTER_ORDER = [*"abcdefghijklmnopqrstuvwxyz", "aa", "ae", "oe", "0"]
_SHOWN_LETTERS = {"aa": "Å", "ae": "Ä", "oe": "Ö", "0": "0–9"}


def _in(path: str, language: Language) -> str:
    return path if language == "sv" else f"/en{path}"


def page_path(name: PageName, language: Language) -> str:
    return _in("/" if name == "home" else f"/{name}/", language)


def events_path(language: Language) -> str:
    return _in("/events/", language)


def year_path(year: int, language: Language) -> str:
    return _in(f"/events/{year}/", language)


def month_path(year: int, month: int, language: Language) -> str:
    return _in(f"/events/{year}/{month:02}/", language)


def print_path(year: int, language: Language) -> str:
    return _in(f"/events/{year}/print/", language)


def thing_year_path(kind: Kind, slug: str, year: int, language: Language) -> str:
    return _in(f"/{kind}/{slug}/{year}/", language)


def list_path(kind: Kind, letter: str | None, language: Language) -> str:
    return _in(f"/{LISTS[kind]}/{letter}/" if letter else f"/{LISTS[kind]}/", language)


def thing_years(years: Sequence[tuple[int, int]]) -> list[int]:
    """The years, of (year, number of events), that get a page of their own; none when all events fit on one page."""
    if sum(count for _, count in years) <= THING_EVENTS:
        return []
    return [year for year, _ in years]


def year_has_months(count: int) -> bool:
    return count > YEAR_EVENTS


def letter_of(name: str) -> str:
    """The address letter a name stands under, as it is sorted: a–z, "aa", "ae" and "oe" for å, ä and ö, "0" for all else."""
    first = initial(name).lower()
    return _LETTERS.get(first) or (first if len(first) == 1 and "a" <= first <= "z" else "0")


def letter_of_row(row: ThingRow) -> str:
    """The address letter a row stands under: that of its Swedish name, in both languages."""
    return letter_of(row.name.shown("sv").words)


def in_alphabet(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """(address letter, count) in the order of the alphabet."""
    return sorted(counts.items(), key=lambda item: _LETTER_ORDER.index(item[0]))


def list_has_letters(count: int) -> bool:
    return count > LIST_ROWS


def list_letters(rows: Sequence[ThingRow]) -> list[str]:
    """The address letters of a list, in order; none when one page holds all rows. Rows stand under their Swedish name."""
    if not list_has_letters(len(rows)):
        return []
    return sorted({letter_of_row(row) for row in rows}, key=_LETTER_ORDER.index)


def letter_shown(letter: str) -> str:
    return _SHOWN_LETTERS.get(letter) or letter.upper()
