# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses under /edit/versions/<kind>/<id>/: the pages of one thing's versions."""

from __future__ import annotations

from django.urls import path

from verkstad.editing.versions import pages, previewing, reviews, state, times

urlpatterns = [
    path("<slug:kind>/<uuid:id>/", pages.VersionsView.as_view(), name="list"),
    path("<slug:kind>/<uuid:id>/compare/<int:a>/<int:b>/", pages.CompareView.as_view(), name="compare"),
    path("<slug:kind>/<uuid:id>/return/<int:revision>/", pages.ReturnView.as_view(), name="return"),
    path("<slug:kind>/<uuid:id>/conflict/<int:aside>/", pages.ConflictView.as_view(), name="conflict"),
    path("<slug:kind>/<uuid:id>/preview/", previewing.PreviewView.as_view(), name="preview"),
    path("<slug:kind>/<uuid:id>/frame/", previewing.FrameView.as_view(), name="frame"),
    path("<slug:kind>/<uuid:id>/form-preview/", previewing.FormPreviewView.as_view(), name="form_preview"),
    path("<slug:kind>/<uuid:id>/schedule/", times.ScheduleView.as_view(), name="schedule"),
    path("<slug:kind>/<uuid:id>/take-down/", times.TakeDownView.as_view(), name="unpublish"),
    path("<slug:kind>/<uuid:id>/hand-in/", reviews.HandInView.as_view(), name="hand_in"),
    path("<slug:kind>/<uuid:id>/review/", reviews.ReviewView.as_view(), name="review"),
    path("<slug:kind>/<uuid:id>/take-back/", reviews.TakeBackView.as_view(), name="take_back"),
    path("<slug:kind>/<uuid:id>/ask-for-review/", reviews.AskForReviewView.as_view(), name="ask_for_review"),
    path("<slug:kind>/<uuid:id>/state/", state.StateView.as_view(), name="state"),
]
