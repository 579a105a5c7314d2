# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker: a process that does what was asked for in the background, so that nobody who reads or edits waits for it.

What is quick (reading slides, cutting), what takes hours (writing down what is said) and what waits for others (looking at addresses
elsewhere) have a lane each, so that the one does not wait for the other. It is one of many: any number may run, on any machine that sees the database and the files. It stops when told
to, or when the process that started it is gone; what it was doing is then another's.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import threading
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from verkstad.site.clock import stop_on_signals
from verkstad.site.settings_table import Settings, read_settings
from verkstad.site.starting import migrations_missing, start_django
from verkstad.site.words import N_

if TYPE_CHECKING:  # models are there once Django is started
    from verkstad.archive.choices import JobKind
    from verkstad.archive.working import Held

logger = logging.getLogger("verkstad.worker")

LOOK_EVERY = 1.0
RENEW_EVERY = 15.0
AGAIN_AFTER = timedelta(minutes=2)
LANES: dict[str, tuple[str, ...]] = {"quick": ("read", "cut"), "long": ("transcribe",), "elsewhere": ("links",)}


class Worker:
    def __init__(self, settings: Settings, stopping: threading.Event) -> None:
        self.settings = settings
        self.stopping = stopping
        self.name = f"{socket.gethostname()}:{os.getpid()}"

    def run(self) -> None:
        """All lanes until told to stop."""
        parent = os.getppid()
        while not self.stopping.is_set() and migrations_are_missing():  # the clock brings the database up
            self.stopping.wait(LOOK_EVERY)
        lanes = [threading.Thread(target=self.work_lane, args=(name,), name=name) for name in LANES]
        for lane in lanes:
            lane.start()
        while not self.stopping.wait(LOOK_EVERY) and os.getppid() == parent:
            pass
        self.stopping.set()
        for lane in lanes:
            lane.join()

    def work_lane(self, lane: str) -> None:
        from django.db import connections

        from verkstad.archive.choices import JobKind

        kinds = [JobKind(kind) for kind in LANES[lane]]
        while not self.stopping.is_set():
            try:
                worked = self.work_one(lane, kinds)
            except Exception as error:  # the database was away: it is met anew
                logger.error("%s: %s: %s", lane, type(error).__name__, error, exc_info=self.settings["VERKSTAD_DEBUG"])
                connections.close_all()
                worked = False
            if not worked:
                self.stopping.wait(LOOK_EVERY)
        connections.close_all()

    def work_off(self, lane: str) -> None:
        """Do all that is due in a lane now, and return."""
        from verkstad.archive.choices import JobKind

        while self.work_one(lane, [JobKind(kind) for kind in LANES[lane]]):
            pass

    def work_one(self, lane: str, kinds: Collection[JobKind]) -> bool:
        """Do the next job of these kinds that is due; False when there is none."""
        from verkstad.archive.actions.work import claim
        from verkstad.archive.working import Held

        job = claim(f"{self.name}:{lane}"[:100], kinds, at=datetime.now(UTC))
        if job is None:
            return False
        self.work_on(Held(job, is_ending=self.stopping.is_set))
        return True

    def work_on(self, held: Held) -> None:
        """Do a job that is held, and keep holding it meanwhile."""
        done = threading.Event()
        renewing = threading.Thread(target=_keep_renewing, args=(held, done), daemon=True)
        renewing.start()
        try:
            self._do(held)
        finally:
            done.set()
            renewing.join()

    def _do(self, held: Held) -> None:
        from verkstad.archive.actions.work import fail, finish, hand_back, said
        from verkstad.archive.working import WorkFailed, WorkStopped
        from verkstad.intake.tasks import TASKS

        job = held.job
        try:
            TASKS[job.kind](held, work_settings(self.settings))
        except WorkStopped:
            if not held.is_lost:
                hand_back(job)
        except WorkFailed as failed:
            logger.warning("%s: %s", job, failed)
            again_at = datetime.now(UTC) + AGAIN_AFTER if failed.again else None
            fail(job, failed.said, again_at=again_at, at=datetime.now(UTC))
        except Exception as error:
            logger.exception("%s failed", job)
            sentence = said(FAULT, reason=f"{type(error).__name__}: {error}"[:200])
            fail(job, sentence, again_at=datetime.now(UTC) + AGAIN_AFTER, at=datetime.now(UTC))
        else:
            finish(job, at=datetime.now(UTC))


def work_settings(settings: Settings) -> Any:
    """What tasks are told of the operator's decisions."""
    from verkstad.intake.tasks import WorkSettings
    from verkstad.intake.transcribing import SpeechSettings

    return WorkSettings(
        office=_program("soffice", "libreoffice"),
        tesseract=_program("tesseract"),
        ocr_languages=settings["VERKSTAD_OCR_LANGUAGES"],
        speech=SpeechSettings(
            model=settings["VERKSTAD_TRANSCRIBE_MODEL"],
            models=settings.home / "models",
            fetch=settings["VERKSTAD_TRANSCRIBE_FETCH"],
            languages=tuple(settings["VERKSTAD_TRANSCRIBE_LANGUAGES"]),
            threads=settings["VERKSTAD_TRANSCRIBE_THREADS"],
            kept_in=settings.home / "transcribing",
        ),
        manners=link_manners(settings) if settings["VERKSTAD_LINK_CHECK"] else None,
        own_host=urlsplit(settings.base_url).hostname or "",
    )


def link_manners(settings: Settings) -> Any:
    """Who this site says it is when it looks at addresses elsewhere."""
    from verkstad.intake.addresses import Manners

    return Manners(
        agent=f"Verkstad/{version('verkstad')} (looks whether links still lead somewhere; +{settings.base_url}/)"
    )


def _program(*names: str) -> Path | None:
    """The first of these programs that is installed."""
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


FAULT = N_("A fault of the program: %(reason)s. It is tried again; if it stays, tell whoever runs the site.")


def _keep_renewing(held: Held, done: threading.Event) -> None:
    from django.db import DatabaseError, connections

    while not done.wait(RENEW_EVERY):
        try:
            held.renew(at=datetime.now(UTC))
        except DatabaseError as error:  # the next time may do; if none does, another takes over, and that is right
            logger.warning("%s: not renewed: %s", held.job, error)
            connections.close_all()
    connections.close_all()


def migrations_are_missing() -> bool:
    from django.db import DatabaseError, connections

    try:
        return migrations_missing()
    except DatabaseError:
        return True
    finally:
        connections.close_all()


def main() -> None:
    stopping = threading.Event()
    stop_on_signals(stopping)
    settings = read_settings()
    start_django()
    Worker(settings, stopping).run()


if __name__ == "__main__":
    main()
