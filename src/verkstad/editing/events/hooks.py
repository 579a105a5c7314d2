# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wagtail hooks of this part of the desk."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from verkstad.editing.events.urls import urlpatterns


@hooks.register("register_admin_urls")
def event_urls() -> list[Any]:
    return [path("workshop/", include((urlpatterns, "verkstad_events")))]
