# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an edition was built from, kept so that the next one makes only what changed.

One SQLite file beside the editions: the published records, the links between them, the rows and cards that lists are made
of, the cached parts of whole-archive files, the moments at which the clock changes a page, which files each unit of the build
made, and the change log. Readers of the site never need it; losing it costs one full build and the change log's past.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from verkstad.edition import cards
from verkstad.edition.cards import Named
from verkstad.edition.library import ChangeEntry, ThingRow
from verkstad.records.base import Text
from verkstad.records.events import Event
from verkstad.records.things import Organisation, Person, Series, Tombstone, Topic

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS thing (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, slug TEXT NOT NULL, record TEXT NOT NULL, row TEXT NOT NULL,
    initial TEXT NOT NULL DEFAULT '', sort TEXT NOT NULL DEFAULT '', events INTEGER, year INTEGER, month INTEGER, ends_at TEXT, has_something INTEGER, recordings INTEGER, materials INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS thing_by_kind ON thing (kind, initial);
CREATE INDEX IF NOT EXISTS thing_by_events ON thing (kind, events);
CREATE INDEX IF NOT EXISTS thing_by_month ON thing (year, month);
CREATE INDEX IF NOT EXISTS thing_by_plenty ON thing (recordings, materials) WHERE recordings IS NOT NULL;
CREATE INDEX IF NOT EXISTS thing_by_end ON thing (ends_at) WHERE ends_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS link (
    event TEXT NOT NULL, thing TEXT NOT NULL, kind TEXT NOT NULL, year INTEGER, month INTEGER, PRIMARY KEY (event, thing)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS link_by_thing ON link (thing, year, month, event);
CREATE TABLE IF NOT EXISTS pair (event TEXT NOT NULL, person TEXT NOT NULL, organisation TEXT NOT NULL, PRIMARY KEY (event, person, organisation)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pair_by_person ON pair (person, organisation);
CREATE INDEX IF NOT EXISTS pair_by_organisation ON pair (organisation, person);
CREATE TABLE IF NOT EXISTS moment (at TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (at, event)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS moment_by_event ON moment (event);
CREATE TABLE IF NOT EXISTS part (format TEXT NOT NULL, thing TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (format, thing)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS related (
    thing TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, rows TEXT NOT NULL, PRIMARY KEY (thing, kind)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, unit TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_by_unit ON file (unit);
CREATE TABLE IF NOT EXISTS upload (path TEXT NOT NULL, unit TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (path, unit)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS upload_by_unit ON upload (unit);
CREATE TABLE IF NOT EXISTS due (unit TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, thing TEXT NOT NULL, thing_kind TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, kinds TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS change_by_thing ON change (thing, number);
"""

PARTS = ("vevent", "atom-sv", "atom-en", "jsonl", "find", "csv", "url", "search")
"""The formats of which each thing's part is cached."""

WATCHED = "search"
"""The format whose differences the publisher asks for: what the search index is to follow."""

BUILT = ("thing", "link", "pair", "moment", "part", "related", "file", "upload", "due")
"""The tables of what was built; the change log is no such thing, it is carried on."""

TYPES: dict[str, type[Any]] = {
    "event": Event,
    "person": Person,
    "organisation": Organisation,
    "topic": Topic,
    "series": Series,
    "tombstone": Tombstone,
}
FORMAT = 12
"""Raised whenever the tables or the meaning of a column change: another format is thrown away and built anew."""


def moment(at: datetime) -> str:
    """A moment as text whose order is the order in time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=2048)
def _read(kind: str, record: str) -> Any:
    """A record from its JSON. Records are frozen, and what one change shows, the next often shows again."""
    return TYPES[kind].model_validate_json(record)


class State:
    """The tables, written by the publisher alone, inside one transaction per edition."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._parts_before: dict[tuple[str, str], str] = {}
        self.db = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        # What was taken out must not linger in the file's free pages.
        self.db.executescript(
            "PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            "PRAGMA cache_size = -32000; PRAGMA mmap_size = 268435456;"
        )
        if self.db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            self._start_anew()

    def _start_anew(self) -> None:
        """Throw away the tables of another format, all but the change log: the next build makes everything."""
        self.db.executescript("".join(f"DROP TABLE IF EXISTS {table};" for table in ("meta", *BUILT)) + SCHEMA)
        self.db.execute(f"PRAGMA user_version = {FORMAT}")

    def close(self) -> None:
        self.db.close()

    def get(self, key: str) -> str | None:
        found = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return found[0] if found else None

    def put(self, key: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def empty(self) -> None:
        """Forget what was built, but not the change log."""
        for table in BUILT:
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608  (names from the line above)

    # ── Records ──

    def record(self, id: UUID) -> Event | Named | Tombstone | None:
        found = self.db.execute("SELECT kind, record FROM thing WHERE id = ?", (str(id),)).fetchone()
        return _read(*found) if found else None

    def event_ids(self) -> set[UUID]:
        return {UUID(id) for (id,) in self.db.execute("SELECT id FROM thing WHERE kind = 'event'")}

    def remove(self, id: UUID) -> None:
        key = (str(id),)
        for statement in (
            "thing WHERE id = ?",
            "link WHERE event = ?",
            "pair WHERE event = ?",
            "moment WHERE event = ?",
        ):
            self.db.execute(f"DELETE FROM {statement}", key)  # noqa: S608
        self.drop_parts(id)

    def put_events(self, events: Iterable[Event]) -> None:
        for event in events:
            key = str(event.id)
            card, links, moments = cards.card_of(event), cards.links_of(event), cards.moments_of(event)
            self.db.execute(
                "INSERT OR REPLACE INTO thing VALUES (?, 'event', ?, ?, ?, '', '', NULL, ?, ?, ?, ?, ?, ?)",
                (key, event.slug, event.model_dump_json(exclude_defaults=True), cards.pack(card), card.start_date.year, card.start_date.month,
                 moment(cards.ends_at(event)), cards.has_something(card), card.recording == "published", card.materials),
            )  # fmt: skip
            when = (card.start_date.year, card.start_date.month)
            linked = (*links.things, *((other, "event") for other in links.events))
            self.db.executemany(
                "INSERT INTO link VALUES (?, ?, ?, ?, ?)", [(key, str(thing), kind, *when) for thing, kind in linked]
            )
            self.db.executemany(
                "INSERT INTO pair VALUES (?, ?, ?)",
                [(key, str(person), str(organisation)) for person, organisation in links.pairs],
            )
            self.db.executemany("INSERT OR IGNORE INTO moment VALUES (?, ?)", [(moment(at), key) for at in moments])

    def put_things(self, rows: Iterable[tuple[Named, ThingRow, str]]) -> None:
        """Keep people, organisations, topics and series with their rows and the letter their list has them under."""
        for thing, row, initial in rows:
            key = str(thing.id)
            self.db.execute(
                "INSERT OR REPLACE INTO thing (id, kind, slug, record, row, initial, sort, events)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    key,
                    cards.kind_of(thing),
                    thing.slug,
                    thing.model_dump_json(exclude_defaults=True),
                    cards.pack(row),
                    initial,
                    cards.by_name(row)[0],
                    row.events,
                ),
            )
            self.db.execute("DELETE FROM link WHERE event = ?", (key,))
            self.db.executemany(
                "INSERT INTO link VALUES (?, ?, 'ref', NULL, NULL)",
                [(key, str(other)) for other in cards.refs_of(thing)],
            )

    def put_tombstone(self, stone: Tombstone) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO thing (id, kind, slug, record, row) VALUES (?, 'tombstone', ?, ?, '')",
            (str(stone.id), stone.slug, stone.model_dump_json(exclude_defaults=True)),
        )

    def tombstones(self) -> Iterator[Tombstone]:
        for (record,) in self.db.execute("SELECT record FROM thing WHERE kind = 'tombstone' ORDER BY slug, id"):
            yield Tombstone.model_validate_json(record)

    def row(self, id: UUID) -> ThingRow | None:
        found = self.db.execute(
            "SELECT row FROM thing WHERE id = ? AND kind NOT IN ('event', 'tombstone')", (str(id),)
        ).fetchone()
        return cards.unpack_row(found[0]) if found else None

    def events_turning(self, after: datetime, until: datetime) -> list[UUID]:
        """The events that the clock has changed in the meantime."""
        return [
            UUID(id)
            for (id,) in self.db.execute(
                "SELECT DISTINCT event FROM moment WHERE at > ? AND at <= ?", (moment(after), moment(until))
            )
        ]

    def next_moment(self, after: datetime) -> datetime | None:
        found = self.db.execute("SELECT min(at) FROM moment WHERE at > ?", (moment(after),)).fetchone()[0]
        return datetime.fromisoformat(found) if found else None

    def linking(self, thing: UUID) -> list[UUID]:
        """The events that a thing or an event is linked to, and the things whose own page names it."""
        return [UUID(id) for (id,) in self.db.execute("SELECT event FROM link WHERE thing = ?", (str(thing),))]

    def related(self, thing: UUID, kind: str) -> tuple[list[ThingRow], int] | None:
        """The first neighbours of a kind that were kept for a thing, and how many there are; None when they are to be counted."""
        found = self.db.execute(
            "SELECT rows, count FROM related WHERE thing = ? AND kind = ?", (str(thing), kind)
        ).fetchone()
        return ([cards.unpack_row(row) for row in json.loads(found[0])], found[1]) if found else None

    def put_related(self, thing: UUID, kind: str, rows: list[ThingRow], count: int) -> None:
        packed = json.dumps([cards.pack(row) for row in rows], ensure_ascii=False)
        self.db.execute("INSERT OR REPLACE INTO related VALUES (?, ?, ?, ?)", (str(thing), kind, count, packed))

    def forget_related(self, things: Iterable[UUID]) -> None:
        """Let the neighbours of these things be counted anew: a link or a name among them changed."""
        self.db.executemany("DELETE FROM related WHERE thing = ?", [(str(thing),) for thing in things])

    # ── Cached parts, units, late work ──

    def put_parts(self, parts: Iterable[tuple[str, str, str]]) -> None:
        """Keep (format, thing, text) parts of the files that hold the whole archive."""
        kept = list(parts)
        self._note_before((format, thing) for format, thing, _ in kept)
        self.db.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", kept)

    def put_new_parts(self, parts: Iterable[tuple[str, str, str]]) -> None:
        """Keep parts when none are kept yet, by format and thing: in the order in which the table grows fastest."""
        self.db.executemany("INSERT INTO part VALUES (?, ?, ?)", parts)

    def _note_before(self, keys: Iterable[tuple[str, str]]) -> None:
        """Remember what a part was before this publishing first changed it, of the format whose differences are asked for."""
        for key in keys:
            if key[0] == WATCHED and key not in self._parts_before:
                found = self.db.execute("SELECT text FROM part WHERE format = ? AND thing = ?", key).fetchone()
                self._parts_before[key] = found[0] if found else ""

    def take_changed_parts(self) -> dict[str, str]:
        """The things whose part of the watched format is another than when this was last asked, each with what it was."""
        changed = self.changed_parts()
        self._parts_before = {}
        return changed

    def changed_parts(self) -> dict[str, str]:
        return {
            thing: before
            for (format, thing), before in sorted(self._parts_before.items())
            if before != self.part(format, UUID(thing))
        }

    def drop_parts(self, thing: UUID) -> None:
        self._note_before([(WATCHED, str(thing))])
        # Each format by name, so that the primary key finds the row: all parts of all events stand in one table.
        self.db.executemany(
            "DELETE FROM part WHERE format = ? AND thing = ?", [(format, str(thing)) for format in PARTS]
        )

    def parts(self, format: str) -> dict[str, str]:
        return dict(self.db.execute("SELECT thing, text FROM part WHERE format = ?", (format,)))

    def part(self, format: str, thing: UUID) -> str:
        found = self.db.execute("SELECT text FROM part WHERE format = ? AND thing = ?", (format, str(thing))).fetchone()
        return found[0] if found else ""

    def some_parts(self, format: str, things: Sequence[UUID]) -> list[str]:
        found: dict[str, str] = {}
        keys = [str(thing) for thing in things]
        for start in range(0, len(keys), 500):
            some = keys[start : start + 500]
            marks = ", ".join("?" * len(some))
            query = f"SELECT thing, text FROM part WHERE format = ? AND thing IN ({marks})"  # noqa: S608
            found.update(self.db.execute(query, (format, *some)))
        return [found.get(key, "") for key in keys]

    def paths(self, unit: str) -> list[str]:
        return [path for (path,) in self.db.execute("SELECT path FROM file WHERE unit = ?", (unit,))]

    def put_unit(self, unit: str, paths: Iterable[str]) -> None:
        """Keep which files a unit made, in the place of those it made before."""
        self.db.execute("DELETE FROM file WHERE unit = ?", (unit,))
        self.db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", [(path, unit) for path in paths])

    def put_new_units(self, units: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Keep which files each unit made, when none is kept yet: in order, which is how the tables grow fastest."""
        rows = sorted((path, unit) for unit, paths in units for path in paths)
        self.db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", rows)

    def has_path(self, path: str) -> bool:
        return self.db.execute("SELECT 1 FROM file WHERE path = ?", (path,)).fetchone() is not None

    def put_uploads(self, units: Mapping[str, Iterable[tuple[str, str]]]) -> set[str]:
        """Keep which uploaded files each unit shows, as (path, manifest line); returns every path that this may change."""
        paths: set[str] = set()
        if self.db.execute("SELECT 1 FROM upload LIMIT 1").fetchone():
            for unit in units:
                paths.update(
                    path for (path,) in self.db.execute("DELETE FROM upload WHERE unit = ? RETURNING path", (unit,))
                )
        rows = sorted((path, unit, line) for unit, lines in units.items() for path, line in lines)
        self.db.executemany("INSERT OR REPLACE INTO upload VALUES (?, ?, ?)", rows)
        return paths | {path for path, _, _ in rows}

    def upload_line(self, path: str) -> str | None:
        """The manifest line of an uploaded file that some unit shows: of several, always the same one."""
        found: str | None = self.db.execute("SELECT MIN(line) FROM upload WHERE path = ?", (path,)).fetchone()[0]
        return found

    def units_like(self, start: str) -> set[str]:
        """The units whose keys begin so."""
        return {
            key
            for (key,) in self.db.execute(
                "SELECT DISTINCT unit FROM file WHERE unit >= ? AND unit < ?", (start, start + "\U0010ffff")
            )
        }

    def due(self) -> set[str]:
        """Units whose files may follow later and still do not show the newest records."""
        return {unit for (unit,) in self.db.execute("SELECT unit FROM due")}

    def set_due(self, units: Iterable[str]) -> None:
        self.db.execute("DELETE FROM due")
        self.db.executemany("INSERT INTO due VALUES (?)", [(unit,) for unit in sorted(units)])

    # ── The change log ──

    def add_change(self, entry: ChangeEntry) -> None:
        title = _packed(entry.title)
        self.db.execute(
            "INSERT INTO change VALUES (NULL, ?, ?, ?, ?, ?, ?)",
            (moment(entry.at), str(entry.thing), entry.thing_kind, entry.path, title, " ".join(entry.kinds)),
        )

    def readdress_changes(self, thing: UUID, path: str, title: Text) -> None:
        self.db.execute("UPDATE change SET path = ?, title = ? WHERE thing = ?", (path, _packed(title), str(thing)))

    def forget_changes(self, thing: UUID) -> None:
        self.db.execute("DELETE FROM change WHERE thing = ?", (str(thing),))

    def changes(self, limit: int | None = None) -> list[ChangeEntry]:
        return [
            _change(found)
            for found in self.db.execute(
                "SELECT * FROM change ORDER BY number DESC LIMIT ?", (-1 if limit is None else limit,)
            )
        ]

    def changes_of(self, thing: UUID) -> list[ChangeEntry]:
        return [
            _change(found)
            for found in self.db.execute("SELECT * FROM change WHERE thing = ? ORDER BY number DESC", (str(thing),))
        ]


def _packed(title: Text) -> str:
    return json.dumps([title.sv, title.en, title.original], ensure_ascii=False)


def _change(found: tuple[Any, ...]) -> ChangeEntry:
    number, at, thing, thing_kind, path, title, kinds = found
    sv, en, original = json.loads(title)
    return ChangeEntry(
        number,
        datetime.fromisoformat(at),
        UUID(thing),
        thing_kind,
        path,
        Text(sv=sv, en=en, original=original),
        tuple(kinds.split()),
    )
