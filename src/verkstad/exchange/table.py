# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events as tables (CSV): one for programs, one a year for a person's spreadsheet.

``/data/events.csv`` is for re-users: RFC 4180 (comma, CRLF), UTF-8 without byte order mark, field names and codes of the
records, several values in one cell parted by `` | ``. ``/data/events-2024.csv`` is for whoever opens it with a double click:
words of the reader's language, byte order mark so that Excel reads UTF-8, and the separator that Excel expects in that
language: semicolon in Swedish (there the comma is the decimal sign), comma in English.

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verkstad.exchange.addresses import absolute, event_path
from verkstad.exchange.links import material_address
from verkstad.exchange.names import Names
from verkstad.exchange.text import one_line
from verkstad.exchange.words import appearance_roles, event_kinds, recording_states, say_status, words
from verkstad.records.base import Id, Language
from verkstad.records.events import Appearance, AppearanceRole, Event, RecordingState
from verkstad.records.published import Site

FIELDS = (
    "id", "slug", "start_date", "precision", "start_time", "end_date", "end_time", "time_zone", "title_sv", "title_en",
    "kind", "status", "mode", "language", "series", "organisers", "speakers", "topics", "recording_state",
    "recording_minutes", "recording_urls", "material_urls", "attendance", "url",
)  # fmt: skip
_SEPARATORS: dict[Language, str] = {"sv": ";", "en": ","}
_BYTE_ORDER_MARK = "\ufeff"
_STATES: tuple[RecordingState, ...] = ("published", "processing", "planned", "withdrawn", "none", "unknown")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff0b", "\uff0d", "\uff1d", "\uff20")  # full-width = + - @ too


def write_event_row(event: Event, *, site: Site, names: Names) -> str:
    """The event's line of ``/data/events.csv``, with its line break; cacheable."""
    recordings = [each for each in event.recordings if each.state == "published"]
    return _row(
        [
            str(event.id),
            event.slug,
            _day(event),
            event.precision,
            event.start_time.isoformat("minutes") if event.start_time else "",
            event.end_date.isoformat() if event.end_date else "",
            event.end_time.isoformat("minutes") if event.end_time else "",
            event.time_zone,
            event.title.sv or "",
            event.title.en or "",
            event.kind,
            event.status,
            event.mode or "",
            event.language,
            names.series(event.series).slug,
            _several(names.organisation(link.organisation).slug for link in event.organisers),
            _several(_slugs(each, names) for each, _roles in _appearances(event)),
            _several(names.topic(link.topic).slug for link in event.topics),
            _recording_state(event) or "",
            _several(str(round(each.length_seconds / 60)) for each in recordings if each.length_seconds),
            _several(place.url for each in recordings for place in each.places if place.url),
            _several(address for each in event.materials if (address := material_address(each, site=site))),
            _attendance(event),
            absolute(site, event_path(event)),
        ],
        ",",
    )


def write_events_csv(rows: Iterable[str]) -> bytes:
    """``/data/events.csv`` from rows in the order given."""
    return (_row(FIELDS, ",") + "".join(rows)).encode()


def write_year_row(event: Event, *, site: Site, names: Names, language: Language) -> str:
    """The event's line of a year's table in ``language``, with its line break; cacheable."""
    states = recording_states(language)
    return _row(
        [
            _day(event),
            "–".join(
                f"{at:%H.%M}" if language == "sv" else f"{at:%H:%M}" for at in (event.start_time, event.end_time) if at
            ),
            event.title.shown(language).words,
            event_kinds(language)[event.kind],
            say_status(event, language),
            names.series(event.series).name.shown(language).words,
            _several(names.organisation(link.organisation).name.shown(language).words for link in event.organisers),
            _several(_said(each, roles, names, language) for each, roles in _appearances(event)),
            _several(names.topic(link.topic).name.shown(language).words for link in event.topics),
            states[state] if (state := _recording_state(event)) else "",
            str(sum(1 for each in event.materials if each.has_address)),
            _attendance(event),
            absolute(site, event_path(event, language)),
        ],
        _SEPARATORS[language],
    )


def write_year_csv(rows: Iterable[str], *, language: Language) -> bytes:
    """``/data/events-<year>.csv``, or its English twin, from rows in the order given."""
    _ = words(language)
    headings = [
        _("Date"), _("Time"), _("Title"), _("Kind"), _("Status"), _("Series"), _("Organisers"), _("Speakers"), _("Topics"),
        _("Recording"), _("Slides and documents"), _("Participants"), _("Address"),
    ]  # fmt: skip
    return (_BYTE_ORDER_MARK + _row(headings, _SEPARATORS[language]) + "".join(rows)).encode()


def write_table(rows: Iterable[Sequence[str]], *, language: Language) -> bytes:
    """Any rows as a table for a person's spreadsheet, guarded as all tables here."""
    return (_BYTE_ORDER_MARK + "".join(_row(row, _SEPARATORS[language]) for row in rows)).encode()


def _row(cells: Sequence[str], separator: str) -> str:
    return separator.join([_cell(cell, separator) for cell in cells]) + "\r\n"


def _cell(text: str, separator: str) -> str:
    text = one_line(text)
    if text.startswith(_FORMULA):
        text = "'" + text
    if separator in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _several(values: Iterable[str]) -> str:
    """The values that are not empty, each once, in their order."""
    return " | ".join(dict.fromkeys(value for value in values if value))


def _day(event: Event) -> str:
    return event.start_date.isoformat()[:7] if event.precision == "month" else event.start_date.isoformat()


def _recording_state(event: Event) -> RecordingState | None:
    """The state that a reader gains most from, of the event's recordings; None when nothing is said of any."""
    return min((each.state for each in event.recordings), key=_STATES.index, default=None)


def _attendance(event: Event) -> str:
    return str(event.attendance.number) if event.attendance and event.attendance.public else ""


def _appearances(event: Event) -> Iterator[tuple[Appearance, list[AppearanceRole]]]:
    """Each person for each organisation, or organisation alone, with their roles; nobody expected or only to be contacted."""
    found: dict[tuple[Id | None, Id | None], tuple[Appearance, list[AppearanceRole]]] = {}
    for each in event.appearances:
        if each.role != "contact" and (each.person or each.organisation):
            found.setdefault((each.person, each.organisation), (each, []))[1].append(each.role)
    yield from found.values()


def _slugs(appearance: Appearance, names: Names) -> str:
    """``person/organisation`` in slugs; either may be missing."""
    person = names.person(appearance.person).slug if appearance.person else ""
    organisation = names.organisation(appearance.organisation).slug if appearance.organisation else ""
    return f"{person}/{organisation}" if organisation else person


def _said(appearance: Appearance, roles: Iterable[AppearanceRole], names: Names, language: Language) -> str:
    """``Anna Bayard (LFV, moderator)``; a speaker's role goes without saying."""
    said, facts = "", []
    if appearance.person:
        said = appearance.billed_as or names.person(appearance.person).name
    if appearance.organisation:
        known = names.organisation(appearance.organisation).name.shown(language).words
        facts.append(appearance.organisation_billed_as or known)
    facts.extend(appearance_roles(language)[role] for role in dict.fromkeys(roles) if role != "speaker")
    if not said:
        said = facts.pop(0)  # an organisation by itself
    return f"{said} ({', '.join(facts)})" if facts else said
