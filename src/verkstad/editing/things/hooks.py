# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: the seven view sets, choosing by typing, and the menu without what we do not use."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from verkstad.editing.shared.choosing import register_fields
from verkstad.editing.shared.choosing.urls import urlpatterns as choosing
from verkstad.editing.shared.choosing.words import as_data
from verkstad.editing.shared.texts import register_text_fields
from verkstad.editing.things.columns import register_list_fields
from verkstad.editing.things.viewsets import VIEW_SETS

register_fields()
register_text_fields()
register_list_fields()
for view_set in VIEW_SETS:
    register_snippet(view_set)

NOT_OURS = {"explorer", "images", "documents", "reports", "help", "snippets"}
NOT_OURS_IN_SETTINGS = {"users", "groups", "sites", "collections", "workflows", "workflow-tasks"}
"""Menu items of Wagtail's own that have nothing to do with workshops; their addresses are closed (editing/closed.py)."""


@hooks.register("register_admin_urls")
def choosing_urls() -> list[Any]:
    return [path("choose/", include((choosing, "verkstad_choosing")))]


@hooks.register("insert_global_admin_js")
def words_of_choosing() -> str:
    return as_data()


@hooks.register("insert_global_admin_css")
def look_of_the_desk() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("verkstad/desk/desk.css"))


@hooks.register("register_admin_menu_item")
def public_site() -> MenuItem:
    return MenuItem(_("Public pages"), "/", name="public-site", icon_name="site", order=10_000)


@hooks.register("construct_main_menu", order=1000)
def leave_out(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in NOT_OURS]
    # For the plain menu of those without script (templates/wagtailadmin/base.html).
    request.desk_menu = sorted((item for item in items if item.url), key=lambda item: item.order)


@hooks.register("construct_settings_menu")
def leave_out_settings(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in NOT_OURS_IN_SETTINGS]
