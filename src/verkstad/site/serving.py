# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``serve``: the web server's processes, the clock and the worker beside them, started together and stopped together."""

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


class Beside:
    """A process beside the web server (the clock, the worker), started again when it dies; the server needs nothing of it to go on."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._run, name=module, daemon=True)

    def start(self) -> None:
        # Here and not in the thread: the server forks its own processes next, and one that was forked while this one starts would
        # keep open what the start waits for to be closed. Nobody would see it die then.
        self._process = self._started()
        self._watch.start()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", self._module], stdin=subprocess.DEVNULL)  # noqa: S603 (ourselves)

    def _run(self) -> None:
        wait = 1.0
        while self._process is not None:
            self._process.wait()
            # Sooner at first, then at most once a minute: one that cannot start must not fill the log.
            if self._stopping.wait(wait):
                return
            wait = min(60.0, wait * 2)
            self._process = self._started()

    def stop(self) -> None:
        self._stopping.set()
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:  # a build or a job that is cut off leaves nothing that anybody sees
                self._process.kill()
                self._process.wait()


def serve(settings: Settings, *, beside: bool = True, ready: Callable[[str], None]) -> None:
    """Serve until told to stop (SIGTERM, SIGINT), with clock and worker ``beside``. ``ready`` is told the address before the first
    request is taken.

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
    for module in ("verkstad.site.clock", "verkstad.site.worker") if beside else ():
        process = Beside(module)
        server.on_startup(process.start)
        server.on_shutdown(process.stop)
    server.on_startup(lambda: ready(settings.base_url))
    server.serve()
