# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses elsewhere that no longer lead anywhere: a section of the first page, and the list of all of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verkstad.archive.addresses import Use, dead_addresses, uses_among
from verkstad.archive.models import CheckedAddress, Event
from verkstad.archive.rules.access import in_scope
from verkstad.checks.elsewhere import say_dead
from verkstad.editing.shared.places import edit_address
from verkstad.editing.todo.base import TodoView
from verkstad.editing.todo.near import Line

AT_MOST = 10
LISTED_AT_MOST = 300


def address_lines(user: Any) -> tuple[list[Line], tuple[str, str] | None]:
    """What the user may change that leads nowhere, and words and address of a link to all of it."""
    lines = _dead_lines(user)
    if len(lines) <= AT_MOST:
        return lines, None
    said = ngettext("%(number)s address in all", "%(number)s addresses in all", len(lines)) % {"number": len(lines)}
    return lines[:AT_MOST], (said, reverse("verkstad_todo:addresses"))


def _dead_lines(user: Any) -> list[Line]:
    dead = dead_addresses() if looks_at_addresses() else {}
    return [
        Line(_("%(workshop)s: %(problem)s") % {"workshop": title, "problem": say_dead(use.url, dead[use.url])}, address)
        for use, title, address in _places(user, dead)
    ]


def _places(user: Any, urls: Collection[str]) -> list[tuple[Use, str, str]]:
    """Where in what the user may change the addresses stand: the workshop's title, and the address of the very field; the latest first."""
    if not urls:
        return []
    uses = list(uses_among(in_scope(Event.objects.all(), user, "change"), of=urls))
    events = Event.objects.in_bulk({use.event for use in uses})
    uses.sort(key=lambda use: (events[use.event].starts_at, use.event, use.place), reverse=True)
    return [(use, str(events[use.event]), edit_address("event", use.event, use.place)) for use in uses]


def looks_at_addresses() -> bool:
    """Whether the operator lets the site look; if not, what was found once says nothing of today."""
    return bool(settings.VERKSTAD["VERKSTAD_LINK_CHECK"])


class AddressesView(TodoView):
    """All addresses that lead nowhere, and those of which nobody but a person can tell."""

    template_name = "verkstad/todo/addresses.html"
    title = gettext_lazy("Addresses elsewhere")

    def get(self, request: HttpRequest) -> HttpResponse:
        unknown = set(CheckedAddress.objects.not_to_be_checked().values_list("url", flat=True)[:LISTED_AT_MOST])
        return self.show(
            looks=looks_at_addresses(),
            has_looked=CheckedAddress.objects.exists(),
            dead=_dead_lines(request.user)[:LISTED_AT_MOST],
            unknown=[
                Line(_("%(workshop)s: %(address)s") % {"workshop": title, "address": use.url}, address, "advice")
                for use, title, address in _places(request.user, unknown)
            ],
        )
