# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building everything: the first edition, and every one after a change that all pages show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError

from verkstad.edition import build, log, make, manifest, units
from verkstad.edition.cards import Named
from verkstad.edition.library import Kind
from verkstad.edition.memory import MemoryLibrary
from verkstad.edition.rendering import paging
from verkstad.edition.source import Source, Step
from verkstad.edition.state import State
from verkstad.edition.store import Writer
from verkstad.edition.units import Unit
from verkstad.records.events import Event
from verkstad.records.published import Records, Site
from verkstad.records.things import Series

Progress = Callable[[int, int], None]


def everything(
    state: State,
    source: Source,
    site: Site,
    at: datetime,
    writer: Writer,
    known: manifest.Known,
    *,
    jobs: int,
    progress: Progress | None = None,
) -> Step:
    """Read all that is published, and build all of it. The change log goes on from where it was."""
    serial = source.newest_serial()  # before reading: what changes meanwhile is read again next time
    records = source.published(at)
    if state.get("edition") is not None:
        for before, after in _before_and_after(state, records):
            log.write(state, before, after, at=at)
    held = {stone.id for stone in state.tombstones()}
    log.forget(state, records.tombstones)
    state.empty()
    library = MemoryLibrary(records, site, changes=state.changes())
    parts = _Parts(records, library)
    wanted = list(all_units(records, library))
    built = []
    for one in build.build(
        wanted,
        library,
        parts.parts,
        writer,
        known.get,
        jobs=jobs,
        meanwhile=lambda: _keep(state, records, library, parts),
    ):
        built.append(one)
        if progress:
            progress(len(built), len(wanted))
    state.put("serial", str(serial))
    return Step(built, set(), set(), log.must_go(records.tombstones, held))


def all_units(records: Records, library: MemoryLibrary) -> Iterator[Unit]:
    """Every unit of an edition, those that take longest first, so that no core waits for another at the end."""
    yield from map(Unit, units.WHOLE)
    yield from map(Unit, units.SINGLE)
    for year, _ in library.years():
        yield from units.year_units(year, library)
    for kind in units.LISTED:
        yield from units.list_units(kind, library)
    groups: tuple[tuple[Kind, tuple[UUID, ...]], ...] = (
        ("series", tuple(thing.id for thing in records.series)), ("organisation", tuple(thing.id for thing in records.organisations)),
        ("topic", tuple(thing.id for thing in records.topics)), ("person", tuple(thing.id for thing in records.people)),
    )  # fmt: skip
    for kind, ids in groups:
        for id in ids:
            yield from units.thing_units(kind, id, library)
    for event in records.events:
        yield Unit("event", str(event.id))
    for stone in records.tombstones:
        yield from units.gone_units(stone, library)


class _Parts:
    """All cached parts, made once before the work is shared out."""

    def __init__(self, records: Records, library: MemoryLibrary) -> None:
        self.by_format: dict[str, dict[str, str]] = defaultdict(dict)
        for event in records.events:
            self._add(make.parts_of_event(event, library))
        things: tuple[Named, ...] = (*records.series, *records.organisations, *records.people, *records.topics)
        for thing in things:
            self._add(make.parts_of_thing(thing, library))
        self.parts = make.Parts(self.by_format.__getitem__, self._one, self._some)

    def _one(self, format: str, id: UUID) -> str:
        return self.by_format[format].get(str(id), "")

    def _some(self, format: str, ids: Sequence[UUID]) -> list[str]:
        texts = self.by_format[format]
        return [texts.get(str(id), "") for id in ids]

    def _add(self, parts: Iterable[tuple[str, str, str]]) -> None:
        for format, id, text in parts:
            self.by_format[format][id] = text


def _keep(state: State, records: Records, library: MemoryLibrary, parts: _Parts) -> None:
    state.put_events(records.events)
    things: tuple[Named, ...] = (*records.series, *records.organisations, *records.people, *records.topics)
    state.put_things((thing, row, paging.letter_of_row(row)) for thing in things for row in (library.row(thing),))
    for stone in records.tombstones:
        state.put_tombstone(stone)
    # What many events link to is what takes long to count.
    for thing in things:
        if (
            not isinstance(thing, Series)
            and len(library.events_of(thing.id, limit=paging.THING_NEWEST)) == paging.THING_NEWEST
        ):
            for kind in units.LISTED:
                rows = library.related_rows(thing.id, kind, paging.RELATED)
                state.put_related(thing.id, kind, rows, library.related_count(thing.id, kind))
    for format, texts in parts.by_format.items():
        state.put_parts((format, id, text) for id, text in texts.items())


def _before_and_after(state: State, records: Records) -> Iterator[tuple[Event | None, Event | None]]:
    after = {event.id: event for event in records.events}
    for id in sorted(state.event_ids() | after.keys()):
        try:
            before = state.record(id)
        except ValidationError:
            continue  # kept by another version, whose records were others: nothing can be said of the difference
        if before != after.get(id):
            yield before if isinstance(before, Event) else None, after.get(id)
