# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From our table to the settings of django-allauth: who may log in at the desk, and how."""

from __future__ import annotations

import importlib.util
from typing import Any

from verkstad.site.settings_table import Settings

CODE_HOLDS = 15 * 60
"""Seconds that a mailed code can be used: mail may be slow, and a code takes three guesses at most."""
ONCE_HOLDS = 24 * 3600
"""Seconds that a link from the command can be used."""
PROVIDER = "sso"
"""The name of the one identity provider in its addresses, which are registered there and never change."""


def log_in_settings(settings: Settings) -> dict[str, Any]:
    is_https = settings.base_url.startswith("https:")
    return {
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "wagtailadmin_home",
        "WAGTAILADMIN_LOGIN_URL": "account_login",
        # Passwords and addresses are ours to keep: no page of Wagtail's asks for them.
        "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED": False,
        "WAGTAIL_PASSWORD_RESET_ENABLED": False,
        "WAGTAIL_EMAIL_MANAGEMENT_ENABLED": False,
        "PASSWORD_RESET_TIMEOUT": ONCE_HOLDS,
        "ALLAUTH_TRUSTED_PROXY_COUNT": settings["VERKSTAD_PROXIES"],
        "ACCOUNT_ADAPTER": "verkstad.editing.access.adapters.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],  # nobody signs up; without it there is no log-in by password
        "ACCOUNT_EMAIL_VERIFICATION": "none",  # only invited addresses are here, and each code proves one
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,  # would mail whomever a stranger names
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if is_https else "http",
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": CODE_HOLDS,
        "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND": True,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_RATE_LIMITS": {
            "request_login_code": "20/m/ip,3/m/key,12/h/key",
            "login": "30/m/ip",
            "login_failed": "10/m/ip,5/300s/key",
        },
        "ACCOUNT_SESSION_REMEMBER": True,
        "MFA_ADAPTER": "verkstad.editing.access.adapters.SecondStepAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes", "webauthn"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_TOLERANCE": 1,  # a telephone's clock may be half a minute off
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not is_https,  # browsers themselves allow it on this machine alone
        "SOCIALACCOUNT_ADAPTER": "verkstad.editing.access.adapters.ProviderAdapter",
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,  # members are known by their verified address and nothing else
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": False,
        "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_PROVIDERS": _providers(settings),
        # A link and not a form: a page with our policy lets no form lead elsewhere. The state in the session still ties the
        # answer to who asked.
        "SOCIALACCOUNT_LOGIN_ON_GET": True,
    }


def saml_is_installed() -> bool:
    return importlib.util.find_spec("onelogin") is not None


def _providers(settings: Settings) -> dict[str, Any]:
    providers: dict[str, Any] = {}
    if settings["VERKSTAD_OIDC_SERVER"]:
        providers["openid_connect"] = {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": PROVIDER,
                    "name": settings["VERKSTAD_OIDC_NAME"],
                    "client_id": settings["VERKSTAD_OIDC_CLIENT_ID"],
                    "secret": settings["VERKSTAD_OIDC_CLIENT_SECRET"],
                    "settings": {
                        "server_url": settings["VERKSTAD_OIDC_SERVER"],
                        "verified_email": settings["VERKSTAD_OIDC_MAIL_DOMAINS"],
                    },
                }
            ],
        }
    if settings["VERKSTAD_SAML_METADATA"] and saml_is_installed():
        providers["saml"] = {
            "APPS": [
                {
                    "provider_id": settings["VERKSTAD_SAML_ENTITY_ID"],
                    "name": settings["VERKSTAD_SAML_NAME"],
                    "client_id": PROVIDER,
                    "settings": {
                        "idp": {
                            "entity_id": settings["VERKSTAD_SAML_ENTITY_ID"],
                            "metadata_url": settings["VERKSTAD_SAML_METADATA"],
                        },
                        "attribute_mapping": {
                            "uid": ["urn:oasis:names:tc:SAML:attribute:subject-id"],
                            "email": [
                                name
                                for name in (
                                    settings["VERKSTAD_SAML_MAIL_ATTRIBUTE"],
                                    "urn:oid:0.9.2342.19200300.100.1.3",
                                    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
                                    "mail",
                                    "email",
                                )
                                if name
                            ],
                        },
                        # SAML has no word for a verified address: those of these domains are believed, and no others.
                        "verified_email": settings["VERKSTAD_SAML_MAIL_DOMAINS"],
                        "advanced": {
                            "strict": True,
                            "want_assertion_signed": True,
                            "want_message_signed": False,
                            "reject_idp_initiated_sso": True,
                            "reject_deprecated_algorithm": True,
                            "allow_single_label_domains": True,  # a name within the organisation's own network
                        },
                    },
                }
            ]
        }
    return providers
