# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: its addresses, its place in the menu, and the way to a workshop's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from verkstad.archive.models import Event, Series
from verkstad.archive.rules.access import may
from verkstad.editing.shared.pages import BUTTONS
from verkstad.editing.todo import urls


@hooks.register("register_admin_urls")
def todo_urls() -> list[Any]:
    return [path("todo/", include((urls.urlpatterns, "verkstad_todo")))]


@hooks.register("register_admin_menu_item")
def to_do() -> MenuItem:
    return MenuItem(gettext_lazy("To do"), reverse("wagtailadmin_home"), icon_name="list-ul", order=10, name="to-do")


@hooks.register("insert_global_admin_js")
def lead_to_the_field() -> str:
    return format_html('<script type="module" src="{}"></script>', static("verkstad/shared/focus.js"))


@hooks.register(BUTTONS)
def pages_of_a_thing(user: Any, thing: Any) -> Iterator[Button]:
    if isinstance(thing, Event):
        pages = (
            ("plan", _("Planning list")),
            ("invitation", _("Copy invitation")),
            ("slides", _("Ask for the slides")),
        )
        for order, (name, label) in enumerate(pages):
            yield Button(label, reverse(f"verkstad_todo:{name}", args=[thing.pk]), priority=50 + order)
    if isinstance(thing, Series) and may(user, "change", thing):
        url = reverse("verkstad_todo:series_plan", args=[thing.pk])
        yield Button(_("Planning list for new workshops"), url, priority=60)


@hooks.register("register_snippet_listing_buttons")
def in_lists(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from pages_of_a_thing(user, snippet)
