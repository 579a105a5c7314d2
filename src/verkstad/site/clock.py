# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The clock: a process that publishes when the archive changed, and when time itself changes a page.

It first brings the database to the version of the code; readers are answered meanwhile, as they need none. Then it looks
twice a second: one number from the database, one link of the editions. What comes in quick succession is published
together. It stops when told to, or when the process that started it is gone.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import threading
import time
from datetime import UTC, datetime

from verkstad.edition.housekeeping import remove_damaged
from verkstad.edition.publish import one_builder
from verkstad.edition.searching.making import is_ready
from verkstad.edition.store import EditionDamaged, Reader
from verkstad.site.settings_table import Settings, read_settings
from verkstad.site.starting import migrate, start_django

logger = logging.getLogger("verkstad.clock")

LOOK_EVERY = 0.5
REST_AFTER_FAILURE = 60.0
"""Seconds before what failed is tried again, unless the archive changes before that: then it may have been mended."""
QUIET_BEFORE_LATE = 2.0
LATE_AT_MOST = 30.0
"""Files of the whole archive are made after so many seconds without a change, but no later than this after the first."""
SEARCH_EVERY = 10.0
"""Seconds between two looks at whether the search index is whole."""
DUE_EVERY = 5.0
"""Seconds between two looks for what is to be published, or taken down, at a time that was set."""
TIDY_EVERY = 30.0
"""Seconds between two goes at mailing messages and deleting old ones."""
REMIND_EVERY = 3600.0
"""Seconds between two looks for captions that are due, which are counted in days."""


class Ticking:
    """What the clock knows between two looks."""

    def __init__(self, settings: Settings, stopping: threading.Event) -> None:
        self.settings = settings
        self.stopping = stopping
        self.reader = Reader(settings.editions)
        self.is_migrated = False
        self.serial: int | None = None
        self.failed_at: float | None = None
        self.failure = ""
        self.late_since: float | None = None
        self.changed_at = 0.0
        self.tidied_at = float("-inf")
        self.reminded_at = float("-inf")
        self.asked_due_at = float("-inf")
        self.search_asked_at = float("-inf")
        self.was_on_hold: bool | None = None

    def run(self) -> None:
        from django.db import connections

        parent = os.getppid()
        while not self.stopping.wait(LOOK_EVERY) and os.getppid() == parent:
            try:
                self.look()
            except Exception as error:  # the clock must outlive whatever a look meets
                self.fail(error)
                connections.close_all()  # a database that was away is met anew
            if self.is_migrated and time.monotonic() - self.tidied_at > TIDY_EVERY:
                self.tidy()

    def look(self) -> None:
        from verkstad.archive.journal import newest_serial

        if not self.is_migrated:
            migrate(self.settings)
            self.is_migrated = True
        if time.monotonic() - self.asked_due_at > DUE_EVERY:
            self.see_to_what_is_due()
        self.note_hold()
        serial = newest_serial()
        with contextlib.suppress(EditionDamaged):  # a damaged edition is put right by publishing
            self.reader.refresh()
        now = time.monotonic()
        is_new = serial != self.serial
        if self.failed_at is not None and not is_new and now - self.failed_at < REST_AFTER_FAILURE:
            return
        is_wanted = is_new or self.is_time() or self.reader.root is None or self.failed_at is not None
        if (is_wanted or self.search_is_lost(now)) and not self.on_hold():
            self.serial = serial
            self.publish(now)
        elif self.late_since is not None and (
            now - self.changed_at > QUIET_BEFORE_LATE or now - self.late_since > LATE_AT_MOST
        ):
            self.follow_up()

    def is_time(self) -> bool:
        root = self.reader.root
        return root is not None and root.next_moment is not None and datetime.now(UTC) >= root.next_moment

    def search_is_lost(self, now: float) -> bool:
        """Whether the search index is missing or was found damaged; then publishing makes it anew. Asked now and then."""
        if now - self.search_asked_at < SEARCH_EVERY or self.reader.root is None:
            return False
        self.search_asked_at = now
        return not is_ready(self.settings.editions, self.reader.root)

    def on_hold(self) -> bool:
        """Whether an earlier edition is shown by hand, and has nothing that was withdrawn since."""
        from verkstad.site.publishing import must_end_hold

        return (self.settings.editions / "hold").exists() and not must_end_hold(self.settings)

    def note_hold(self) -> None:
        """Editors who wait are told that an earlier edition is shown, and when that is over."""
        from verkstad.archive.actions.progress import note_hold

        if (is_on_hold := self.on_hold()) != self.was_on_hold:
            note_hold(is_on_hold=is_on_hold)
            self.was_on_hold = is_on_hold

    def see_to_what_is_due(self) -> None:
        from verkstad.archive.actions.scheduling import publish_due, take_down_due

        self.asked_due_at = time.monotonic()
        at = datetime.now(UTC)
        for thing in publish_due(at=at):
            logger.info("published at its time: %s %s", thing.thing_kind, thing.pk)
        for thing in take_down_due(at=at):
            logger.info("taken down at its time: %s %s", thing.thing_kind, thing.pk)

    def publish(self, now: float) -> None:
        from verkstad.site.publishing import publish_site

        try:
            done = publish_site(self.settings, late=False)
        except EditionDamaged as error:  # after an upgrade it may just be of an earlier format
            logger.warning("the edition is made anew: %s", error)
            with one_builder(self.settings.editions):
                remove_damaged(self.settings.editions)
            done = publish_site(self.settings, late=False)
        self.failed_at, self.failure = None, ""
        self.changed_at = now
        if done.due:
            self.late_since = self.late_since or now
        if done.number != done.before:
            logger.info("edition %s: %s files in %.2f s", done.number, done.files, done.seconds)

    def follow_up(self) -> None:
        from verkstad.site.publishing import follow_up_site

        done = follow_up_site(self.settings)
        self.late_since = None
        if done:
            logger.info("edition %s: files of the whole archive in %.2f s", done.number, done.seconds)

    def tidy(self) -> None:
        """What does not concern pages, and waits for none: a fault here is said, and publishing goes on as it did."""
        self.tidied_at = time.monotonic()
        for what, see_to in (
            ("messages", self.see_to_messages),
            ("captions", self.see_to_captions),
            ("addresses", self.see_to_addresses),
            ("uploads", self.see_to_uploads),
            ("disposals", self.see_to_disposals),
            ("sessions", self.see_to_sessions),
            ("previews", self.see_to_previews),
        ):
            try:
                see_to()
            except Exception as error:
                logger.error(
                    "%s were not seen to: %s: %s",
                    what,
                    type(error).__name__,
                    error,
                    exc_info=self.settings["VERKSTAD_DEBUG"],
                )

    def see_to_sessions(self) -> None:
        """Where editors were logged in is forgotten when that is over."""
        from verkstad.archive.actions.members import forget_old_sessions

        forget_old_sessions(at=datetime.now(UTC))

    def see_to_previews(self) -> None:
        """What was previewed and perhaps never saved is forgotten after a day."""
        from verkstad.archive.actions.beside import forget_old_previews

        forget_old_previews()

    def see_to_disposals(self) -> None:
        """What was to be destroyed and is still there goes now: the disk refused, or the process ended in between."""
        from verkstad.archive.actions.disposing import destroy_what_is_decided

        destroy_what_is_decided(at=datetime.now(UTC))

    def see_to_uploads(self) -> None:
        """Uploads that nobody continued are forgotten."""
        from verkstad.archive.actions.uploads import forget_abandoned

        forget_abandoned(at=datetime.now(UTC))

    def see_to_messages(self) -> None:
        """Messages from readers are mailed, and deleted when their time is over."""
        from verkstad.participation.actions import delete_old_messages, mail_messages

        delete_old_messages(at=datetime.now(UTC))
        if self.settings["VERKSTAD_MAIL_URL"] and self.settings["VERKSTAD_CONTACT_EMAIL"]:
            to, base_url = self.settings["VERKSTAD_CONTACT_EMAIL"], self.settings.base_url
            mail_messages(to=to, base_url=base_url, language="sv", at=datetime.now(UTC))

    def see_to_captions(self) -> None:
        """Those who answer for a recording are mailed before its captions are due, and when they are late."""
        if not self.settings["VERKSTAD_MAIL_URL"] or time.monotonic() - self.reminded_at < REMIND_EVERY:
            return
        from verkstad.editing.todo.reminding import mail_reminders

        self.reminded_at = time.monotonic()
        mail_reminders(at=datetime.now(UTC), limits=self.settings.captions_limits)

    def see_to_addresses(self) -> None:
        """Addresses elsewhere are looked at once a day by a worker, unless nobody but this machine reads the site."""
        if self.settings["VERKSTAD_LINK_CHECK"] and not self.settings.is_on_this_machine:
            from verkstad.archive.actions.addresses import ask_to_look

            ask_to_look(at=datetime.now(UTC))

    def fail(self, error: Exception) -> None:
        """Say it once, however often it comes; try again in a while."""
        self.failed_at = time.monotonic()
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            said = f"the disk that holds {self.settings.home} is full; nothing is published until there is room"
        else:
            said = f"{type(error).__name__}: {error}".strip()
        if said != self.failure:
            self.failure = said
            logger.error("not published: %s", said, exc_info=self.settings["VERKSTAD_DEBUG"])


def stop_on_signals(stopping: threading.Event) -> None:
    """Finish what is being done, then stop. The processes that a build forks inherit this, and stop at once: who started them waits."""
    own = os.getpid()

    def stop(number: int, _frame: object) -> None:
        if os.getpid() == own:
            stopping.set()
        else:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)


def main() -> None:
    stopping = threading.Event()
    stop_on_signals(stopping)
    settings = read_settings()
    start_django()
    Ticking(settings, stopping).run()


if __name__ == "__main__":
    main()
