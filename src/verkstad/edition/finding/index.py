# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The find-in-list in memory: loaded once per edition, asked by the front.

Every word of the query must be met by a word that begins with it: in the title, a former title, the name of a person, an
organisation or a topic, the year, the month or the kind. å ä ö are kept apart as long as that finds something: *hal* does not
find *hål*, but *oppen* finds *öppen* because nothing begins with *oppen*.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from babel.dates import get_month_names

from verkstad.edition import cards
from verkstad.edition.finding.folding import Term, meeting, meets, searchable, words_in
from verkstad.edition.finding.query import Query
from verkstad.edition.finding.rows import FORMAT
from verkstad.edition.library import EventCard
from verkstad.edition.rendering.frame import Face
from verkstad.exchange.words import event_kinds
from verkstad.records.base import LANGUAGES, Language
from verkstad.records.published import Site
from verkstad.search.analysis.folding import plain

PAGE_ROWS = 50
_LAST = "\U0010ffff"


class UnknownFormat(ValueError):
    """The file was written by another version of Verkstad."""

    def __init__(self, found: object) -> None:
        super().__init__(f"the find-in-list is of format {found!r}, and this version reads {FORMAT}")


class FoundRow(NamedTuple):
    card: EventCard
    matched: tuple[str, ...]
    """The names, and former titles, in which words were met that the title does not have."""


class Found(NamedTuple):
    rows: tuple[FoundRow, ...]
    total: int
    page: int
    pages: int
    years: tuple[tuple[int, int], ...]
    """(year, number) of what would be found without the query's year, newest first."""


Bits = int
"""A set of rows: bit 0 is the newest row. Sets of this kind are united, met and counted at once, whatever their size."""


class _Words:
    """Words in order, each with the rows it stands in: as bits where they are many, as numbers where they are few."""

    def __init__(self, rows_by_word: Mapping[str, array[int]], count: int) -> None:
        self._count = count
        self._words = sorted(rows_by_word)
        many = count // 32  # from here on, bits take less room than numbers
        self._rows = [
            _bits(rows_by_word[word], count) if len(rows_by_word[word]) > many else rows_by_word[word]
            for word in self._words
        ]

    def beginning_with(self, start: str) -> Bits:
        # One letter begins too much to mean it: it is met as a word only.
        end = start + _LAST if len(start) > 1 else start + "\0"
        found: Bits = 0
        few: list[array[int]] = []
        for rows in self._rows[bisect_left(self._words, start) : bisect_left(self._words, end)]:
            if isinstance(rows, array):
                few.append(rows)
            else:
                found |= rows
        return found | _bits(chain.from_iterable(few), self._count)


def _bits(numbers: Iterable[int], count: int) -> Bits:
    digits = bytearray(b"0") * (count + 1)
    for number in numbers:
        digits[count - number] = 49
    return int(digits, 2)


def _numbers(bits: Bits) -> list[int]:
    return [number for number, digit in enumerate(bin(bits)[:1:-1]) if digit == "1"]


class Index:
    """Rows are numbered newest first. Their lines stay as they were read; the fifty of a page are parsed when they are shown."""

    def __init__(self, site: Site, faces: dict[Language, Face], lines: list[bytes]) -> None:
        self.site = site
        self.faces = faces
        self._lines = lines
        by_word: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        by_trait: defaultdict[int | str, array[int]] = defaultdict(lambda: array("I"))
        for number, line in enumerate(lines):
            packed, names = json.loads(line)
            card = cards.card_of_values(packed)
            for trait in _traits(card):
                by_trait[trait].append(number)
            for word in {word for text in _texts(card, names) for word in words_in(text)}:
                by_word[word].append(number)
        self._traits = {trait: _bits(rows, len(lines)) for trait, rows in by_trait.items()}
        self._exact = _Words(by_word, len(lines))
        self._plain = _Words(_forgiving(by_word), len(lines))
        self.years = sorted((trait for trait in self._traits if isinstance(trait, int)), reverse=True)

    @classmethod
    def load(cls, data: bytes) -> Index:
        """From the bytes of the edition's file. Raises UnknownFormat."""
        head, _, rest = data.partition(b'"rows":[\n')
        found = json.loads(head.rstrip(b",") + b"}") if rest else {}
        if found.get("format") != FORMAT:
            raise UnknownFormat(found.get("format"))
        lines = [line.removesuffix(b",") for line in rest.removesuffix(b"\n]}\n").split(b"\n") if line]
        faces = {language: Face(*found["faces"][language]) for language in LANGUAGES}
        return cls(Site.model_validate(found["site"]), faces, lines)

    def __len__(self) -> int:
        return len(self._lines)

    def rows_for(self, query: Query) -> Bits:
        """The rows that meet the words and the conditions, all but the year."""
        found = self._with_all(query.terms) if query.text else (1 << len(self)) - 1
        for trait in (*query.has, *filter(None, [query.kind])):
            found &= self._traits.get(trait, 0)
        return found

    def rows_of_year(self, year: int) -> Bits:
        return self._traits.get(year, 0)

    def count(self, query: Query) -> int:
        """How many rows answer a query, whatever its page."""
        rows = self.rows_for(query)
        return (rows & self.rows_of_year(query.year) if query.year else rows).bit_count()

    def _with_all(self, terms: Iterable[Term]) -> Bits:
        found: Bits = (1 << len(self)) - 1
        asked = False
        for whole, *parts in terms:
            found &= self._with(whole) | (self._with_all((part,) for part in parts) if parts else 0)
            asked = True
        return found if asked else 0

    def _with(self, word: str) -> Bits:
        bare = plain(word)
        return self._exact.beginning_with(word) or self._exact.beginning_with(bare) | self._plain.beginning_with(bare)

    def row(self, number: int, query: Query, language: Language) -> FoundRow:
        packed, names = json.loads(self._lines[number])
        card = cards.card_of_values(packed)
        return FoundRow(card, tuple(_matched(card, names, query.terms, language)))


def find(index: Index, query: Query, language: Language = "sv") -> Found:
    """A page of what is found, newest first; a page after the last is the last."""
    rows = index.rows_for(query)
    years = tuple((year, count) for year in index.years if (count := (rows & index.rows_of_year(year)).bit_count()))
    numbers = _numbers(rows & index.rows_of_year(query.year) if query.year else rows)
    pages = max(1, -(-len(numbers) // PAGE_ROWS))
    page = min(query.page, pages)
    shown = numbers[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    return Found(tuple(index.row(number, query, language) for number in shown), len(numbers), page, pages, years)


def _traits(card: EventCard) -> Iterator[int | str]:
    """What a row can be chosen by: its year, its kind, and what of it can be opened."""
    yield card.start_date.year
    yield card.kind
    if card.recording == "published" and card.recording_has_address:
        yield "recording"
    if card.slides_with_address:
        yield "slides"


def _forgiving(by_word: dict[str, array[int]]) -> dict[str, array[int]]:
    found: dict[str, array[int]] = {}
    for word, rows in by_word.items():
        bare = plain(word)
        if bare != word:
            found[bare] = array("I", sorted({*found.get(bare, ()), *rows}))
    return found


def _texts(card: EventCard, names: list[list[str | None]]) -> Iterator[str]:
    """All that an event can be found by."""
    yield from _titles(card)
    yield from card.former_titles
    for name in names:
        yield from filter(None, name[1:])
    yield str(card.start_date.year)
    for language in LANGUAGES:
        yield event_kinds(language)[card.kind]  # type: ignore[index]
        yield get_month_names("wide", locale=language)[card.start_date.month]


def _titles(card: EventCard) -> Iterator[str]:
    yield from filter(None, (card.title.sv, card.title.en))


def _matched(
    card: EventCard, names: list[list[str | None]], terms: Iterable[Term], language: Language
) -> Iterator[str]:
    title = searchable(f"{card.title.sv}\n{card.title.en}")
    sought = tuple(
        word for whole, *parts in terms if not meets(whole, title) for word in (whole, *parts) if not meets(word, title)
    )
    if not sought:
        return
    is_met = meeting(sought)
    for former in card.former_titles:
        if is_met(searchable(former)):
            yield former
    for _, swedish, english, *others in names:
        if is_met(searchable("\n".join(filter(None, (swedish, english, *others))))):
            yield (english if language == "en" and english else swedish) or ""
