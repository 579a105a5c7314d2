# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows in an order that was worked out in Python: one query for the order, one for the page that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet


class RowsInOrder(Sequence[Any]):
    """What a paginator needs of a list: its length, and a stretch of it. Keys without a row (deleted just now) are left out."""

    ordered = True

    def __init__(self, rows: QuerySet, keys: Sequence[Any]) -> None:
        self.rows, self.keys, self.model = rows, keys, rows.model

    def __len__(self) -> int:
        return len(self.keys)

    def count(self, value: Any = None) -> int:
        return len(self.keys)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            wanted = self.keys[place]
            found = {row.pk: row for row in self.rows.order_by().filter(pk__in=wanted)}
            return [found[key] for key in wanted if key in found]
        return self[place : place + 1][0]

    def __iter__(self) -> Iterator[Any]:
        return iter(self[:])
