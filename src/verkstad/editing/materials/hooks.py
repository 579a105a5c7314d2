# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: its addresses, and the ways to a thing's files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from verkstad.archive.models import Root
from verkstad.archive.rules.access import may
from verkstad.editing.materials.urls import urlpatterns
from verkstad.editing.shared.pages import BUTTONS


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("", include((urlpatterns, "verkstad_materials")))]


@hooks.register(BUTTONS)
def ways_to_files(user: Any, thing: Root) -> Iterator[Button]:
    if not may(user, "view", thing):
        return
    kind = thing.thing_kind
    if kind in {"event", "material", "recording"}:
        words = {"event": _("Material and recordings"), "material": _("File and versions"), "recording": _("File")}[
            kind
        ]
        url = reverse(f"verkstad_materials:{kind}", args=[thing.pk])
        yield Button(words, url=url, icon_name="doc-full", priority=40)
    if kind in {"event", "series"}:
        url = reverse("verkstad_materials:picture", args=[kind, thing.pk])
        yield Button(_("Picture"), url=url, icon_name="image", priority=41)


@hooks.register("register_snippet_listing_buttons")
def in_lists(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Root):
        yield from ways_to_files(user, snippet)
