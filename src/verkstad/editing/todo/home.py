# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of the desk, in the place of Wagtail's; to be included before Wagtail's own addresses."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from verkstad.editing.todo.views import HomeView

urlpatterns = [path("", never_cache(require_admin_access(HomeView.as_view())), name="verkstad_todo_home")]
