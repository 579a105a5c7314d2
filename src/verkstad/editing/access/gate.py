# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one way in to the desk: past logging in, having a role, and having accepted the contribution policy.

A middleware and not a decorator, so that no page of the desk can be forgotten: what is not named here is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from verkstad.archive.rules.access import roles_of
from verkstad.archive.rules.policy import POLICY_VERSION, has_accepted_policy

DESK = "/edit/"

ENTRANCE = frozenset(
    {
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_inactive",
        "account_logout",
        "desk_once",
        "desk_demo",
        "desk_language",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "saml_login",
        "saml_acs",
        "saml_finish_acs",
        "saml_metadata",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        # Wagtail's icons and its words in the reader's language: the same for everybody.
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }
)
"""Addresses under the desk that whoever is not logged in may ask for."""

BEFORE_THE_POLICY = ENTRANCE | {"desk_policy"}


class Gate:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(DESK):
            return self.get_response(request)
        # Until it is known who asks, and for whoever has chosen none: the language of the browser, Swedish first.
        with translation.override(translation.get_language_from_request(request)):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.path.startswith(DESK):
            return None
        name = request.resolver_match.view_name
        if name in ENTRANCE and name != "account_login":
            return None
        user = request.user
        if user.is_authenticated and not roles_of(user):
            logout(request)
            messages.error(request, _("You no longer have a role here. Ask an administrator."))
            user = request.user
        if name in ENTRANCE:
            return None
        if not user.is_authenticated:
            return _send_to(request, "account_login")
        if name in BEFORE_THE_POLICY or _has_accepted(request):
            return None
        return _send_to(request, "desk_policy")


def _has_accepted(request: HttpRequest) -> bool:
    if request.session.get("policy") == POLICY_VERSION:
        return True
    accepted = has_accepted_policy(request.user)
    if accepted:
        request.session["policy"] = POLICY_VERSION
    return accepted


def _send_to(request: HttpRequest, name: str) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    came_for = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': came_for})}")
