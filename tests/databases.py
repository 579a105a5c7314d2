# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Databases in which all migrations have run, to copy for each test run: migrating takes twenty seconds, copying none.

As a program: makes those that the tests will ask for, so that it can be done while something else is.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "test-databases"


def migrated_database() -> Path:
    """The path of an SQLite database in which all migrations have run; made when anything that makes it different has changed."""
    made = FOLDER / f"{_fingerprint()}.sqlite3"

    def make() -> None:
        for old in FOLDER.glob("*.sqlite3*"):
            old.unlink()
        part = made.with_suffix(".part")
        part.unlink(missing_ok=True)
        _migrate(f"sqlite:///{part}")
        part.rename(made)

    _once("sqlite", made.exists, make)
    return made


def migrated_template(url: str) -> str:
    """The name of a PostgreSQL database, beside the one of `url`, in which all migrations have run: to be a template and no more."""
    import psycopg  # here, as a run on SQLite has no need of it

    address = urlsplit(url)
    family = f"template_{address.path.lstrip('/')}_"
    made = family + _fingerprint()
    with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:

        def is_made() -> bool:
            return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [made]).fetchone())

        def make() -> None:
            old = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [family])
            for (name,) in old.fetchall():
                connection.execute(f'DROP DATABASE "{name}"')
            part = f"{made}_part"
            connection.execute(f'CREATE DATABASE "{part}"')
            _migrate(address._replace(path=f"/{part}").geturl())
            connection.execute(f'ALTER DATABASE "{part}" RENAME TO "{made}"')

        _once("postgres", is_made, make)
    return made


def _once(name: str, is_made: Callable[[], bool], make: Callable[[], None]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the workers of one run ask at the same time
        if not is_made():
            make()


def _migrate(url: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "verkstad.site.settings",
        "VERKSTAD_HOME": str(FOLDER / "home"),
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the migrations do not run:\n{done.stderr}")


def _fingerprint() -> str:
    """Of what decides the tables: our models and migrations, the settings, and the versions of the packages."""
    sources = [ROOT / "requirements" / "run.txt", *(ROOT / "src" / "verkstad" / "site").glob("settings*.py")]
    for room in sorted((ROOT / "src" / "verkstad").iterdir()):
        sources += [*room.glob("migrations/*.py"), *room.glob("apps.py")]
    digest = hashlib.sha256(sys.version.encode())
    for source in sorted(sources):
        digest.update(str(source.relative_to(ROOT)).encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def main() -> None:
    ask: list[Callable[[], object]] = [migrated_database]
    if url := os.environ.get("TEST_POSTGRES_URL"):
        ask.append(lambda: migrated_template(url))
    with ThreadPoolExecutor() as both:
        for made in [both.submit(one) for one in ask]:
            made.result()


if __name__ == "__main__":
    main()
