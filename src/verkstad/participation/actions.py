# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to messages: received, mailed, handled, deleted when their time is over."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from verkstad.participation.models import Message

logger = logging.getLogger("verkstad.participation")

SAME_WITHIN = timedelta(hours=1)
ALL_PER_HOUR = 300
"""More than any network writes; past it somebody floods the form, and the disk is worth more than their words."""
MAILED_AT_ONCE = 20
_REFUSED = (smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)
"""What befalls one message; every other fault of smtplib, all of them OSError, is the server's."""


class TooManyMessages(Exception):
    """Nothing was received: too much came in the last hour, from everybody together."""


@transaction.atomic
def receive_message(
    *, kind: str, text: str, about: str, name: str, email: str, language: str, keep_days: int, at: datetime
) -> Message:
    """Keep a message. The same words about the same page within the hour are the message received before.

    Raises TooManyMessages.
    """
    recent = Message.objects.filter(received_at__gt=at - SAME_WITHIN)
    same = recent.filter(kind=kind, about=about, text=text, email=email).newest_first().first()
    if same is not None:  # the button was pressed twice
        return same
    if recent.count() >= ALL_PER_HOUR:
        raise TooManyMessages
    return Message.objects.create(
        kind=kind,
        about=about,
        text=text,
        name=name,
        email=email,
        language=language,
        received_at=at,
        keep_until=at + timedelta(days=keep_days),
    )


def handle_message(message: Message, *, at: datetime) -> None:
    Message.objects.filter(pk=message.pk, handled_at=None).update(handled_at=at)


def delete_message(message: Message, *, at: datetime) -> None:
    """Delete a message for good, as its writer may ask. ``at`` is there so that handling and deleting are called alike."""
    message.delete()


def delete_old_messages(*, at: datetime) -> int:
    """Delete every message whose time is over, handled or not; returns how many."""
    return Message.objects.past_keeping(at).delete()[0]


def mail_messages(*, to: str, base_url: str, language: str, at: datetime) -> int:
    """Mail what waits, oldest first; returns how many were sent. One that is refused waits for the next time, and the others go on."""
    sent = 0
    for message in Message.objects.to_mail()[:MAILED_AT_ONCE]:
        try:
            _mail_of(message, to=to, base_url=base_url, language=language).send()
        except _REFUSED as error:
            logger.error("message %s was not mailed: %s", message.pk, error)
            Message.objects.filter(pk=message.pk).update(mail_refused_at=at)
            continue
        except OSError as error:  # the server is away, or does not let us in: so it is for the next message too
            logger.error("message %s was not mailed: %s", message.pk, error)
            break
        Message.objects.filter(pk=message.pk).update(mailed_at=at)
        sent += 1
    return sent


def _mail_of(message: Message, *, to: str, base_url: str, language: str) -> EmailMessage:
    with translation.override(language):
        facts: dict[str, Any] = {
            "page": f"{base_url}{message.about}" if message.about else "–",
            "name": message.name or _("anonymous"),
            "email": message.email or "–",
            "number": message.pk,
        }
        subject = f"{message.get_kind_display()} #{message.pk}"
        foot = (
            _(
                "Page: %(page)s\nFrom: %(name)s\nE-mail: %(email)s\n\nWhen it is done: verkstad messages --handled %(number)s"
            )
            % facts
        )
    return EmailMessage(
        subject, f"{message.text}\n\n-- \n{foot}\n", to=[to], reply_to=[message.email] if message.email else None
    )
