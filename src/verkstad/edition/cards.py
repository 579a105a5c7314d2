# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a published event to what lists, counts and neighbours need of it: its card, its links, its moments."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from verkstad.archive.rules import clock, held
from verkstad.edition.collation import sort_key
from verkstad.edition.library import EventCard, Kind, ThingRow
from verkstad.records.base import Text
from verkstad.records.events import Event
from verkstad.records.things import Organisation, Person, Series, Topic

# Which of several recordings a row tells of: the one that a reader can get at.
_RECORDING_ORDER = ("published", "processing", "planned", "unknown", "withdrawn", "none")


def card_of(event: Event) -> EventCard:
    recordings = sorted(
        event.recordings, key=lambda recording: (_RECORDING_ORDER.index(recording.state), not recording.has_address)
    )
    best = recordings[0] if recordings else None
    slides = [material for material in event.materials if material.kind == "slides"]
    return EventCard(
        event.id, event.slug, event.series, event.title, event.former_titles, event.kind, event.status,
        event.start_date, event.precision, event.start_time, event.end_date, event.end_time, event.time_zone,
        event.language, event.mode, event.seats_limited, event.summary, was_held(event),
        best.state if best else None, bool(best and best.has_address), best.length_seconds if best else None,
        bool(best and best.captions), len(slides), sum(material.has_address for material in slides), len(event.materials),
        any(correction.field == "start_date" for correction in event.corrections), bool(event.uncertainties),
        sum(material.has_address for material in event.materials),
    )  # fmt: skip


def moments_of(event: Event) -> list[datetime]:
    """The moments at which the clock alone changes what a page says of the event: it begins, it is over, a promised recording is late."""
    promised = [recording.expected_date for recording in event.recordings if recording.expected_date]
    return [
        *clock.moments(event.start_date, **_times(event)),
        *(clock.moments(day, time_zone=event.time_zone)[1] for day in promised),
    ]


def phase_of(event: Event | EventCard, at: datetime) -> clock.Phase:
    """Coming, on now or past at ``at`` (zoned)."""
    return clock.phase(event.start_date, at=at, **_times(event))


def ends_at(event: Event | EventCard) -> datetime:
    """The moment from which it is past (UTC)."""
    return clock.moments(event.start_date, **_times(event))[1]


def has_ended(event: Event | EventCard, at: datetime) -> bool:
    return phase_of(event, at) == "past"


def _times(event: Event | EventCard) -> dict[str, Any]:
    return {
        "precision": event.precision, "start_time": event.start_time,
        "end_date": event.end_date, "end_time": event.end_time, "time_zone": event.time_zone,
    }  # fmt: skip


def was_held(event: Event) -> bool:
    """Whether something shows that it took place; a passed date alone does not."""
    return held.shows_that_it_was_held(
        recording_states=[recording.state for recording in event.recordings],
        material_count=len(event.materials),
        attendance=event.attendance.number if event.attendance else None,
        link_kinds=[link.kind for link in event.links],
    )


def has_something(card: EventCard) -> bool:
    """Whether a row promises something to have: a recording, slides or other material."""
    return card.recording == "published" or card.materials > 0


class Links(NamedTuple):
    """What an event is linked to: each thing with its kind; who appeared for whom; and the events it relates to."""

    things: frozenset[tuple[UUID, Kind]]
    pairs: frozenset[tuple[UUID, UUID]]
    """(person, organisation) of each appearance."""
    events: frozenset[UUID]


def links_of(event: Event) -> Links:
    things: set[tuple[UUID, Kind]] = {(event.series, "series")}
    things.update((link.topic, "topic") for link in event.topics)
    things.update((organiser.organisation, "organisation") for organiser in event.organisers)
    things.update((material.organisation, "organisation") for material in event.materials if material.organisation)
    things.update((link.organisation, "organisation") for link in event.links if link.organisation)
    pairs: set[tuple[UUID, UUID]] = set()
    for appearance in event.appearances:
        organisations = [id for id in (appearance.organisation, appearance.second_organisation) if id]
        things.update((id, "organisation") for id in organisations)
        if appearance.person:
            things.add((appearance.person, "person"))
            pairs.update((appearance.person, id) for id in organisations)
    return Links(frozenset(things), frozenset(pairs), frozenset(relation.event for relation in event.relations))


def newest_first(card: EventCard) -> tuple[int, int, str]:
    """Sort key: latest start first; within a day by time, then slug, so that the order never depends on a database."""
    minutes = card.start_time.hour * 60 + card.start_time.minute if card.start_time else 0
    return (-card.start_date.toordinal(), -minutes, card.slug)


def soonest_first(card: EventCard) -> tuple[int, int, int, str]:
    """Sort key: earliest start first, an event known only to its month after the dated ones of that month."""
    month_only = card.precision == "month"
    day = card.start_date.toordinal() + (31 if month_only else 0)
    minutes = card.start_time.hour * 60 + card.start_time.minute if card.start_time else 0
    return (day, month_only, minutes, card.slug)


def by_name(row: ThingRow) -> tuple[str, str]:
    return (sort_key(row.name.shown("sv").words), row.slug)


def by_common_events(row: ThingRow) -> tuple[int, str, str]:
    return (-row.events, *by_name(row))


Named = Person | Organisation | Topic | Series


def refs_of(thing: Named) -> frozenset[UUID]:
    """The other things that a thing's own page names: what it is part of, what is broader, who organises."""
    match thing:
        case Organisation(part_of=UUID() as parent):
            return frozenset({parent})
        case Topic(broader=broader):
            return frozenset(broader)
        case Series(organisers=organisers):
            return frozenset(organisers)
        case _:
            return frozenset()


def kind_of(thing: Named) -> Kind:
    return _KINDS[type(thing)]


_KINDS: dict[type, Kind] = {Person: "person", Organisation: "organisation", Topic: "topic", Series: "series"}


def row_of(
    thing: Named, *, events: int = 0, people: int = 0, organisations: int = 0, years: Iterable[int] = ()
) -> ThingRow:
    span = sorted(years)
    name = Text(sv=thing.name, en=thing.name) if isinstance(thing, Person) else thing.name
    return ThingRow(
        thing.id, thing.slug, name, getattr(thing, "short_name", None), getattr(thing, "aliases", ()),
        thing.kind if isinstance(thing, Organisation | Topic) else "",
        events, people, organisations, span[0] if span else None, span[-1] if span else None,
    )  # fmt: skip


# ─── Cards and rows as compact JSON, for the state ──────────────────────────────────────────────────────────────────


def pack(values: EventCard | ThingRow) -> str:
    return json.dumps([_pack(value) for value in values], ensure_ascii=False, separators=(",", ":"))


def _pack(value: Any) -> Any:
    if isinstance(value, Text):
        return [value.sv, value.en, value.original]
    return str(value) if isinstance(value, UUID | date | time) else value


def _text(packed: list[Any] | None) -> Text | None:
    return None if packed is None else Text.trusted(*packed)


# Both are cached: a card stands in many lists, and much of what one change touches, the next touches again.
@lru_cache(maxsize=8192)
def unpack_card(packed: str) -> EventCard:
    return card_of_values(json.loads(packed))


def card_of_values(v: list[Any]) -> EventCard:
    """A card from what its JSON held; the list itself is changed."""
    v[0], v[2], v[3], v[4] = UUID(v[0]), UUID(v[2]), _text(v[3]), tuple(v[4])
    v[7], v[9] = date.fromisoformat(v[7]), time.fromisoformat(v[9]) if v[9] else None
    v[10], v[11] = date.fromisoformat(v[10]) if v[10] else None, time.fromisoformat(v[11]) if v[11] else None
    v[16] = _text(v[16])
    return EventCard(*v)


@lru_cache(maxsize=8192)
def unpack_row(packed: str) -> ThingRow:
    v = json.loads(packed)
    v[0], v[2], v[4] = UUID(v[0]), _text(v[2]), tuple(v[4])
    return ThingRow(*v)
