# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's own pages for faults, plain and in both languages; and the headers of everything that Django answers."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from verkstad.site.headers import DESK_POLICY, POLICY, page_headers
from verkstad.site.plain_pages import plain_page

_ENTRANCE = ("/edit/login/", "/edit/logout/", "/edit/policy/", "/edit/account/confirm/")
"""Pages of the desk that are wholly ours and ask who somebody is: they keep to the public pages' policy."""


def failed(request: HttpRequest) -> HttpResponse:
    """A database that is gone is said as that: the reader can do something about it, namely wait."""
    is_database = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return _page(request, 503 if is_database else 500, "behind_gone" if is_database else "failed")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404, "not_found")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, "strange")


def _page(request: HttpRequest, status: int, what: str) -> HttpResponse:
    body = plain_page(what, language="en" if request.path.startswith("/en/") else "sv")
    response = HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})
    if status == 503:
        response["Retry-After"] = "60"
    return response


class SafeHeaders:
    """The front's headers on Django's answers; the editors' desk has a policy of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = page_headers(https=settings.VERKSTAD.base_url.startswith("https:"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers:
            response.setdefault(name, value)
        is_desk = request.path.startswith("/edit/") and not request.path.startswith(_ENTRANCE)
        response["content-security-policy"] = DESK_POLICY if is_desk else POLICY
        return response
