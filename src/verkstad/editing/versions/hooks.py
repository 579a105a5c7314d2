# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: its addresses, and the list of what waits for review."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from verkstad.archive.choices import Role
from verkstad.archive.rules.access import roles_of
from verkstad.editing.versions import mailing, urls
from verkstad.editing.versions.previewing import AssetView
from verkstad.editing.versions.reviews import WaitingView

__all__ = ["mailing"]  # it listens to the archive's signals


@hooks.register("register_admin_urls")
def versions_urls() -> list[Any]:
    return [
        path("versions/", include((urls.urlpatterns, "verkstad_versions"))),
        path("to-review/", WaitingView.as_view(), name="verkstad_reviews"),
        path("preview-assets/<slug:scheme>/<str:name>", AssetView.as_view(), name="verkstad_preview_asset"),
    ]


class ReviewMenuItem(MenuItem):
    """For those who may review something."""

    def is_shown(self, request: Any) -> bool:
        return any(one.role != Role.CONTRIBUTOR for one in roles_of(request.user))


@hooks.register("register_admin_menu_item")
def to_review() -> MenuItem:
    return ReviewMenuItem(_("To review"), reverse("verkstad_reviews"), icon_name="glasses", order=95, name="to-review")
