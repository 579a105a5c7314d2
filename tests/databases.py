# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A migrated SQLite database to copy for each test run: migrating takes twenty seconds, copying none."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "test-databases"


def migrated_database() -> Path:
    """The path of a database in which all migrations have run; made when anything that makes it different has changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = FOLDER / f"{_fingerprint()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the workers of one run ask at the same time
        if not made.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            _migrate(made.with_suffix(".part"))
            made.with_suffix(".part").rename(made)
    return made


def _migrate(path: Path) -> None:
    path.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "verkstad.site.settings",
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
