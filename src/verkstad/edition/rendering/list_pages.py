# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists: all events by year, a year, a month, its printable page, and the lists of people, organisations and topics."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, get_args

from verkstad.edition.library import EventCard, Kind, Library, ThingRow
from verkstad.edition.rendering.dates import month_name, month_short, when
from verkstad.edition.rendering.environment import render
from verkstad.edition.rendering.frame import FindForm, page
from verkstad.edition.rendering.labels import label
from verkstad.edition.rendering.paging import (
    LIST_ROWS,
    LISTS,
    in_alphabet,
    letter_of_row,
    letter_shown,
    list_path,
    month_path,
    print_path,
    year_has_months,
    year_path,
)
from verkstad.edition.rendering.people import Cast
from verkstad.edition.rendering.rows import lang_of, rows
from verkstad.edition.rendering.stave import staves
from verkstad.edition.rendering.tongue import tongue
from verkstad.exchange import jsonld
from verkstad.exchange.addresses import in_language, year_csv_path
from verkstad.exchange.words import event_kinds
from verkstad.records.base import Language
from verkstad.records.things import TopicKind

EVENTS_PATH = "/events/"
TOPIC_KINDS = get_args(TopicKind)


class YearLine(NamedTuple):
    year: int
    href: str
    events: str
    stave: str


class Entry(NamedTuple):
    """A person, organisation or topic in a list."""

    href: str
    words: str
    language: str | None
    short_name: str
    label: str
    facts: str


def year_lines(library: Library, years: list[tuple[int, int]], language: Language) -> list[YearLine]:
    drawn = staves(library, years)
    return [
        YearLine(year, year_path(year, language), workshops(count, language), stave)
        for (year, count), stave in zip(years, drawn, strict=True)
    ]


NEWEST_OF_MANY = 25
"""So many coming, and past when the newest year is parted by months, stand on the page of all events."""


def render_events(library: Library, language: Language) -> bytes:
    """Coming events, every year as a stave, and the newest year that has something past."""
    _ = tongue(language).gettext
    years = library.years()
    upcoming = library.upcoming()
    coming = {card.id for card in upcoming}
    shown = library.at.year
    past: list[EventCard] = []
    for year, count in years:
        many = year_has_months(count)
        found = library.newest(len(upcoming) + NEWEST_OF_MANY) if many else library.cards_in(year)
        past = [card for card in found if card.id not in coming]
        shown = year
        if past:
            break
    context = page(
        library,
        language,
        path=EVENTS_PATH,
        title=_("Workshops"),
        description=_("All workshops, coming and past, by year, with what there is of recordings and slides."),
        door="events",
        ld=(_collection(library, language, _("Workshops"), EVENTS_PATH, past),),
        upcoming=rows(upcoming[:NEWEST_OF_MANY], language, library.at),
        more_upcoming=max(0, len(upcoming) - NEWEST_OF_MANY),
        years=year_lines(library, years, language),
        year=shown,
        year_href=year_path(shown, language),
        rows=rows(past, language, library.at),
        find=find_form(library, language),
    )
    return render(language, "events.html", context)


def find_form(library: Library, language: Language) -> FindForm:
    return FindForm(
        in_language(EVENTS_PATH, language), tuple(year for year, _ in library.years()), kinds=kinds(language)
    )


@cache
def kinds(language: Language) -> tuple[tuple[str, str], ...]:
    return tuple((code, words[:1].upper() + words[1:]) for code, words in event_kinds(language).items())


def render_year(library: Library, year: int, month: int | None, language: Language) -> bytes:
    """A year, or a month of a year with too many events for one page; such a year shows its months with counts."""
    months = library.months(year)
    total = sum(count for _, count in months)
    paged = year_has_months(total)
    cards = [] if paged and month is None else library.cards_in(year, month)
    heading = f"{month_name(month, language)} {year}" if month else str(year)
    name = f"{tongue(language).gettext('Workshops')} {heading}"
    path = month_path(year, month, "sv") if month else year_path(year, "sv")
    every = [found for found, _ in library.years()]
    context = page(
        library,
        language,
        path=path,
        title=name,
        description=f"{workshops(len(cards) or total, language)}: {heading}",
        door="events",
        ld=(_collection(library, language, name, path, cards),),
        name=name,
        year=year,
        month=month,
        year_href=year_path(year, language),
        count=workshops(len(cards) or total, language),
        stave=staves(library, [(year, total)])[0],
        month_initials=[month_short(number, language) for number in range(1, 13)],
        months=[
            (month_name(number, language), month_path(year, number, language), workshops(count, language), number)
            for number, count in reversed(months)
        ]
        if paged
        else [],
        rows=rows(cards, language, library.at),
        newer=_beside(every, year, -1, language),
        older=_beside(every, year, 1, language),
        csv=year_csv_path(year, language),
        printable=print_path(year, language),
    )
    return render(language, "year.html", context)


def _beside(years: list[int], year: int, step: int, language: Language) -> tuple[int, str] | None:
    at = years.index(year) + step if year in years else -1
    return (years[at], year_path(years[at], language)) if 0 <= at < len(years) else None


def render_year_print(library: Library, year: int, language: Language) -> bytes:
    """A table of a year for the steering group: when, what, who, and what there is; made to be printed."""
    _ = tongue(language).gettext
    lines = []
    for card in reversed(library.cards_in(year)):
        event = library.event(card.id)
        title = event.title.shown(language)
        cast = Cast(library, language, is_past=True)
        organisations = dict.fromkeys(
            named.words
            for part in event.appearances
            if part.organisation
            for named in [cast.organisation(part.organisation)]
        )
        [drawn] = rows([card], language, library.at)
        lines.append(
            (
                when(card, language),
                title.words,
                lang_of(title, language),
                drawn.href,
                ", ".join(organisations),
                ", ".join(words for kind, words in drawn.has if kind != "mind"),
                str(event.attendance.number) if event.attendance and event.attendance.public else "",
            )
        )
    name = f"{_('Workshops')} {year}"
    for_print = _("%(name)s, for print") % {"name": name}
    context = page(
        library,
        language,
        path=print_path(year, "sv"),
        title=for_print,
        description=for_print,
        door="events",
        noindex=True,
        name=name,
        year_href=year_path(year, language),
        lines=lines,
        with_participants=any(participants for *_others, participants in lines),
        count=workshops(len(lines), language),
        csv=year_csv_path(year, language),
    )
    return render(language, "year-print.html", context)


def render_list(library: Library, kind: Kind, letter: str | None, language: Language) -> bytes:
    """People, organisations or topics under their first letters; a long list has a page for each letter."""
    letters = library.letters(kind)
    total = sum(count for _, count in letters)
    paged = total > LIST_ROWS
    if paged and letter is None:
        shown: list[ThingRow] = []
        most = library.top(kind, 30)
    else:
        shown, most = library.rows(kind, letter), []
    name = list_name(kind, language)
    heading = f"{name}: {letter_shown(letter)}" if letter else name
    context = page(
        library,
        language,
        path=list_path(kind, letter, "sv"),
        title=heading,
        description=f"{heading} ({len(shown) if letter else total})",
        door=LISTS[kind],
        noindex=kind == "person",
        kind=kind,
        name=heading,
        total=len(shown) if letter else total,
        list_href=list_path(kind, None, language),
        letter=letter,
        letters=[]
        if kind == "topic" and not paged
        else [
            # A page of one letter tells no other letter's count: a new name would change them all.
            (
                letter_shown(found),
                list_path(kind, found, language) if paged else f"#{found}",
                0 if letter else count,
                found,
            )
            for found, count in letters
        ],
        groups=_grouped(kind, shown, letter, language),
        most=[entry(kind, row, language) for row in most],
    )
    return render(language, "list.html", context)


@cache
def list_name(kind: Kind, language: Language) -> str:
    _ = tongue(language).gettext
    return {"person": _("People"), "organisation": _("Organisations"), "topic": _("Topics"), "series": _("Series")}[
        kind
    ]


def _grouped(
    kind: Kind, shown: list[ThingRow], letter: str | None, language: Language
) -> list[tuple[str, str, list[Entry]]]:
    """(id, heading, entries) under first letters; topics that fit on one page stand under their kinds instead."""
    if kind == "topic" and len(shown) <= LIST_ROWS and letter is None:
        kinds = [
            (code, [entry(kind, row, language)._replace(label="") for row in shown if row.kind == code])
            for code in TOPIC_KINDS
        ]
        return [(code, label("topics", code, language), found) for code, found in kinds if found]
    groups: dict[str, list[Entry]] = {}
    for row in shown:
        groups.setdefault(letter_of_row(row), []).append(entry(kind, row, language))
    # Digits sort before letters and other scripts after them, and both stand under one heading.
    ordered = in_alphabet({letter: len(found) for letter, found in groups.items()})
    return [(letter, letter_shown(letter), groups[letter]) for letter, _count in ordered]


def entry(kind: Kind, row: ThingRow, language: Language) -> Entry:
    name = row.name.shown(language)
    facts = [workshops(row.events, language)] if row.events else []
    if kind == "topic" and row.organisations:
        facts.append(organisations(row.organisations, language))
    if kind == "organisation" and row.people:
        facts.append(people(row.people, language))
    if row.first_year and kind != "topic":
        facts.append(str(row.first_year) if row.first_year == row.last_year else f"{row.first_year}–{row.last_year}")
    short = row.short_name if row.short_name and row.short_name.casefold() not in name.words.casefold() else ""
    return Entry(
        f"{'' if language == 'sv' else '/en'}/{kind}/{row.slug}/",
        name.words,
        lang_of(name, language),
        short or "",
        label(kind, row.kind, language) if kind in {"topic", "organisation"} else "",
        " · ".join(facts),
    )


@cache
def workshops(n: int, language: Language) -> str:
    return tongue(language).ngettext("%(n)s workshop", "%(n)s workshops", n)


@cache
def organisations(n: int, language: Language) -> str:
    return tongue(language).ngettext("%(n)s organisation", "%(n)s organisations", n)


@cache
def people(n: int, language: Language) -> str:
    return tongue(language).ngettext("%(n)s person", "%(n)s people", n)


@cache
def _recorded(n: int, language: Language) -> str:
    return tongue(language).ngettext("%(n)s recording", "%(n)s recordings", n)


def _collection(
    library: Library, language: Language, name: str, path: str, cards: list[EventCard]
) -> dict[str, object]:
    items = [(card.title.shown(language).words, in_language(f"/event/{card.slug}/", language)) for card in cards]
    return jsonld.describe_collection(name, in_language(path, language), items, site=library.site, language=language)
