# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting Django where it is needed, and bringing the database to the version of the code."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from verkstad.site.settings_table import Settings
from verkstad.site.words import language_of


def start_django() -> None:
    """Make models and translations usable in this process; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkstad.site.settings")
    # Here, because it takes a second that --help and readers of pages need not wait.
    import django
    from django.apps import apps
    from django.utils import translation

    if not apps.ready:
        django.setup()
    translation.activate(language_of())


def has_no_database() -> bool:
    """True when the database is a file that does not exist: SQLite would make it, empty."""
    from django.db import connection

    return (
        connection.vendor == "sqlite"
        and not connection.is_in_memory_db()
        and not Path(connection.settings_dict["NAME"]).exists()
    )


def migrations_missing() -> bool:
    """True when the database lacks a migration of the code. Asks for file names and one query, where Django's own way loads them all.

    Raises OperationalError when the database does not answer.
    """
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return True
    applied = set(recorder.migration_qs.values_list("app", "name"))
    wanted = {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    }
    return not wanted <= applied


def migrate(settings: Settings, *, say: Callable[[str], None] | None = None) -> bool:
    """Bring the database to the version of the code; False when it was there already. One process at a time."""
    from django.core.management import call_command

    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / ".migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not migrations_missing():
            return False
        if say:
            say(str(settings.home))
        call_command("migrate", interactive=False, verbosity=0)
    return True
