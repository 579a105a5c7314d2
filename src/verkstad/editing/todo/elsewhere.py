# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses elsewhere that no longer lead anywhere: a section of the first page, and the list of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from verkstad.archive.addresses import Use, dead_addresses, uses_among
from verkstad.archive.models import CheckedAddress, Event
from verkstad.archive.rules.access import in_scope
from verkstad.archive.rules.addresses import Known
from verkstad.checks.elsewhere import say_dead
from verkstad.editing.shared.places import edit_address
from verkstad.editing.todo.base import TodoView
from verkstad.editing.todo.near import Line

AT_MOST = 10
LISTED_AT_MOST = 300
TITLE = ("title_sv", "title_en", "title_original", "title_translated_from")


def address_lines(user: Any) -> tuple[list[Line], tuple[str, str] | None]:
    """What the user may change that leads nowhere, and words and address of a link to all of it."""
    dead = dead_addresses() if looks_at_addresses() else {}
    uses = _uses(user, dead)
    lines = _dead_lines(uses[:AT_MOST], dead)
    if len(uses) <= AT_MOST:
        return lines, None
    said = ngettext("%(number)s address in all", "%(number)s addresses in all", len(uses)) % {"number": len(uses)}
    return lines, (said, reverse("verkstad_todo:addresses"))


def _dead_lines(uses: list[Use], dead: Mapping[str, Known]) -> list[Line]:
    return [
        Line(say_dead(use.url, dead[use.url]), edit_address("event", use.event, use.place), beside=title)
        for use, title in _titled(uses)
    ]


def _uses(user: Any, urls: Collection[str]) -> list[Use]:
    """Where in what the user may change the addresses stand, in the latest workshop first."""
    if not urls:
        return []
    uses = list(uses_among(in_scope(Event.objects.all(), user, "change"), of=urls))
    starts = dict(Event.objects.filter(pk__in={use.event for use in uses}).values_list("pk", "starts_at"))
    return sorted(uses, key=lambda use: (starts[use.event], use.event, use.place), reverse=True)


def _titled(uses: list[Use]) -> Iterator[tuple[Use, str]]:
    """With the title of its workshop."""
    events = Event.objects.only("pk", "slug", *TITLE).in_bulk({use.event for use in uses})
    return ((use, str(events[use.event])) for use in uses)


def looks_at_addresses() -> bool:
    """Whether the operator lets the site look; if not, what was found once says nothing of today."""
    return bool(settings.VERKSTAD["VERKSTAD_LINK_CHECK"])


class AddressesView(TodoView):
    """All addresses that lead nowhere, and those of which nobody but a person can tell."""

    template_name = "verkstad/todo/addresses.html"
    title = gettext_lazy("Addresses elsewhere")

    def get(self, request: HttpRequest) -> HttpResponse:
        dead = dead_addresses() if looks_at_addresses() else {}
        unknown = set(CheckedAddress.objects.not_to_be_checked().values_list("url", flat=True)[:LISTED_AT_MOST])
        return self.show(
            looks=looks_at_addresses(),
            has_looked=CheckedAddress.objects.exists(),
            dead=_dead_lines(_uses(request.user, dead)[:LISTED_AT_MOST], dead),
            unknown=[
                Line(use.url, edit_address("event", use.event, use.place), "advice", beside=title)
                for use, title in _titled(_uses(request.user, unknown)[:LISTED_AT_MOST])
            ],
        )
