# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one door through which a draft is rendered: by the templates of the edition, and never into an edition.

What comes in is a ``Preview``; what goes out is one page for the desk to show to editors.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from verkstad.archive.models import Series as SeriesRow
from verkstad.edition import cards, rendering
from verkstad.edition.cards import Named
from verkstad.edition.contents import Contents
from verkstad.edition.library import EventCard, Kind, Library, ThingRow
from verkstad.edition.memory import MemoryLibrary
from verkstad.edition.state import FORMAT, State
from verkstad.edition.state_library import StateLibrary
from verkstad.edition.uploads import media_beside
from verkstad.records.base import Language
from verkstad.records.events import Event
from verkstad.records.published import Records, Site
from verkstad.records.read import published
from verkstad.records.read_preview import Preview
from verkstad.records.things import Organisation, Person, Series, Topic


class DraftLibrary:
    """A :class:`.library.Library` in which some records lie over what the one beneath has; lists and counts are those beneath."""

    def __init__(self, beneath: Library, over: Sequence[Any], *, at: datetime) -> None:
        self.at = at
        self.site = beneath.site
        self.contents = beneath.contents
        self._beneath = beneath
        self._over = {record.id: record for record in over}

    def event(self, id: UUID) -> Event:
        return self._over[id] if id in self._over else self._beneath.event(id)

    def person(self, id: UUID) -> Person:
        return self._over[id] if id in self._over else self._beneath.person(id)

    def organisation(self, id: UUID) -> Organisation:
        return self._over[id] if id in self._over else self._beneath.organisation(id)

    def topic(self, id: UUID) -> Topic:
        return self._over[id] if id in self._over else self._beneath.topic(id)

    def series(self, id: UUID) -> Series:
        return self._over[id] if id in self._over else self._beneath.series(id)

    def card(self, id: UUID) -> EventCard:
        return cards.card_of(self._over[id]) if id in self._over else self._beneath.card(id)

    def has_event(self, id: UUID) -> bool:
        return id in self._over or self._beneath.has_event(id)

    def rows(self, kind: Kind, letter: str | None = None) -> list[ThingRow]:
        rows = self._beneath.rows(kind, letter)
        if kind != "series" or letter:
            return rows
        # Who the site is about stands on every page, the first series of a new site's too.
        own = [record for record in self._over.values() if isinstance(record, Series)]
        return rows + [cards.row_of(record) for record in own if record.id not in {row.id for row in rows}]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._beneath, name)


class KeptState(State):
    """The state of the edition that readers see, to read only: the publisher is the one who writes."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.OperationalError when there is none, or none of this format."""
        self.path = path
        self.db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=1)
        if self.db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            self.db.close()
            raise sqlite3.OperationalError("the state is of another format")

    def put_related(self, thing: UUID, kind: str, rows: list[ThingRow], count: int) -> None:
        """What was counted is for this one page."""


@contextmanager
def library_of(folder: Path, site: Site, *, at: datetime) -> Iterator[Library]:
    """What is published, as the edition in ``folder`` has it; while there is none, the series alone, whose name every page bears."""
    try:
        state = KeptState(folder / "state.sqlite")
    except sqlite3.OperationalError:
        series = SeriesRow.objects.filter(live=True).values_list("pk", flat=True)
        contents = Contents(media_beside(folder))
        yield MemoryLibrary(published(at, only=list(series)), site, contents=contents)
        return
    try:
        state.db.execute("BEGIN")
        yield StateLibrary(state, site, at=at)
    finally:
        state.close()


def render_preview(preview: Preview, beneath: Library, language: Language) -> bytes:
    """The page of a draft, byte for byte as the edition will have it once it is published, as far as lists elsewhere go."""
    over = [*_records(preview.around), *(draft.thing for draft in preview.along), preview.draft.thing]
    library = cast(Library, DraftLibrary(beneath, over, at=preview.draft.at))
    thing: Event | Named = preview.draft.thing
    match thing:
        case Event():
            return rendering.render_event(library, thing.id, language)
        case Person():
            return rendering.render_person(library, thing.id, language)
        case Organisation():
            return rendering.render_organisation(library, thing.id, language)
        case Topic():
            return rendering.render_topic(library, thing.id, language)
        case Series():
            return rendering.render_series(library, thing.id, language)


def _records(records: Records) -> Iterator[Any]:
    for group in (records.series, records.organisations, records.people, records.topics, records.events):
        yield from group
