# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the rows of the archive to the content that records are made of, in a fixed number of queries.

The parts of all events are read side by side in the order of the events' ids, so that only one event's rows are held at
a time, however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple
from uuid import UUID

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
from verkstad.archive.shapes import Content, Shape, shape_of

AT_ONCE = 500
"""Rows that the database hands over at a time."""

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


class _Lists:
    """The parts of many roots, asked for in the order of the roots' ids: the list of one root at a time."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, root: UUID) -> list[tuple[Any, ...]]:
        found = []
        while self._next is not None and self._next[-1] <= root:
            if self._next[-1] == root:
                found.append(self._next)
            self._next = next(self._rows, None)  # a smaller id: of a root that is not read
        return found


class Reading:
    """One pass over the archive: of what is published, or of everything that editors have."""

    def __init__(self, only: Collection[UUID] | None = None, *, everything: bool = False) -> None:
        self._only = None if only is None else list(only)
        self._everything = everything
        self._former: dict[UUID, list[str]] = defaultdict(list)
        former = FormerSlug.objects.order_by("thing_id", "sort_order", "pk")
        for thing_id, slug in self._chosen(former, "thing_id").values_list("thing_id", "slug"):
            self._former[thing_id].append(slug)
        self.hidden = set() if everything else _hidden()
        """Ids of what readers do not see: no published record refers to one."""

    def _chosen(self, rows: Any, column: str) -> Any:
        return rows if self._only is None else rows.filter(**{f"{column}__in": self._only})

    def roots(self, model: Any) -> Iterator[Row]:
        """Roots in the order of their ids, with the lists of their children."""
        shape = shape_of(model)
        rows = self._chosen(model.objects.all() if self._everything else model.objects.published(), "pk").order_by("pk")
        named = ("slug",) if issubclass(model, NamedRoot) else ()
        columns = (*shape.columns, "first_published_at", "last_published_at", "live", "pk", *named)
        lists = {name: (child, self._children(child)) for name, child in shape.children.items()}
        of_event = {name: (shape_of(part), self._of_event(part)) for name, part in OF_EVENT.items() if model is Event}
        own = len(shape.columns)
        for row in rows.values_list(*columns).iterator(chunk_size=AT_ONCE):
            content = shape.read(row)
            published_at, modified_at, live, key = row[own : own + 4]
            content["id"] = key
            if named:
                content["slug"] = row[-1]
            if published_at is not None:
                content["published_at"] = published_at
            if modified_at is not None:
                content["modified_at"] = modified_at
            if former := self._former.get(key):
                content["former_slugs"] = former
            for name, (child, parts) in lists.items():
                if found := parts.of(key):
                    content[name] = [child.read(part) for part in found]
            for name, (part_shape, things) in of_event.items():
                if found := things.of(key):
                    content[name] = [part_shape.read(part) | {"id": part[-2]} for part in found]
            yield Row(key, live, content)

    def _children(self, shape: Shape) -> _Lists:
        rows = self._chosen(shape.model.objects.all(), shape.parent).order_by(shape.parent, "sort_order", "pk")
        return _Lists(rows.values_list(*shape.columns, shape.parent).iterator(chunk_size=AT_ONCE))

    def _of_event(self, model: Any) -> _Lists:
        rows = self._chosen(model.objects.filter(live=True), "event_id").order_by("event_id", "sort_order", "pk")
        return _Lists(rows.values_list(*shape_of(model).columns, "pk", "event_id").iterator(chunk_size=AT_ONCE))


def _hidden() -> set[UUID]:
    hidden: set[UUID] = set()
    for model in (Person, Organisation, Topic, Event, Series):
        hidden.update(model.objects.filter(live=False).order_by().values_list("pk", flat=True))
    hidden.update(Event.objects.filter(series__live=False).order_by().values_list("pk", flat=True))
    return hidden
