# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each web server process runs: the front over the editions of this home, with Django behind it."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import Any

from verkstad.edition.store import Reader
from verkstad.site.bridge import Behind
from verkstad.site.finding import Finder
from verkstad.site.front import Front
from verkstad.site.health import Health
from verkstad.site.searching import Searcher
from verkstad.site.settings_table import read_settings


def make_front() -> Front:
    """Called by the server, once in each process, after the settings were checked by whoever started it."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    _leave_with_parent()
    settings = read_settings()
    reader = Reader(settings.editions)
    https = settings.base_url.startswith("https:")
    behind, find, search = Behind(_django, https=https, is_logged_in=_is_logged_in), Finder(reader), Searcher(reader)
    return Front(
        reader,
        https=https,
        hot_bytes=settings["VERKSTAD_CACHE_MB"] * 1024**2,
        behind=behind,
        find=find,
        search=search,
        health=Health(reader, database_url=settings["DATABASE_URL"], home=settings.home),
        warm_ups=(find.warm_up, search.warm_up, behind.warm_up),
    )


def _leave_with_parent() -> None:
    """Stop when the process that started this one was killed: nobody else could, and the port would stay taken."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(2)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _django() -> Any:
    # Here and not above: readers are answered before Django is there, and without it.
    from verkstad.site.asgi import application

    return application


def _is_logged_in(cookies: str) -> bool:
    """Asked once Django is there. Raises what the database does."""
    from django.conf import settings
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import close_old_connections
    from django.http.cookie import parse_cookie

    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return False
    try:
        return SESSION_KEY in SessionStore(key)
    finally:
        close_old_connections()
