# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room hangs on the editors' desk: the messages, and what waits of them on the desk's first page."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks

from verkstad.participation.desk import MessagesView, section


@hooks.register("register_admin_urls")
def message_urls() -> list[Any]:
    return [path("messages/", MessagesView.as_view(), name="verkstad_messages")]


hooks.register("verkstad_todo_sections", section)
