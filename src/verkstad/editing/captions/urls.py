# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of captions at the desk, under /edit/. How much each may be sent is said in site/bridge.py."""

from django.urls import path

from verkstad.editing.captions.downloads import TrackDownloadView, VersionDownloadView
from verkstad.editing.captions.pages import CaptionsView
from verkstad.editing.captions.saving import SaveView
from verkstad.editing.captions.track import TrackView

_OF_RECORDING = "recordings/<uuid:key>/captions/"

urlpatterns = [
    path(_OF_RECORDING, CaptionsView.as_view(), name="list"),
    path(f"{_OF_RECORDING}<uuid:track>/", TrackView.as_view(), name="track"),
    path(f"{_OF_RECORDING}<uuid:track>/save", SaveView.as_view(), name="save"),
    path(f"{_OF_RECORDING}<uuid:track>/as/<str:form>", TrackDownloadView.as_view(), name="download"),
    path(f"{_OF_RECORDING}versions/<int:version>/as/<str:form>", VersionDownloadView.as_view(), name="version"),
]
