# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: its addresses, its menu item, and the way there from each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from verkstad.archive.models import Root
from verkstad.archive.rules.access import roles_of
from verkstad.editing.history.views import ExportHistoryView, HistoryView
from verkstad.editing.shared.pages import BUTTONS

urlpatterns = [
    path("", HistoryView.as_view(), name="list"),
    path("export/<str:form>/", ExportHistoryView.as_view(), name="export"),
]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("history/", include((urlpatterns, "verkstad_history")))]


class HistoryItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(roles_of(request.user))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    url = reverse_lazy("verkstad_history:list")
    return HistoryItem(gettext_lazy("History"), url, name="history", icon_name="history", order=170)


@hooks.register(BUTTONS)
def history_of(_user: Any, thing: Root) -> Iterator[Button]:
    url = f"{reverse('verkstad_history:list')}?thing={thing.pk}"
    yield Button(_("All that was done"), url=url, icon_name="history", priority=70)
