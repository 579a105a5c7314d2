# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's people: one for each role, offered on the log-in page of an archive that the demo made, on this machine alone.

The demo leaves a mark in the home folder with the id of the database that it made. Neither a folder nor a database that
came about in another way has a mark that fits; and nobody who asks from elsewhere is offered anything.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from verkstad.archive.actions.members import accept_policy, add_member, give_role
from verkstad.archive.choices import Role
from verkstad.archive.journal import archive_id

MARK = "demo"


class DemoAccount(NamedTuple):
    role: str
    mail: str
    name: str
    may: str
    """What the role is for, in a sentence."""


def demo_accounts() -> list[DemoAccount]:
    # .invalid: no mail can ever reach it (RFC 2606)
    return [
        DemoAccount(
            Role.ADMINISTRATOR, "administrator@demo.invalid", "Ada Demo", _("May do everything, and let others in.")
        ),
        DemoAccount(Role.EDITOR, "editor@demo.invalid", "Edvin Demo", _("Writes, reviews and publishes.")),
        DemoAccount(
            Role.CONTRIBUTOR, "contributor@demo.invalid", "Cilla Demo", _("Writes drafts and sends them for review.")
        ),
        DemoAccount(Role.REVIEWER, "reviewer@demo.invalid", "Rut Demo", _("Reads drafts and reviews them.")),
    ]


def make_demo_accounts(home: Path, *, at: datetime) -> None:
    """Let the demo's people in, and mark the home as the demo's. Called for a database that the demo itself has just made."""
    for account in demo_accounts():
        user = add_member(account.mail, name=account.name, by=None, at=at)
        give_role(user, account.role, by=None, at=at)
        accept_policy(user, at=at)
    (home / MARK).write_text(archive_id() + "\n", encoding="ascii")


def demo_is_open_to(request: HttpRequest) -> bool:
    """Whether the demo's accounts are offered to whoever asks."""
    values = settings.VERKSTAD
    if not values.is_on_this_machine or not _is_loopback(request.META.get("REMOTE_ADDR", "")):
        return False
    if "x-forwarded-for" in request.headers or "forwarded" in request.headers:
        return False  # a proxy that nobody told us of
    try:
        mark = (values.home / MARK).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return False
    return mark == archive_id()


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
