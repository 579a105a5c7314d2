# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What django-allauth asks of us: that nobody signs up, whose address a provider may speak for, our words, and our mail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import httpkit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from verkstad.editing.access.mailing import send_soon

NOWHERE = "0.0.0.0"  # noqa: S104 (written down, not bound)
"""What is kept as an address where the connection has none, as on a socket of the file system."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The address and the password do not belong together. Check both, or have a code mailed."
        ),
        "enter_current_password": _("Write the password that you have now."),
        "incorrect_code": _("That is not the code we sent. Check it, or have a new one sent."),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # administrators let people in, nobody else

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that the nearest of our proxies saw; the connection's own where there is none to ask."""
        forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
        count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
        if 0 < count <= len(forwarded) and forwarded[-count]:
            return httpkit.clean_client_ip(forwarded[-count]) or NOWHERE
        return request.META.get("REMOTE_ADDR") or NOWHERE

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # Not now: how long a mail server takes would tell a stranger that the address is a member's.
        send_soon(
            self.render_mail(
                template_prefix, email, {**context, "email": email, "site_name": settings.WAGTAIL_SITE_NAME}
            )
        )


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code your app shows now. Wait for the next one and try again."),
    }

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        # Some providers send the word "false", which is true enough for Python.
        sociallogin.email_addresses = [one for one in sociallogin.email_addresses if one.verified is True]
        return super().authenticate_by_email(sociallogin)
