# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``serve``: the web server's processes and the clock beside them, started together and stopped together."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels

from verkstad.site.settings_table import Settings
from verkstad.site.words import _

STOP_WITHIN = 10
"""Seconds that a process gets to finish what it does when all is stopped."""


class PortTaken(Exception):
    """Nothing can be listened to at the address; the message says what to do."""


def claim(host: str, port: int) -> None:
    """Raise PortTaken unless the address is free. The server shares its port among its processes and would not notice."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            facts = {"host": host, "port": port, "next": port + 1 if port < 65535 else 8000}
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(
                    _(
                        "Port %(port)s on %(host)s is in use by another program. Stop that one, or choose another port: PORT=%(next)s."
                    )
                    % facts
                ) from error
            if error.errno == errno.EACCES:
                raise PortTaken(
                    _("Port %(port)s is kept for the system. Choose one above 1023, such as PORT=8000.") % facts
                ) from error
            raise PortTaken(
                _("This machine cannot listen at %(host)s, port %(port)s. Check VERKSTAD_HOST.") % facts
            ) from error
        except (OverflowError, UnicodeError) as error:
            raise PortTaken(
                _("This machine cannot listen at %(host)s, port %(port)s. Check VERKSTAD_HOST.")
                % {"host": host, "port": port}
            ) from error


def workers_of(settings: Settings) -> int:
    """One process for each processor, at most four: the front is so light that more would wait for nothing."""
    return settings["VERKSTAD_WORKERS"] or min(4, os.cpu_count() or 1)


class Clock:
    """The clock's process, started again when it dies; the web server needs nothing of it to go on."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        self._watch.start()

    def _run(self) -> None:
        wait = 1.0
        while not self._stopping.is_set():
            self._process = subprocess.Popen([sys.executable, "-m", "verkstad.site.clock"], stdin=subprocess.DEVNULL)
            self._process.wait()
            # Sooner at first, then at most once a minute: a clock that cannot start must not fill the log.
            self._stopping.wait(wait)
            wait = min(60.0, wait * 2)

    def stop(self) -> None:
        self._stopping.set()
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:  # a build that is cut off leaves nothing that readers see
                self._process.kill()
                self._process.wait()


def serve(settings: Settings, *, clock: bool = True, ready: Callable[[str], None]) -> None:
    """Serve until told to stop (SIGTERM, SIGINT). ``ready`` is told the address before the first request is taken.

    Raises PortTaken.
    """
    host, port = settings["VERKSTAD_HOST"], settings["PORT"]
    claim(host, port)
    server = Granian(
        "verkstad.site.web:make_front",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        loop=Loops.auto,
        websockets=False,
        workers=workers_of(settings),
        workers_kill_timeout=STOP_WITHIN,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        log_level=LogLevels.warning,
        log_access=False,
    )
    if clock:
        ticking = Clock()
        server.on_startup(ticking.start)
        server.on_shutdown(ticking.stop)
    server.on_startup(lambda: ready(settings.base_url))
    server.serve()
