# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of recordings at the desk, under /edit/."""

from django.urls import path

from verkstad.editing.recordings.pages import RecordingView, WorkView

urlpatterns = [
    path("recordings/<uuid:key>/", RecordingView.as_view(), name="recording"),
    path("recordings/<uuid:key>/work/", WorkView.as_view(), name="work"),
]
