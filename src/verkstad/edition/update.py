# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building what changed: from the ids that may differ to the units that show them, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from verkstad.edition import build, cards, log, make, manifest, units
from verkstad.edition.cards import Named
from verkstad.edition.library import Kind, ThingRow
from verkstad.edition.rendering import paging
from verkstad.edition.source import Source, Step
from verkstad.edition.state import State
from verkstad.edition.state_library import StateLibrary
from verkstad.edition.store import Root, Writer
from verkstad.edition.units import Unit
from verkstad.records.events import Event
from verkstad.records.published import Records, Site
from verkstad.records.things import Series, Tombstone

ALWAYS = tuple(map(Unit, ("home", "events", "changes", "about", "data", *units.WHOLE)))
"""What every change of an event may show on."""


class Differences(NamedTuple):
    """What is published otherwise than in the state: (before, after) by id, None where it was or is not."""

    events: dict[UUID, units.Change]
    things: dict[UUID, tuple[Named | None, Named | None]]
    tombstones: list[Tombstone]
    revived: list[UUID]
    """What has no tombstone any more."""


def update(
    state: State, source: Source, site: Site, at: datetime, base: Root | None, writer: Writer, known: manifest.Known
) -> Step | None:
    """Build what changed since the state's edition, by the archive's journal and by the clock.

    None when something changed that every page shows (a series, which gives the site its name): then all must be built.
    """
    assert base is not None
    if source.newest_serial() < int(state.get("serial") or 0):
        return None  # a backup was brought back: what was published since is not in its journal
    ids, serial = source.changed_after(int(state.get("serial") or 0))
    found = _differences(state, source.published(at, only=ids) if ids else Records(at=at), ids)
    state.put("serial", str(serial))
    if any(isinstance(thing, Series) for pair in found.things.values() for thing in pair):
        return None
    if any(isinstance(state.record(other), Series) for id in found.things for other in state.linking(id)):
        return None  # who organises a series stands in the data of each of its events
    for id in state.events_turning(base.at, at):
        if id not in found.events:
            event = state.record(id)
            assert isinstance(event, Event)
            found.events[id] = units.Change(event, event)
    if not (found.events or found.things or found.tombstones or found.revived):
        return Step([], set(), {Unit.read(key) for key in state.due()})
    return _build(state, site, at, writer, known, found)


def _differences(state: State, records: Records, ids: Collection[UUID]) -> Differences:
    events = {event.id: event for event in records.events}
    things: dict[UUID, Named] = {
        thing.id: thing
        for group in (records.series, records.organisations, records.people, records.topics)
        for thing in group
    }
    stones = {stone.id: stone for stone in records.tombstones}
    found = Differences({}, {}, [], [])
    for id in sorted(ids):
        before = state.record(id)
        if isinstance(before, Event) or id in events:
            change = units.Change(before if isinstance(before, Event) else None, events.get(id))
            if change.before != change.after:
                found.events[id] = change
        elif (before is not None and not isinstance(before, Tombstone)) or id in things:
            was = None if isinstance(before, Tombstone) else before
            if was != things.get(id):
                found.things[id] = (was, things.get(id))
        if id in stones and stones[id] != before:
            found.tombstones.append(stones[id])
        elif isinstance(before, Tombstone) and id not in stones:
            found.revived.append(id)
    return found


def _build(state: State, site: Site, at: datetime, writer: Writer, known: manifest.Known, found: Differences) -> Step:
    shown, naming = _showing(state, found)
    touched = _Touched(found, shown)
    touched.things.update((id, cards.kind_of(thing)) for id, thing in naming.items())
    touched.stones = _stones(state, found)
    if touched.relinked:
        existed = _apply_and_recount(state, site, at, found, shown, touched)
    else:  # an event reads otherwise and nothing is counted otherwise, as most often: there are the same units as before
        existed = set()
        _apply(state, found, at)
        _keep_parts(state, StateLibrary(state, site, at=at), found, shown)
    library = StateLibrary(state, site, at=at)  # anew: what was read before is out of date
    exist = set(touched.units(library))
    wanted = {unit for unit in exist if touched.needs(unit, state)}
    # Pages lead to what may follow later, so it must have been made once, at the address it still has.
    may_wait = (wanted | {Unit.read(key) for key in state.due()}) - _readdressed(found, wanted)
    late = {unit for unit in may_wait if units.is_late(unit, library) and state.paths(str(unit))}
    built = list(build.build(sorted(wanted - late), library, parts_of(state), writer, known.get))
    removed = {str(unit) for unit in existed - exist}
    return Step(built, removed, late - (existed - exist), log.must_go(found.tombstones))


def _apply_and_recount(
    state: State, site: Site, at: datetime, found: Differences, shown: dict[UUID, Event], touched: _Touched
) -> set[Unit]:
    """Bring the state up to date with all rows and counts that differ; returns the units that there were before.

    Which units there are may itself change (a year gains its first event, a list is parted by letters): asked before and after.
    """
    library = StateLibrary(state, site, at=at)
    existed = set(touched.units(library))
    rows = {id: state.row(id) for id in touched.things}
    counts = touched.counts(library)
    _apply(state, found, at)
    touched.stones = _stones(state, found)
    state.forget_related(touched.related())
    library = StateLibrary(state, site, at=at)
    touched.relist(state, library, rows)
    _keep_parts(state, library, found, shown)
    library = StateLibrary(state, site, at=at)  # anew: what was read while counting is out of date
    touched.recounted |= {key for key, count in touched.counts(library).items() if counts.get(key) != count}
    return existed | {Unit.read(key) for kind in touched.listed_kinds for key in state.units_like(f"list:{kind}:")}


def _stones(state: State, found: Differences) -> list[Tombstone]:
    """The tombstones that differ, as the state has them, and those that lead to something that does."""
    ids = {*found.revived, *(stone.id for stone in found.tombstones)}
    return [stone for stone in state.tombstones() if stone.id in ids or stone.merged_into in found.things]


def _readdressed(found: Differences, wanted: Collection[Unit]) -> set[Unit]:
    """The units of things whose own record, and so perhaps their address, changed."""
    return {unit for unit in wanted if unit.kind.startswith("thing") and unit.id in found.things}


def parts_of(state: State) -> make.Parts:
    return make.Parts(state.parts, state.part, state.some_parts)


def _showing(state: State, found: Differences) -> tuple[dict[UUID, Event], dict[UUID, Named]]:
    """The events and things, themselves unchanged, that show what changed: by link, by relation, as a part of it."""
    ids = {id for thing in (*found.things, *found.events) for id in state.linking(thing)}
    for change in found.events.values():
        ids |= units.neighbours(change)[1]
    records = {id: state.record(id) for id in ids - found.events.keys()}
    events = {id: record for id, record in records.items() if isinstance(record, Event)}
    things = {
        id: record for id, record in records.items() if record is not None and not isinstance(record, Event | Tombstone)
    }
    return events, things


def _is_relinked(change: units.Change) -> bool:
    """Whether an event appears, goes, moves to another month, or is linked to others than before: what lists count."""
    before, after = change
    if before is None or after is None:
        return True
    months = {(event.start_date.year, event.start_date.month) for event in (before, after)}
    return len(months) > 1 or cards.links_of(before) != cards.links_of(after)


class _Touched:
    """The things, events, months and lists that a set of differences touches."""

    def __init__(self, found: Differences, shown: dict[UUID, Event]) -> None:
        self.events = set(found.events) | set(shown)
        self.things: dict[UUID, Kind] = {}
        self.years: set[tuple[int, int]] = set()
        self.lists: set[tuple[Kind, str]] = set()
        self.recounted: set[UUID | int | str] = set()
        self.stones: list[Tombstone] = []
        self.changes = list(found.events.values())
        self.renamed = bool(found.things)
        self.relinked = bool(found.things or found.tombstones or found.revived) or any(map(_is_relinked, self.changes))
        for change in found.events.values():
            self.things.update(units.neighbours(change)[0])
            self.years |= {(event.start_date.year, event.start_date.month) for event in change if event}
        for id, (before, after) in found.things.items():
            self.things[id] = cards.kind_of(before or after)  # type: ignore[arg-type]
            # Pages of things that share an event with this one list it by name.
            for event in shown.values():
                links = cards.links_of(event)
                if any(thing == id for thing, _ in links.things):
                    self.things.update(links.things)
        for event in shown.values():
            if any(id in found.things for id, _ in cards.links_of(event).things):
                self.years.add((event.start_date.year, event.start_date.month))

    def related(self) -> Iterator[UUID]:
        """The things whose neighbours may be others now, or have other names."""
        for change in self.changes:
            links = [cards.links_of(event) if event else None for event in change]
            if links[0] != links[1]:
                yield from (id for id, _ in units.neighbours(change)[0])
        if self.renamed:
            yield from self.things

    @property
    def listed_kinds(self) -> set[Kind]:
        return {kind for kind, _ in self.lists}

    def units(self, library: StateLibrary) -> Iterator[Unit]:
        """Every unit of what is touched, as far as ``library`` has it; :meth:`needs` tells which of them must be made."""
        yield from ALWAYS
        for id in self.events:
            if library.has_event(id):
                yield Unit("event", str(id))
        for id, kind in self.things.items():
            if library.has_thing(id):
                yield from units.thing_units(kind, id, library)
        for year in {year for year, _ in self.years}:
            if library.months(year):
                yield from units.year_units(year, library)
        for kind in units.LISTED if "years" in self.recounted else self.listed_kinds:
            yield from units.list_units(kind, library)
        if "years" in self.recounted:  # years lead to the ones beside them, and every list can be narrowed to one
            for year, _ in library.years():
                yield from units.year_units(year, library)
        for stone in self.stones:
            yield from units.gone_units(stone, library)

    def counts(self, library: StateLibrary) -> dict[UUID | int | str, object]:
        """What pages beside each other tell of each other: a thing's years, a year's months, which years and letters there are."""
        found: dict[UUID | int | str, object] = {id: library.years_of(id) for id in self.things}
        found.update((year, library.months(year)) for year, _ in self.years)
        found.update((kind, [letter for letter, _ in library.letters(kind)]) for kind in units.LISTED)
        found["years"] = [year for year, _ in library.years()]
        return found

    def needs(self, unit: Unit, state: State) -> bool:
        """Whether the differences show on this unit, or it does not exist yet: one year of a thing, one month, one letter of a list."""
        match unit.kind:
            case "thingyear":
                year = int(unit.about.rpartition(":")[2])
                touched = unit.id in self.recounted or year in {year for year, _ in self.years}
            case "month":
                year, month = map(int, unit.about.split("-"))
                touched = year in self.recounted or (year, month) in self.years
            case "list":
                kind, _, letter = unit.about.partition(":")
                touched = not letter or bool({"years", kind} & self.recounted) or (kind, letter) in self.lists
            case _:
                return True
        return touched or not state.paths(str(unit))

    def relist(self, state: State, library: StateLibrary, before: Mapping[UUID, ThingRow | None]) -> None:
        """Count the touched things anew, and note the lists in which a row then differs."""
        changed = []
        for id, kind in self.things.items():
            thing = library.named(id)
            row = library.computed_row(id) if thing is not None else None
            if kind in units.LISTED and row != before[id]:
                self.lists |= {(kind, paging.letter_of_row(found)) for found in (before[id], row) if found is not None}
            if thing is not None and row is not None:
                changed.append((thing, row, paging.letter_of_row(row)))
        state.put_things(changed)


def _apply(state: State, found: Differences, at: datetime) -> None:
    for id in found.revived:
        state.remove(id)
    for id, change in found.events.items():
        if change.before != change.after:
            log.write(state, change.before, change.after, at=at)
            state.remove(id)
            if change.after is not None:
                state.put_events([change.after])
    for id, (_, after) in found.things.items():
        if after is None:
            state.remove(id)
        else:
            # The row is counted once the links of every event are in place (relist).
            state.put_things([(after, cards.row_of(after), "")])
    for stone in found.tombstones:
        state.remove(stone.id)
        state.put_tombstone(stone)
    log.forget(state, found.tombstones)


def _keep_parts(state: State, library: StateLibrary, found: Differences, shown: dict[UUID, Event]) -> None:
    changed = [
        change.after for change in found.events.values() if change.after is not None and change.after != change.before
    ]
    renamed = [event for event in shown.values() if any(id in found.things for id, _ in cards.links_of(event).things)]
    events: Iterable[Event] = (*changed, *renamed)
    for event in events:
        state.put_parts(make.parts_of_event(event, library))
    for _, after in found.things.values():
        if after is not None:
            state.drop_parts(after.id)
            state.put_parts(make.parts_of_thing(after, library))
