# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses that Django answers; all others are the edition's, and the front never asks for them here."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path
from django.utils import timezone
from wagtail.admin import urls as wagtailadmin_urls

from verkstad.participation.views import ContactView, Desk
from verkstad.site.identity import main_series, site_of

_desk = Desk(
    site=lambda: site_of(settings.VERKSTAD),
    series=lambda: main_series(timezone.now()),
    keep_days=settings.VERKSTAD["VERKSTAD_MESSAGE_DAYS"],
    proxies=settings.VERKSTAD["VERKSTAD_PROXIES"],
)

urlpatterns = [
    path("contact/", ContactView.as_view(language="sv", desk=_desk), name="contact"),
    path("en/contact/", ContactView.as_view(language="en", desk=_desk), name="contact-en"),
    path("edit/", include("verkstad.editing.access.urls")),  # before Wagtail's, some of which it replaces
    path("edit/", include("verkstad.editing.closed")),
    path("edit/", include("verkstad.editing.todo.home")),
    path("edit/", include(wagtailadmin_urls)),
]

handler500 = "verkstad.site.faults.failed"
handler404 = "verkstad.site.faults.not_found"
handler400 = "verkstad.site.faults.bad_request"
