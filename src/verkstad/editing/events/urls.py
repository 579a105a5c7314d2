# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from verkstad.editing.events import changing, starting

urlpatterns = [
    path("start/", starting.StartView.as_view(), name="start"),
    path("recurring/", starting.RecurringView.as_view(), name="recurring"),
    path("templates/", starting.TemplatesView.as_view(), name="templates"),
    path("<uuid:pk>/template/", starting.MakeTemplateView.as_view(), name="template"),
    path("<uuid:pk>/cancel/", changing.CancelView.as_view(), name="cancel"),
    path("<uuid:pk>/postpone/", changing.PostponeView.as_view(), name="postpone"),
    path("<uuid:pk>/move/", changing.MoveView.as_view(), name="move"),
    path("<uuid:pk>/address/", changing.AddressView.as_view(), name="address"),
    path("<uuid:pk>/beside/", changing.BesideView.as_view(), name="beside"),
]
