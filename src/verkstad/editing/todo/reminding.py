# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail about captions that are due: to those who answer for the workshop, in their language, once for each limit of a recording."""

from __future__ import annotations

import logging
import smtplib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.archive.actions.reminding import note_reminded, receivers_of, reminders_due
from verkstad.archive.captions_due import CaptionsDue
from verkstad.archive.rules.captions_due import Limits
from verkstad.editing.shared.letters import language_of, letter, whole_address
from verkstad.editing.todo.duty import captions_address, name_of, say_left, say_since

logger = logging.getLogger("verkstad.desk")

NAMED_AT_MOST = 20
"""Recordings that one mail tells of; an old archive that is taken in has hundreds at once."""
_REFUSED = (smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)
"""What befalls one mail; every other fault of smtplib, all of them OSError, is the server's."""


def mail_reminders(*, at: datetime, limits: Limits) -> int:
    """Mail each member about the recordings they answer for, all in one mail; returns how many mails were sent.

    A recording that nobody could be mailed about is tried again the next time.
    """
    of_whom: dict[Any, list[CaptionsDue]] = defaultdict(list)
    for due in reminders_due(at=at, limits=limits):
        for user in receivers_of(due.recording.event):
            of_whom[user].append(due)
    sent = 0
    for user, theirs in of_whom.items():
        try:
            _letter_to(user, theirs, limits).send()
        except _REFUSED as error:
            logger.error("no reminder of captions was mailed to member %s: %s", user.pk, error)
            continue
        except OSError as error:  # the server is away: so it is for the next one too
            logger.error("reminders of captions were not mailed: %s", error)
            break
        note_reminded(theirs, at=at)
        sent += 1
    return sent


def _letter_to(user: Any, theirs: Sequence[CaptionsDue], limits: Limits) -> EmailMessage:
    with translation.override(language_of(user)):
        if len(theirs) == 1:
            (one,) = theirs
            since = say_since(one.duty)
            subject = f"{since[:1].upper()}{since[1:]}: {name_of(one.recording)}"
        else:
            number = len(theirs)
            subject = ngettext(
                "No captions: %(number)s recording", "No captions: %(number)s recordings", number
            ) % {"number": number}  # fmt: skip
        rest = len(theirs) - NAMED_AT_MOST
        paragraphs = [
            _(
                "What is published and stays up needs captions without undue delay, by the Act on accessibility of digital public services (2018:1937). Here they are due within %(due)s days. Automatic captions count once somebody has corrected them."
            )
            % {"due": limits.due_days},
            *(_told(due, limits) for due in theirs[:NAMED_AT_MOST]),
            ngettext("And %(number)s more, listed at the desk.", "And %(number)s more, listed at the desk.", rest)
            % {"number": rest}
            if rest > 0
            else "",
            _("You get this because you answer for the workshop. No other mail is sent about it before the limit.")
            if any((due.duty.days_left or 0) > 0 for due in theirs)
            else _("You get this because you answer for the workshop. No other mail is sent about it."),
        ]
        return letter(subject, paragraphs, user)


def _told(due: CaptionsDue, limits: Limits) -> str:
    facts = {
        "recording": name_of(due.recording),
        "since": say_since(due.duty),
        "left": say_left(due.duty, limits),
        "address": whole_address(captions_address(due.recording)),
    }
    return _("“%(recording)s”: %(since)s (%(left)s)\n%(address)s") % facts
