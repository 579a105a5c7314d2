# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What mails to members have in common: the member's language, and addresses that work outside the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage


def language_of(user: Any) -> str:
    """The language that a member has chosen for the desk, else the site's."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile.preferred_language if profile else "") or settings.LANGUAGE_CODE


def whole_address(path: str) -> str:
    return f"{settings.VERKSTAD.base_url}{path}"


def letter(subject: str, paragraphs: Iterable[str], user: Any) -> EmailMessage:
    """A mail of plain text; empty paragraphs are left out."""
    return EmailMessage(" ".join(subject.split()), "\n\n".join(filter(None, paragraphs)), to=[user.email])
