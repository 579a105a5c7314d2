# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the rows of the archive to the content that records are made of, in a fixed number of queries.

The parts of all events are read side by side in the order of the events' ids, so that only one event's rows are held at
a time, however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Generator, Sequence
from contextlib import ExitStack, closing
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db import connection

from verkstad.archive.models import (
    Event,
    FormerSlug,
    Material,
    NamedRoot,
    Organisation,
    Person,
    Recording,
    Series,
    Topic,
)
from verkstad.archive.select import SharedIds, select_rows
from verkstad.archive.shapes import Content, Shape, shape_of

OF_EVENT: dict[str, Any] = {"materials": Material, "recordings": Recording}
"""Roots that stand inside an event's record."""


KINDS: dict[str, Any] = {
    model.thing_kind: model for model in (Series, Organisation, Person, Topic, Event, Material, Recording)
}


class Row(NamedTuple):
    """One root as its row has it."""

    id: UUID
    live: bool
    content: Content


Rows = Generator[Sequence[Any], None, None]


class _Lists:
    """The parts of many roots, asked for in the order of the roots' ids: the list of one root at a time."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, root: UUID) -> list[Sequence[Any]]:
        found = []
        while self._next is not None and self._next[-1] <= root:
            if self._next[-1] == root:
                found.append(self._next)
            self._next = next(self._rows, None)  # a smaller id: of a root that is not read
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        # Now: left to the garbage collector, the cursor may be closed in the midst of another query, and wait for it for ever.
        self._rows.close()


def _read_part(shape: Shape, row: Sequence[Any]) -> Any:
    """A child as its shape reads it; a root that stands inside an event with the id before the event's."""
    content = shape.read(row)
    return content if shape.parent else content | {"id": row[-2]}


class Reading:
    """One pass over the archive: of what is published, or of everything that editors have."""

    def __init__(self, only: Collection[UUID] | None = None, *, everything: bool = False) -> None:
        self._only = None if only is None else tuple(only)
        self._everything = everything
        self._ids = SharedIds()
        self._former: dict[UUID, list[str]] = defaultdict(list)
        former = self._select(FormerSlug, ("thing_id", "slug"), ("thing_id", "sort_order", "id"), among="thing_id")
        for thing_id, slug in former:
            self._former[thing_id].append(slug)
        self.hidden = frozenset() if everything else self._hidden()
        """Ids of what readers do not see: no published record refers to one."""

    def former_slugs(self, key: UUID) -> list[str]:
        return self._former.get(key, [])

    def roots(self, model: Any) -> Generator[Row, None, None]:
        """Roots in the order of their ids, with the lists of their children. To be closed unless read to its end."""
        shape = shape_of(model)
        named = ("slug",) if issubclass(model, NamedRoot) else ()
        columns = (*shape.columns, "first_published_at", "last_published_at", "live", "id", *named)
        condition = "" if self._everything else _SEEN_EVENT if model is Event else _SEEN
        with ExitStack() as opened:
            lists = {
                name: (child, opened.enter_context(self._children(child))) for name, child in shape.children.items()
            }
            for name, part in OF_EVENT.items() if model is Event else ():
                lists[name] = (shape_of(part), opened.enter_context(self._of_event(part)))
            rows = opened.enter_context(closing(self._select(model, columns, ("id",), among="id", condition=condition)))
            for row in rows:
                content = shape.read(row) | self._facts(row[len(shape.columns) :])
                key = content["id"]
                for name, (part_shape, parts) in lists.items():
                    if found := parts.of(key):
                        content[name] = [_read_part(part_shape, part) for part in found]
                yield Row(key, row[len(shape.columns) + 2], content)

    def _facts(self, values: Sequence[Any]) -> Content:
        """What the row keeps about the thing as a whole, as its record tells it."""
        published_at, modified_at, _live, key, *slug = values
        facts: Content = {"id": key}
        if slug:
            facts["slug"] = slug[0]
        if published_at is not None:
            facts["published_at"] = published_at
        if modified_at is not None:
            facts["modified_at"] = modified_at
        if key in self._former:
            facts["former_slugs"] = self._former[key]
        return facts

    def _children(self, shape: Shape) -> _Lists:
        parent = shape.parent or ""
        order = (parent, "sort_order", "id")
        return _Lists(self._select(shape.model, (*shape.columns, parent), order, among=parent))

    def _of_event(self, model: Any) -> _Lists:
        columns = (*shape_of(model).columns, "id", "event_id")
        order = ("event_id", "sort_order", "id")
        return _Lists(self._select(model, columns, order, among="event_id", condition=_SEEN))

    def _select(
        self, model: Any, columns: tuple[str, ...], order: tuple[str, ...], *, among: str, condition: str = ""
    ) -> Rows:
        chosen = None if self._only is None else (among, self._only)
        return select_rows(model, columns, order=order, ids=self._ids, condition=condition, among=chosen)

    def _hidden(self) -> frozenset[UUID]:
        with connection.cursor() as cursor:
            cursor.execute(_HIDDEN)
            return frozenset(self._ids[key] for (key,) in cursor.fetchall())


# The partial indexes archive_…_hidden answer the second; a condition is written as Django writes those of the indexes.
_SEEN = '"live"'
_SEEN_EVENT = '"live" AND "series_id" IN (SELECT "id" FROM "archive_series" WHERE "live")'
_NOT_SEEN = 'SELECT "id" FROM "{table}" WHERE NOT "live"'
_HIDDEN = " UNION ALL ".join(
    [
        *(_NOT_SEEN.format(table=model._meta.db_table) for model in (Person, Organisation, Topic, Event, Series)),
        'SELECT "id" FROM "archive_event" WHERE "series_id" IN (SELECT "id" FROM "archive_series" WHERE NOT "live")',
    ]
)
