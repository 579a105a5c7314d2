# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``demo``, ``serve`` and ``migrate``."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from verkstad.site.command.telling import WRONG_CALL, Told, progress, say, settings_and_django, settings_or_end, tell
from verkstad.site.settings_table import Settings
from verkstad.site.words import _, ngettext

DEMO_MARK = "demo"
"""The file that a demo leaves in its home; ``editing.access.demo`` knows what is in it, but takes Django along."""

DOSSIERS = Path(__file__).resolve().parent.parent / "dossiers"
NOSAD, SAMPLE = DOSSIERS / "nosad", DOSSIERS / "sample"


@click.command("demo", help=_("Set up, load the NOSAD archive on first start, and serve."))
def demo_command() -> None:
    settings = settings_or_end()
    _claim(settings)
    # With an edition the archive was loaded before: readers are answered at once, and the clock sees to the rest.
    if not (settings.editions / "current").exists():
        is_new = not settings["DATABASE_URL"] and not (settings.home / "database.sqlite3").exists()
        settings = settings_and_django(migrating=True)
        load_nosad(settings)
        if is_new:
            offer_accounts(settings)
        publish_first(settings)
    tell_of_accounts(settings)
    # A fresh process: the server needs nothing of what setting up brought into memory.
    os.execv(sys.executable, [sys.executable, "-m", "verkstad.site.command", "serve"])  # noqa: S606 (ourselves)


def load_nosad(settings: Settings) -> None:
    """Import the NOSAD dossier, and a sample workshop that has everything, into an archive that has no series yet."""
    from verkstad.archive.models import Series

    if Series.objects.exists():
        return
    from verkstad.site.command.archive import bring_in

    say(_("Loading the NOSAD archive …"))
    bring_in(NOSAD, dry_run=False)
    # After it: the site bears the name of the series that came first.
    bring_in(SAMPLE, dry_run=False)
    read_what_came(settings)


def read_what_came(settings: Settings) -> None:
    """Read the slides and the recording of the sample before the first pages are made, so that they stand there at once."""
    import threading

    from verkstad.site.worker import Worker

    Worker(settings, threading.Event()).work_off("quick")


def offer_accounts(settings: Settings) -> None:
    """Let the demo's people in, where the site is kept to this machine: in a database that nobody has used before."""
    from verkstad.editing.access.demo import make_demo_accounts

    if settings.is_on_this_machine:
        make_demo_accounts(settings.home, at=datetime.now(UTC))


def tell_of_accounts(settings: Settings) -> None:
    if settings.is_on_this_machine and (settings.home / DEMO_MARK).exists():
        say(
            _(
                "This is the demo: anybody on this machine may log in at %(address)s as one of its accounts, without a password. They exist only in the demo."
            )
            % {"address": f"{settings.base_url}/edit/"}
        )


def publish_first(settings: Settings) -> None:
    from verkstad.site.publishing import publish_site

    with progress(_("Making the pages")) as move:
        done = publish_site(settings, progress=move)
    say(
        ngettext("Made %(number)s file in %(seconds).1f s.", "Made %(number)s files in %(seconds).1f s.", done.files)
        % {"number": done.files, "seconds": done.seconds}
    )


@click.command("serve", help=_("Serve the site.\n\nWeb server, clock and worker in one; stops on Ctrl-C or SIGTERM."))
@click.option(
    "--web", "only", flag_value="web", help=_("The web server alone; another machine or process runs the rest.")
)
@click.option("--clock", "only", flag_value="clock", help=_("The clock alone: publishes what changes."))
@click.option(
    "--worker", "only", flag_value="worker", help=_("A worker alone: reads files, cuts recordings, writes down speech.")
)
def serve_command(only: str | None) -> None:
    settings = settings_or_end()
    if only == "clock":
        from verkstad.site import clock

        clock.main()
        return
    if only == "worker":
        from verkstad.site import worker

        worker.main()
        return
    _claim(settings)
    from verkstad.site.serving import PortTaken, serve

    def ready(address: str) -> None:
        tell(_("Serving at %(address)s – stop with Ctrl-C.") % {"address": address})
        sys.stdout.flush()

    try:
        serve(settings, beside=only is None, ready=ready)
    except PortTaken as error:
        raise Told(str(error), code=WRONG_CALL) from None


def _claim(settings: Settings) -> None:
    from verkstad.site.serving import PortTaken, claim

    try:
        claim(settings["VERKSTAD_HOST"], settings["PORT"])
    except PortTaken as error:
        raise Told(str(error), code=WRONG_CALL) from None


@click.command("migrate", help=_("Bring the database to the program's version.\n\ndemo and serve do it by themselves."))
def migrate_command() -> None:
    settings_and_django(migrating=True)
