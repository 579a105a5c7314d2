# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: its addresses, and the way to them from a recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from verkstad.archive.models import Recording, Root
from verkstad.archive.rules.access import may
from verkstad.editing.recordings.urls import urlpatterns
from verkstad.editing.shared.pages import BUTTONS


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("", include((urlpatterns, "verkstad_recordings")))]


@hooks.register(BUTTONS)
def way_to_the_recording(user: Any, thing: Root) -> Iterator[Button]:
    if isinstance(thing, Recording) and may(user, "view", thing):
        url = reverse("verkstad_recordings:recording", args=[thing.pk])
        yield Button(_("Cut, chapters and captions"), url=url, icon_name="media", priority=39)


@hooks.register("register_snippet_listing_buttons")
def in_lists(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Root):
        yield from way_to_the_recording(user, snippet)
