# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of Wagtail that Verkstad has no use for: their addresses answer 404, for everybody.

They stand before Wagtail's own addresses, which cannot be left out one by one: its templates ask for them by name.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import re_path

NOT_OURS = (
    "api", "block-preview", "bulk", "choose-anchor-link", "choose-email-link", "choose-external-link", "choose-page",
    "choose-phone-link", "collections", "documents", "embeds", "failwhale", "groups", "images", "pages", "reports",
    "sites", "snippets", "tag-autocomplete", "test404", "users", "workflows",
)  # fmt: skip


def closed(request: HttpRequest, **_kwargs: Any) -> None:
    raise Http404


urlpatterns = [re_path(rf"^(?:{'|'.join(NOT_OURS)})(?:/|$)", closed, name="desk_closed")]
