# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses under /edit/todo/; the first page of the desk stands at /edit/ itself."""

from __future__ import annotations

from django.urls import path

from verkstad.editing.todo import elsewhere, inviting, planning, views

urlpatterns = [
    path("lacking/<slug:what>/", views.LackingView.as_view(), name="lacking"),
    path("contradictions/", views.ClaimsView.as_view(), name="claims"),
    path("addresses/", elsewhere.AddressesView.as_view(), name="addresses"),
    path("topics/", views.TopicsView.as_view(), name="topics"),
    path("event/<uuid:id>/plan/", planning.PlanView.as_view(), name="plan"),
    path("event/<uuid:id>/invitation/", inviting.InvitationView.as_view(), name="invitation"),
    path("event/<uuid:id>/invitation.ics", inviting.InvitationCalendarView.as_view(), name="invitation_calendar"),
    path("event/<uuid:id>/slides/", inviting.SlidesView.as_view(), name="slides"),
    path("series/<uuid:id>/plan/", planning.SeriesPlanView.as_view(), name="series_plan"),
]
