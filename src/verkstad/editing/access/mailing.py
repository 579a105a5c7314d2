# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail about logging in: sent beside the request, so that nobody waits for a mail server or learns anything by waiting."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

logger = logging.getLogger("verkstad.mail")

_senders = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")


def mail_is_set_up() -> bool:
    """False where there is no mail server: then nothing is promised that would need one."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def send_soon(message: EmailMessage) -> Future[None]:
    return _senders.submit(_send, message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception:  # whatever a mail server may say; the operator reads it, as nobody waits for an answer
        logger.exception("a mail about logging in could not be sent")


def send_invitation(mail: str, *, role: str, log_in_url: str, language: str) -> Future[None]:
    """Tell somebody that they may log in, where, and how."""
    with override(language):
        context = {"role": role, "log_in_url": log_in_url, "email": mail, "site_name": settings.WAGTAIL_SITE_NAME}
        subject = render_to_string("verkstad/access/mail/invitation_subject.txt", context).strip()
        body = render_to_string("verkstad/access/mail/invitation.txt", context)
    return send_soon(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [mail]))
