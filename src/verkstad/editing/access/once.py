# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links that log one member in, once and within a day: for the first administrator, and where no mail can be sent."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

PATH = "/edit/login/once/{member}/{token}/"


class _OnceTokens(PasswordResetTokenGenerator):
    """Signed; of no use once the member has logged in, got another password or been let go (all of which it is made from)."""

    key_salt = "verkstad.editing.access.once"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


_tokens = _OnceTokens()


def link_for(user: Any, *, base_url: str) -> str:
    member = urlsafe_base64_encode(str(user.pk).encode())
    return base_url + PATH.format(member=member, token=_tokens.make_token(user))


def user_of_link(member: str, token: str, *, to_use: bool = False) -> Any:
    """The member whose link it is, or None: used, too old, forged, or of somebody let go.

    ``to_use`` it, in a transaction: of two who press the button at once the second waits, and then it is used.
    """
    try:
        key = int(urlsafe_base64_decode(member).decode())
    except (ValueError, UnicodeDecodeError):
        return None
    users = get_user_model().objects.filter(pk=key, is_active=True)
    user = (users.select_for_update() if to_use else users).first()
    return user if user is not None and _tokens.check_token(user, token) else None
