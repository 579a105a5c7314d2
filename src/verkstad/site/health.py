# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the site is: which edition readers see, and whether the database answers. Needs no Django, so that it answers without."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from verkstad.edition.store import Reader
from verkstad.site.databases import database

ASK_EVERY = 2.0
"""Seconds for which the database's answer is remembered, so that a monitor's haste costs it nothing."""


def ask_database(url: str, *, home: Path) -> str | None:
    """None when the database answers, else what it says instead."""
    settings = database(url, home=home)
    try:
        if settings["ENGINE"].endswith("sqlite3"):
            # Read only, so that asking never makes an empty database where there is none.
            with contextlib.closing(
                sqlite3.connect(f"file:{quote(str(settings['NAME']))}?mode=ro", uri=True, timeout=2)
            ) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        else:
            import psycopg  # only where it is used: a site on SQLite need not have it

            psycopg.connect(url, connect_timeout=2).close()
    except Exception as error:
        return str(error).strip().split("\n")[0] or type(error).__name__
    return None


class Health:
    """What /healthz tells. The pages count: the answer is 200 as long as they can be read, whatever the database does."""

    def __init__(self, reader: Reader, *, database_url: str, home: Path) -> None:
        self._reader = reader
        self._url = database_url
        self._home = home
        self._asked_at = float("-inf")
        self._database = "unreachable"

    async def __call__(self) -> dict[str, Any]:
        if time.monotonic() - self._asked_at > ASK_EVERY:
            self._asked_at = time.monotonic()
            said = await asyncio.to_thread(ask_database, self._url, home=self._home)
            self._database = "ok" if said is None else "unreachable"
        root = self._reader.root
        age = None if root is None else max(0, round((datetime.now(UTC) - root.at).total_seconds()))
        return {
            "status": "ok" if root else "waiting for the first edition",
            "edition": root.number if root else None,
            "edition_age_seconds": age,
            "files": root.files if root else 0,
            "database": self._database,
        }
