# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk: the seven view sets, choosing by typing, and the menu without what we do not use."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks
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
"""Menu items of Wagtail's own that have nothing to do with workshops."""


@hooks.register("register_admin_urls")
def choosing_urls() -> list[Any]:
    return [path("choose/", include((choosing, "verkstad_choosing")))]


@hooks.register("insert_global_admin_js")
def words_of_choosing() -> str:
    return as_data()


@hooks.register("construct_main_menu")
def leave_out(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in NOT_OURS]
