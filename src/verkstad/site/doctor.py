# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an installation needs, looked at one thing at a time: each finding says how it is, and what to do where it is not well."""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import itertools
import os
import shutil
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from verkstad.edition.store import EditionDamaged, Reader
from verkstad.intake.speech.models import find_chosen
from verkstad.intake.speech.refused import REFUSED
from verkstad.site.health import ask_database
from verkstad.site.settings_table import Settings, unknown_settings
from verkstad.site.words import _, ngettext

State = Literal["well", "note", "wrong"]
LITTLE_ROOM = 1024**3
SAMPLE = 200


class Finding(NamedTuple):
    id: str
    state: State
    says: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings, in the order in which things depend on each other. Needs neither Django nor a database."""
    for look in LOOKS:
        try:
            yield from look(settings)
        except Exception as error:  # a doctor who faints helps nobody
            yield Finding(
                look.__name__.strip("_"),
                "wrong",
                f"{type(error).__name__}: {error}",
                _("Report this as a fault of Verkstad."),
            )


def _settings(settings: Settings) -> Iterator[Finding]:
    unknown = unknown_settings()
    for sentence in unknown:
        yield Finding("settings.unknown", "note", sentence, _("Correct the name, or remove it from the environment."))
    if not unknown:
        yield Finding("settings", "well", _("All settings can be read."))
    if settings["VERKSTAD_DEBUG"]:
        yield Finding(
            "settings.debug",
            "note",
            _("VERKSTAD_DEBUG is on."),
            _("Leave it out on a public site: it shows the inside of errors."),
        )
    public = urlsplit(settings.base_url).hostname not in {"127.0.0.1", "localhost", "::1"}
    if public and settings.base_url.startswith("http:"):
        yield Finding(
            "settings.https",
            "note",
            _("The site's address, %(address)s, is not on https.") % {"address": settings.base_url},
            _("Put a web server that ends TLS in front, and set VERKSTAD_BASE_URL to the https address."),
        )
    if settings.base_url.startswith("https:") and not settings["VERKSTAD_PROXIES"]:
        yield Finding(
            "settings.proxies",
            "note",
            _("The site is on https, so a proxy stands before it, but VERKSTAD_PROXIES is 0."),
            _("Set VERKSTAD_PROXIES=1, or all readers count as one when messages are limited."),
        )
    if not settings["VERKSTAD_BASE_URL"] and settings["VERKSTAD_HOST"] not in {"127.0.0.1", "localhost", "::1"}:
        yield Finding(
            "settings.base_url",
            "wrong",
            _(
                "The server listens to the network, but VERKSTAD_BASE_URL is not set: feeds and calendars name this machine."
            ),
            _("Set VERKSTAD_BASE_URL to the address that readers type."),
        )
    if not settings["VERKSTAD_CONTACT_EMAIL"]:
        yield Finding(
            "settings.contact",
            "note",
            _("There is no address for messages from readers."),
            _("Set VERKSTAD_CONTACT_EMAIL; until then read them with 'verkstad messages'."),
        )
    if not settings["VERKSTAD_MAIL_URL"]:
        yield Finding(
            "settings.mail",
            "note",
            _("No mail is sent, nor are editors reminded of captions: there is no mail server."),
            _(
                "Set VERKSTAD_MAIL_URL; until then read messages with 'verkstad messages', and see captions with 'verkstad check'."
            ),
        )


def _home(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    above = next(folder for folder in (home, *home.parents) if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=above) as probe:
            probe.write(b"\0" * 65536)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        remedy = (
            _("Make room on that disk.")
            if error.errno == errno.ENOSPC
            else _("Give the user the right to write there, or choose another VERKSTAD_HOME.")
        )
        yield Finding(
            "home.writable",
            "wrong",
            _("%(folder)s cannot be written to: %(reason)s.") % {"folder": above, "reason": error.strerror},
            remedy,
        )
        return
    free = shutil.disk_usage(above).free
    facts = {"folder": home, "free": f"{free / 1024**3:.1f}"}
    if free < LITTLE_ROOM:
        yield Finding(
            "home.room",
            "note",
            _("The disk of %(folder)s has %(free)s GiB left.") % facts,
            _("Make room before it is full: publishing stops then, reading goes on."),
        )
    else:
        yield Finding("home", "well", _("%(folder)s can be written to; %(free)s GiB are left.") % facts)
    key = home / "keys" / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield Finding(
            "home.key", "wrong", _("%(file)s can be read by others than its owner.") % {"file": key}, f"chmod 600 {key}"
        )


def _clock(settings: Settings) -> Iterator[Finding]:
    now = datetime.now(UTC)
    newest = Path(__file__).stat().st_mtime
    if now.timestamp() < newest - timedelta(days=1).total_seconds():
        yield Finding(
            "clock",
            "wrong",
            _("The machine's clock says %(now)s, which is before the program was installed.")
            % {"now": f"{now:%Y-%m-%d %H:%M} UTC"},
            _("Set the clock, best by NTP: upcoming becomes past by it."),
        )
        return
    try:
        summer = datetime(now.year, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Stockholm")).utcoffset()
        winter = datetime(now.year, 1, 15, tzinfo=zoneinfo.ZoneInfo("Europe/Stockholm")).utcoffset()
    except zoneinfo.ZoneInfoNotFoundError:
        yield Finding(
            "clock.zones",
            "wrong",
            _("There are no time zones on this machine."),
            _("Install tzdata: .venv/bin/pip install tzdata"),
        )
        return
    if (winter, summer) != (timedelta(hours=1), timedelta(hours=2)):
        yield Finding(
            "clock.zones",
            "note",
            _("Swedish time is %(winter)s in winter and %(summer)s in summer, by this machine's time zones.")
            % {"winter": winter, "summer": summer},
            _("Update tzdata if that is not so."),
        )
    yield Finding(
        "clock",
        "well",
        _("It is %(now)s in Swedish time.")
        % {"now": f"{now.astimezone(zoneinfo.ZoneInfo('Europe/Stockholm')):%Y-%m-%d %H:%M}"},
    )


def _database(settings: Settings) -> Iterator[Finding]:
    said = ask_database(settings["DATABASE_URL"], home=settings.home)
    if said is not None:
        if not settings["DATABASE_URL"] and not (settings.home / "database.sqlite3").exists():
            yield Finding(
                "database.absent",
                "wrong",
                _("There is no database in %(folder)s yet.") % {"folder": settings.home},
                _("Run 'verkstad demo' for the NOSAD archive, or 'verkstad migrate' for an empty one."),
            )
        else:
            yield Finding(
                "database.away",
                "wrong",
                _("The database does not answer: %(reason)s.") % {"reason": said.rstrip(".")},
                _("Start it, or correct DATABASE_URL. Readers notice nothing meanwhile."),
            )
        return
    from verkstad.site.starting import migrations_missing, start_django  # only now: Django is worth its second

    start_django()
    if migrations_missing():
        yield Finding(
            "database.migrations",
            "wrong",
            _("The database is of an earlier version."),
            _("Run 'verkstad migrate'; back up first."),
        )
        return
    yield Finding("database", "well", _("The database answers and is of this version."))


def _edition(settings: Settings) -> Iterator[Finding]:
    reader = Reader(settings.editions)
    try:
        reader.refresh()
        if reader.root is None:
            yield Finding(
                "edition.absent",
                "wrong",
                _("There is no edition yet, so readers are asked to wait."),
                _("Run 'verkstad publish'."),
            )
            return
        bad = _bad_entry(reader)
    except EditionDamaged as error:
        bad = str(error)
    if bad:
        yield Finding(
            "edition.damaged",
            "wrong",
            _("The edition on disk is damaged: %(reason)s.") % {"reason": bad},
            _("Run 'verkstad publish --all'. If it comes again, look at the disk."),
        )
        return
    assert reader.root is not None
    yield Finding(
        "edition",
        "well",
        _("Edition %(number)s has %(files)s files; a sample has the sums it should have.")
        % {"number": reader.root.number, "files": reader.root.files},
    )
    if (settings.editions / "hold").exists():
        yield Finding(
            "edition.hold",
            "note",
            _("An earlier edition is shown and nothing is published."),
            _("Run 'verkstad publish --release' when it may go on."),
        )
    late = reader.root.next_moment and datetime.now(UTC) - reader.root.next_moment
    if late and late > timedelta(minutes=5):
        yield Finding(
            "edition.late",
            "wrong",
            _("The pages should have changed at %(moment)s and have not: no clock is running.")
            % {"moment": f"{reader.root.next_moment:%Y-%m-%d %H:%M} UTC"},
            _("Run 'verkstad serve', or 'verkstad serve --clock' beside another web server."),
        )


def _bad_entry(reader: Reader) -> str | None:
    """The first of a sample of files whose bytes do not have their sum."""
    assert reader.root is not None
    step = max(1, reader.root.files // SAMPLE)
    # Another sample each time, so that in the long run all files are looked at.
    for entry in itertools.islice(reader.entries(), int(time.time()) % step, None, step):
        if entry.location is None and hashlib.sha256(reader.read(entry)).hexdigest() != entry.sha256:
            return f"{entry.path} ({entry.sha256})"
    return None


def _parts(settings: Settings) -> Iterator[Finding]:
    yield Finding("python", "well", f"Python {sys.version.split()[0]}")
    if importlib.util.find_spec("uvloop") is None and sys.platform != "win32":
        yield Finding(
            "parts.uvloop",
            "note",
            _("The faster event loop, uvloop, is not installed."),
            _("Run 'make setup'. Everything works without it, a little slower."),
        )
    optional = {
        "nginx": _("Comparing the server with nginx ('verkstad bench') is left out: sudo apt-get install nginx-light"),
        "chromium": _("Tests in a browser are left out: sudo apt-get install chromium"),
    }
    missing = {
        name: remedy
        for name, remedy in optional.items()
        if shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None
    }
    for name, remedy in missing.items():
        yield Finding(
            f"parts.{name}", "note", _("%(name)s is not installed; only developers miss it.") % {"name": name}, remedy
        )


def _speech(settings: Settings) -> Iterator[Finding]:
    if not settings["VERKSTAD_TRANSCRIBE_MODEL"]:
        return
    model, refusal = find_chosen(settings["VERKSTAD_TRANSCRIBE_MODEL"], kept_in=settings.home / "models")
    if model is not None:
        yield Finding("speech", "well", _("Speech is turned into text by %(model)s.") % {"model": model.name})
    elif refusal.kind == "not-here" and settings["VERKSTAD_TRANSCRIBE_FETCH"]:
        yield Finding("speech", "well", _("The model for speech is fetched the first time it is needed."))
    else:
        says = _(REFUSED[refusal.kind]) % refusal.values
        yield Finding("speech", "wrong", says, _("See docs/transcription.md."))


LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _settings, _home, _clock, _database, _edition, _parts, _speech,
)  # fmt: skip


def verdict(findings: list[Finding]) -> str:
    wrong = sum(finding.state == "wrong" for finding in findings)
    if not wrong:
        return _("All is well.")
    return ngettext("%(number)s thing is wrong.", "%(number)s things are wrong.", wrong) % {"number": wrong}
