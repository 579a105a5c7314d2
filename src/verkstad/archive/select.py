# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many rows as plain tuples, fast: each statement is put together once, and the same id is read as the same object.

Django's querysets compile their SQL each time, which for one re-published event costs more than all of its reading; and of
ten thousand events most of the time would go to making ids, of which nearly all have been seen before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, models

AT_ONCE = 500
"""Rows that the database hands over at a time."""

Convert = Callable[[Any], Any]


class SharedIds(dict[Any, UUID]):
    """From an id as the database gives it to the one object for it."""

    def __missing__(self, stored: Any) -> UUID:
        found = self[stored] = stored if isinstance(stored, UUID) else UUID(stored)
        return found


def select_rows(
    model: type[models.Model],
    columns: tuple[str, ...],
    *,
    order: tuple[str, ...],
    ids: SharedIds,
    condition: str = "",
    among: tuple[str, Sequence[UUID]] | None = None,
) -> Generator[Sequence[Any], None, None]:
    """Rows of one table with the columns asked for, in order; ``among`` is a column and the ids it may have.

    ``condition`` is SQL of our own making, never of anybody's input. The rows come as they are asked for; close the
    generator unless it is read to its end.
    """
    column, chosen = among or (None, ())
    sql = _statement(connection.vendor, model, columns, order, condition, column, len(chosen))
    field = _field(model, column) if column else None
    params = [field.get_db_prep_value(key, connection) for key in chosen] if field else []
    # Few rows come at once; many through a cursor of the server's own, where the database has such.
    cursor = connection.cursor() if among else connection.chunked_cursor()
    with cursor:
        cursor.execute(sql, params)
        converters = _converters(connection.vendor, model, columns)
        plain = [(place, convert) for place, convert in converters if convert is not None]
        of_ids = [place for place, convert in converters if convert is None]
        while rows := cursor.fetchmany(AT_ONCE):
            for row in map(list, rows):
                for place in of_ids:
                    if row[place] is not None:
                        row[place] = ids[row[place]]
                for place, convert in plain:
                    if row[place] is not None:
                        row[place] = convert(row[place])
                yield row


def _field(model: type[models.Model], column: str) -> models.Field[Any, Any]:
    return next(field for field in model._meta.concrete_fields if field.attname == column)


@lru_cache(maxsize=512)
def _statement(
    _vendor: str,
    model: type[models.Model],
    columns: tuple[str, ...],
    order: tuple[str, ...],
    condition: str,
    among: str | None,
    count: int,
) -> str:
    quoted = connection.ops.quote_name

    def named(names: Sequence[str]) -> str:
        return ", ".join(quoted(_field(model, name).column) for name in names)

    conditions = [condition] if condition else []
    if among:
        places = ", ".join(["%s"] * count)
        conditions.append(f"{named([among])} IN ({places})" if count else "1 = 0")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {named(columns)} FROM {quoted(model._meta.db_table)}{where} ORDER BY {named(order)}"  # noqa: S608  (names are the models' own)


@lru_cache(maxsize=128)
def _converters(_vendor: str, model: type[models.Model], columns: tuple[str, ...]) -> list[tuple[int, Convert | None]]:
    """For each column that is not plain: its place, and what Django would do to its value; None for an id."""
    found: list[tuple[int, Convert | None]] = []
    for place, name in enumerate(columns):
        field = _field(model, name)
        target = field.target_field if field.is_relation else field
        if isinstance(target, models.UUIDField):
            found.append((place, None))
            continue
        if isinstance(target, models.JSONField):
            found.append((place, _from_json))
            continue
        expression = target.get_col(model._meta.db_table)
        steps = [*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection)]
        if steps:
            found.append((place, _chained(steps, expression)))
    return found


def _from_json(stored: str) -> Any:
    return [] if stored == "[]" else json.loads(stored)  # nearly all lists are empty


def _chained(steps: list[Callable[..., Any]], expression: Any) -> Convert:
    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, expression, connection)
        return value

    return convert
