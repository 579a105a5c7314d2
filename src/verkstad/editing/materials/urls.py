# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of files at the desk, under /edit/. How much each may be sent is said in site/bridge.py."""

from django.urls import path

from verkstad.editing.materials.pages import EventFilesView, MaterialFileView, PictureView, RecordingFileView
from verkstad.editing.materials.readings import ReadingView
from verkstad.editing.materials.serving import ShowView
from verkstad.editing.materials.uploads import FinishView, UploadFormView, UploadsView, UploadView

urlpatterns = [
    path("uploads/", UploadsView.as_view(), name="uploads"),
    path("uploads/<uuid:key>", UploadView.as_view(), name="upload"),
    path("uploads/<uuid:key>/finish", FinishView.as_view(), name="finish"),
    path("uploads/<uuid:key>/give-up", UploadFormView.as_view(), name="give_up"),
    path("files/event/<uuid:key>/", EventFilesView.as_view(), name="event"),
    path("files/material/<uuid:key>/", MaterialFileView.as_view(), name="material"),
    path("files/material/<uuid:key>/reading/", ReadingView.as_view(), name="reading"),
    path("files/recording/<uuid:key>/", RecordingFileView.as_view(), name="recording"),
    path("files/picture/<str:kind>/<uuid:key>/", PictureView.as_view(), name="picture"),
    path("files/show/<str:kind>/<uuid:key>/<str:sha256>/<path:name>", ShowView.as_view(), name="show"),
]
