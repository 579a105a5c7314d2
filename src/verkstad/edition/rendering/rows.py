# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An event as a row: the date in the margin, the title, a sentence, and what there is to have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import NamedTuple

from verkstad.edition.cards import phase_of
from verkstad.edition.library import EventCard
from verkstad.edition.rendering.dates import Leaf, day_and_time, leaf
from verkstad.edition.rendering.environment import macros
from verkstad.edition.rendering.labels import event_kind, mode
from verkstad.edition.rendering.tongue import language_name, length, tongue
from verkstad.records.base import Language, Shown, Text

LEDE = 180
"""A row shows the first sentence of the summary, or as many whole words of it as fit in this many characters."""

Has = tuple[str, str]
"""A CSS class (``fact``, ``yes``, ``not``, ``wait``, ``stop``, ``mind``, ``now``) and the words; the class never speaks alone."""


class Row(NamedTuple):
    href: str
    title: str
    title_language: str | None
    kind: str
    leaf: Leaf
    lede: str
    lede_language: str | None
    has: tuple[Has, ...]
    year: int
    note: str
    """What the list adds to the row, such as the part that a person had in the event."""
    head: str = ""
    tail: str = ""
    """What stands before and after the note, as HTML (``parts/row.html``)."""


def lang_of(shown: Shown, language: Language) -> str | None:
    """What to put in a lang attribute: nothing when the words are in the page's language."""
    return None if shown.language == language else shown.language


def lede(text: Text | None, language: Language) -> tuple[str, str | None]:
    """The first sentence of a text, with its language when it is not the page's."""
    if text is None:
        return "", None
    shown = text.shown(language)
    return first_sentence(shown.words), lang_of(shown, language)


def first_sentence(words: str) -> str:
    start = words.partition("\n\n")[0].replace("\n", " ")
    for end in (". ", "? ", "! "):
        cut = start.find(end)
        if 20 <= cut < LEDE:
            start = start[: cut + 1]
    if len(start) <= LEDE:
        return start
    return start[:LEDE].rpartition(" ")[0].rstrip(",;:–- ") + " …"


_drawn: dict[tuple[int, Language], tuple[EventCard, datetime, Row]] = {}
"""Rows by the identity of their card, which they keep: one event stands on some ten pages of a full build."""

_DRAWN_AT_MOST = 50_000


def row(card: EventCard, language: Language, at: datetime, note: str = "") -> Row:
    known = _drawn.get((id(card), language))
    if known is None or known[0] is not card or known[1] != at:
        if len(_drawn) >= _DRAWN_AT_MOST:
            _drawn.clear()
        known = _drawn[id(card), language] = (card, at, _draw(card, language, at))
    return known[2]._replace(note=note) if note else known[2]


def _draw(card: EventCard, language: Language, at: datetime) -> Row:
    title = card.title.shown(language)
    sentence, sentence_language = lede(card.summary, language)
    bare = Row(
        f"/event/{card.slug}/" if language == "sv" else f"/en/event/{card.slug}/",
        title.words,
        lang_of(title, language),
        event_kind(card.kind, language),
        leaf(card.start_date, card.precision, language),
        sentence,
        sentence_language,
        what_exists(card, language, at),
        card.start_date.year,
        "",
    )
    drawing = macros(language, "parts/row.html")
    return bare._replace(head=drawing.head(bare, False), tail=drawing.tail(bare))


def rows(cards: Iterable[EventCard], language: Language, at: datetime) -> list[Row]:
    return [row(card, language, at) for card in cards]


def by_year(cards: Iterable[EventCard], language: Language, at: datetime) -> list[tuple[int, list[Row]]]:
    """Rows under their years, in the order given."""
    return [(year, list(group)) for year, group in groupby(rows(cards, language, at), key=lambda row: row.year)]


def what_exists(card: EventCard, language: Language, at: datetime) -> tuple[Has, ...]:
    """What a row says below its title: before the event when and how, afterwards what there is and what is missing."""
    say, phase = phrases(language), phase_of(card, at)
    found: list[Has] = []
    if card.status != "scheduled":
        found.append(("stop", say["cancelled"] if card.status == "cancelled" else say["postponed"]))
    if phase != "past":
        if phase == "on_now":
            found.append(("now", say["now"]))
        if card.precision == "day":
            found.append(("fact", day_and_time(card.start_date, card.start_time, card.end_time, language)))
        if card.mode:
            found.append(("fact", mode(card.mode, language)))
        if card.seats_limited:
            found.append(("mind", say["seats"]))
    if card.recording == "published" or phase == "past":
        _recording(card, language, found)
    if card.slides:
        found.append(_slides(card.slides, card.slides_with_address, language))
    if others := card.materials - card.slides:
        found.append(_others(others, card.materials_with_address - card.slides_with_address, language))
    if card.captions:
        found.append(("yes", say["captions"]))
    if not found:
        found.append(("not", say["no material"] if card.is_held else say["nothing"]))
    if card.precision == "month":
        found.append(("mind", say["which day"]))
    if card.language != "sv":
        found.append(("fact", _in_language(card.language, language)))
    if card.year_corrected:
        found.append(("mind", say["corrected"]))
    if card.uncertain:
        found.append(("mind", say["uncertain"]))
    return tuple(found)


def _recording(card: EventCard, language: Language, found: list[Has]) -> None:
    say = phrases(language)
    match card.recording:
        case "published" if card.recording_has_address:
            found.append(("yes", _recorded(card.length_seconds, language)))
        case "published":
            found.append(("not", say["no address"]))
        case "planned" | "processing" if card.status != "cancelled":
            found.append(("wait", say["expected"]))
        case "none" if card.status != "cancelled":
            found.append(("not", say["not recorded"]))
        case "withdrawn":
            found.append(("not", say["withdrawn"]))


@cache
def phrases(language: Language) -> dict[str, str]:
    _ = tongue(language).gettext
    return {
        "cancelled": _("Cancelled"),
        "postponed": _("Postponed"),
        "now": _("On now"),
        "seats": _("Limited seats"),
        "captions": _("captions"),
        "nothing": _("We have no material yet"),
        "no material": _("No material"),
        "which day": _("We do not know which day"),
        "corrected": _("Year corrected"),
        "uncertain": _("Sources differ"),
        "recording": _("Recording"),
        "no address": _("Recording, address missing"),
        "expected": _("Recording expected"),
        "not recorded": _("Not recorded"),
        "withdrawn": _("Recording taken down"),
        "in language": _("In %(language)s"),
        "address missing": _("%(what)s, address missing"),
        "some missing": _("%(what)s, %(missing)s without an address"),
    }


@cache
def _recorded(seconds: float | None, language: Language) -> str:
    words = phrases(language)["recording"]
    return f"{words} {length(seconds, language)}" if seconds else words


@cache
def _slides(n: int, with_address: int, language: Language) -> Has:
    return _within_reach(
        tongue(language).ngettext("%(n)s set of slides", "%(n)s sets of slides", n), n, with_address, language
    )


@cache
def _others(n: int, with_address: int, language: Language) -> Has:
    return _within_reach(
        tongue(language).ngettext("%(n)s other material", "%(n)s other materials", n), n, with_address, language
    )


def _within_reach(what: str, n: int, with_address: int, language: Language) -> Has:
    """Files that are there to have, or known by name alone."""
    if not with_address:
        return "not", phrases(language)["address missing"] % {"what": what}
    if with_address < n:
        return "yes", phrases(language)["some missing"] % {"what": what, "missing": n - with_address}
    return "yes", what


@cache
def _in_language(tag: str, language: Language) -> str:
    return phrases(language)["in language"] % {"language": language_name(tag, language)}
