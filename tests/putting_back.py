# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""After a test that commits: the rows that migrations made, and no others.

Django empties all tables instead, and makes rights and kinds of content anew: a tenth of a second on SQLite, seconds on
PostgreSQL where a disk is busy, and what migrations had written is gone for the tests that follow.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction


class Table(NamedTuple):
    columns: list[str]
    rows: list[tuple[Any, ...]]


class Kept:
    """What a database holds now, to be put back later. Only of tables of models and of the cache."""

    def __init__(self) -> None:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        self._names = [*tables, *(cache["LOCATION"] for cache in settings.CACHES.values())]
        self._tables = {name: _read(name) for name in self._with_rows()}

    def put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for name in self._with_rows() | self._tables.keys():
                kept = self._tables.get(name)
                if kept is not None and kept == _read(name):
                    continue
                cursor.execute(f"DELETE FROM {_quoted(name)}")
                if kept is not None:
                    columns, marks = ", ".join(map(_quoted, kept.columns)), ", ".join(["%s"] * len(kept.columns))
                    cursor.executemany(f"INSERT INTO {_quoted(name)} ({columns}) VALUES ({marks})", kept.rows)
        ContentType.objects.clear_cache()

    def _with_rows(self) -> set[str]:
        asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {_quoted(name)})" for name in self._names)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            return {name for (name,) in cursor.fetchall()}


def _read(name: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(name)} ORDER BY 1")
        return Table([column[0] for column in cursor.description], [tuple(row) for row in cursor.fetchall()])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
