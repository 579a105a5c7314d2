# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: its addresses, and what it offers to do with a thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from verkstad.archive.actions.disposing import DISPOSABLE
from verkstad.archive.actions.merging import MERGED
from verkstad.archive.actions.withdrawing import WITHDRAWN
from verkstad.archive.models import Root
from verkstad.archive.rules.access import may
from verkstad.editing.people.urls import urlpatterns
from verkstad.editing.shared.pages import BUTTONS


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("", include((urlpatterns, "verkstad_people")))]


@hooks.register("insert_global_admin_css")
def look() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("verkstad/people/people.css"))


@hooks.register(BUTTONS)
def what_can_be_done(user: Any, thing: Root) -> Iterator[Button]:
    kind = thing.thing_kind
    if kind in MERGED and may(user, "merge", thing):
        url = reverse("verkstad_people:choose_other", args=[kind, thing.pk])
        yield Button(_("Merge with another"), url=url, icon_name="duplicate", priority=60)
    if kind == "person" and may(user, "withdraw", thing):
        url = reverse("verkstad_people:held", args=[thing.pk])
        yield Button(_("What is held of this person"), url=url, icon_name="doc-full", priority=61)
        url = reverse("verkstad_people:take_out", args=[thing.pk])
        yield Button(_("Take a person out"), url=url, icon_name="cross", priority=62)
    if kind in WITHDRAWN and may(user, "withdraw", thing):
        url = reverse("verkstad_people:withdraw", args=[kind, thing.pk])
        yield Button(_("Take down for a reason that holds"), url=url, icon_name="cross", priority=62)
    if kind in DISPOSABLE and may(user, "dispose", thing):
        url = reverse("verkstad_people:dispose", args=[kind, thing.pk])
        yield Button(_("Dispose of a file"), url=url, icon_name="bin", priority=63)


@hooks.register("register_snippet_listing_buttons")
def in_lists(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    # Of what all share the answer is the same for each row, and asks the database nothing.
    if isinstance(snippet, Root) and snippet.thing_kind in MERGED:
        yield from what_can_be_done(user, snippet)
