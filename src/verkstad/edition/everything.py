# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building everything: the first edition, and every one after a change that all pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from pydantic import ValidationError

from verkstad.edition import build, log, make, manifest, together, units
from verkstad.edition.cards import Named
from verkstad.edition.contents import Contents
from verkstad.edition.library import Kind
from verkstad.edition.memory import MemoryLibrary
from verkstad.edition.rendering import paging
from verkstad.edition.searching.making import PART
from verkstad.edition.source import Source, Step
from verkstad.edition.state import State
from verkstad.edition.store import Writer
from verkstad.edition.texts import MakingParts, Texts
from verkstad.edition.units import Unit
from verkstad.edition.uploads import media_beside
from verkstad.records.events import Event
from verkstad.records.published import Records, Site
from verkstad.records.things import Series, Tombstone

Progress = Callable[[int, int], None]
Bundles = Sequence[str]
"""What search is to hold, as JSON."""


def everything(
    state: State,
    source: Source,
    site: Site,
    at: datetime,
    writer: Writer,
    known: manifest.Known,
    *,
    jobs: int,
    search: Callable[[Bundles], Callable[[], bool]],
    progress: Progress | None = None,
) -> Step:
    """Read all that is published, and build all of it. The change log goes on from where it was.

    ``search`` is called once all is known that search is to hold, and while there is much left to build; it returns what
    tells whether the index is made, which takes a process until then.
    """
    serial = source.newest_serial()  # before reading: what changes meanwhile is read again next time
    records = source.published(at)
    if state.get("edition") is not None:
        for before, after in _before_and_after(state, records):
            log.write(state, before, after, at=at)
    held = {stone.id for stone in state.tombstones()}
    log.forget(state, records.tombstones)
    state.empty()
    contents = Contents(media_beside(writer.folder))
    library = MemoryLibrary(records, site, changes=state.changes(), contents=contents)
    texts = Texts()
    things, stones = things_of(records), records.tombstones
    first = _Stage(
        list(event_units(records, library)),
        MakingParts(library),
        lambda: _keep_records(state, library, texts, things, stones),
    )
    # These read of events only what is on their cards, and the texts that the first stage made.
    second = _Stage(list(other_units(records, library)), texts, lambda: _keep_made(state, library, texts, things))
    total = len(first.units) + len(second.units)
    built: list[build.Built] = []
    del records
    may_start = together.at_once
    for stage in (first, second):
        if stage is second:
            library.forget_events()
            may_start = search(texts.in_order(PART))
        parts = make.Parts(stage.texts.every, stage.texts.one, stage.texts.some)
        for one in build.build(
            stage.units, library, parts, writer, known.get,
            jobs=jobs, beside=stage.texts.beside, meanwhile=stage.meanwhile, may_start=may_start,
        ):  # fmt: skip
            texts.add(one.texts)
            built.append(one._replace(texts=()))
            if progress:
                progress(len(built), total)
    state.put("serial", str(serial))
    return Step(built, set(), set(), log.must_go(stones, held))


class _Stage(NamedTuple):
    units: list[Unit]
    texts: MakingParts | Texts
    meanwhile: Callable[[], None]


def event_units(records: Records, library: MemoryLibrary) -> Iterator[Unit]:
    """The units that read whole records of events, and those that share a blob with them; no other unit does."""
    for year, _ in library.years():
        yield from (unit for unit in units.year_units(year, library) if unit.kind != "month")
    for event in records.events:
        yield Unit("event", str(event.id))
    for person in records.people:
        yield from units.thing_units("person", person.id, library)


def other_units(records: Records, library: MemoryLibrary) -> Iterator[Unit]:
    """All other units, those that take longest first, so that no core waits for another at the end."""
    yield from map(Unit, units.WHOLE)
    yield from map(Unit, units.SINGLE)
    for year, _ in library.years():
        yield from (unit for unit in units.year_units(year, library) if unit.kind == "month")
    for kind in units.LISTED:
        yield from units.list_units(kind, library)
    groups: tuple[tuple[Kind, tuple[UUID, ...]], ...] = (
        ("series", tuple(thing.id for thing in records.series)), ("organisation", tuple(thing.id for thing in records.organisations)),
        ("topic", tuple(thing.id for thing in records.topics)),
    )  # fmt: skip
    for kind, ids in groups:
        for id in ids:
            yield from units.thing_units(kind, id, library)
    for stone in records.tombstones:
        yield from units.gone_units(stone, library)


def things_of(records: Records) -> tuple[Named, ...]:
    return (*records.series, *records.organisations, *records.people, *records.topics)


def _keep_records(
    state: State, library: MemoryLibrary, texts: Texts, things: Iterable[Named], stones: Iterable[Tombstone]
) -> None:
    state.put_events(library.events.values())
    for stone in stones:
        state.put_tombstone(stone)
    for thing in things:
        texts.add(make.parts_of_thing(thing, library))


def _keep_made(state: State, library: MemoryLibrary, texts: Texts, things: Sequence[Named]) -> None:
    state.put_new_parts(texts.rows())
    state.put_things((thing, row, paging.letter_of_row(row)) for thing in things for row in (library.row(thing),))
    # What many events link to is what takes long to count.
    for thing in things:
        if (
            not isinstance(thing, Series)
            and len(library.events_of(thing.id, limit=paging.THING_NEWEST)) == paging.THING_NEWEST
        ):
            for kind in units.LISTED:
                rows = library.related_rows(thing.id, kind, paging.RELATED)
                state.put_related(thing.id, kind, rows, library.related_count(thing.id, kind))


def _before_and_after(state: State, records: Records) -> Iterator[tuple[Event | None, Event | None]]:
    after = {event.id: event for event in records.events}
    for id in sorted(state.event_ids() | after.keys()):
        try:
            before = state.record(id)
        except ValidationError:
            continue  # kept by another version, whose records were others: nothing can be said of the difference
        if before != after.get(id):
            yield before if isinstance(before, Event) else None, after.get(id)
