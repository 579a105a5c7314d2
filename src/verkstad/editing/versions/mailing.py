# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail about review: to reviewers when something waits, to the sender when it is answered. A mail that fails is said and loses nothing."""

from __future__ import annotations

import logging
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _

from verkstad.archive.actions.reviewing import reviewers_of
from verkstad.archive.signals import handed_in, reviewed
from verkstad.archive.version_errors import name_of
from verkstad.editing.shared.letters import language_of, letter, whole_address
from verkstad.editing.shared.versioning import url_of
from verkstad.editing.versions.base import edit_url_of

logger = logging.getLogger("verkstad.desk")


@receiver(handed_in, dispatch_uid="versions.handed_in")
def tell_reviewers(thing: Any, by: Any, comment: str, **_told: Any) -> None:
    letters = []
    for user in reviewers_of(thing):
        if not user.email:
            continue
        with translation.override(language_of(user)):
            lines = [
                _("%(name)s has sent “%(thing)s” for review.") % {"name": name_of(by), "thing": thing},
                comment,
                _("Read it and answer: %(address)s") % {"address": whole_address(url_of("review", thing))},
            ]
            letters.append(letter(_("To review: %(thing)s") % {"thing": thing}, lines, user))
    _send(letters)


@receiver(reviewed, dispatch_uid="versions.reviewed")
def tell_sender(thing: Any, by: Any, to: Any, approved: bool, comment: str, **_told: Any) -> None:
    if to is None or not to.email or to == by:
        return
    with translation.override(language_of(to)):
        if approved:
            subject = _("Approved: %(thing)s") % {"thing": thing}
            said = _("%(name)s has approved “%(thing)s”. It is being published.")
        else:
            subject = _("Sent back: %(thing)s") % {"thing": thing}
            said = _("%(name)s has read “%(thing)s” and asks you to change something first.")
        lines = [said % {"name": name_of(by), "thing": thing}, comment, whole_address(edit_url_of(thing))]
        _send([letter(subject, lines, to)])


def _send(letters: list[EmailMessage]) -> None:
    if not letters:
        return
    try:
        get_connection().send_messages(letters)
    except Exception as error:  # whatever the mail server does, what was handed in is kept
        logger.error("mail about review was not sent: %s: %s", type(error).__name__, error)
