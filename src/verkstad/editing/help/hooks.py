# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: the handbook's addresses, and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from verkstad.editing.help.views import HandbookView, PictureView

urlpatterns = [
    path("", HandbookView.as_view(), name="handbook"),
    path("<slug:language>/", HandbookView.as_view(), name="handbook_in"),
    path("pictures/<slug:name>.png", PictureView.as_view(), name="picture"),
]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("help/", include((urlpatterns, "verkstad_help")))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(_("Help"), reverse_lazy("verkstad_help:handbook"), name="handbook", icon_name="help", order=9_900)
