# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From DATABASE_URL to Django's settings of a database; SQLite in the home folder when it is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# The journal lets readers go on while one writes. NORMAL loses nothing of a finished write when the program dies; only
# when the machine does, and then at most the last writes, never the whole.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA cache_size=-32000",
    "PRAGMA mmap_size=268435456",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA journal_size_limit=67108864",
)


def database(url: str, *, home: Path) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "verkstad",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"connect_timeout": 5, **dict(parse_qsl(parts.query))},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        # sqlite:////absolute/path, sqlite:///relative/path
        "NAME": Path(unquote(parts.path[1:])).absolute() if parts.path[1:] else home / "database.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            # Take the lock to write when a transaction starts: else the second of two that read and then write fails.
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(_PRAGMAS),
        },
    }
