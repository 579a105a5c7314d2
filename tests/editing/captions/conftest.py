# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.factories import NOON
from verkstad.archive.actions.captions import put_captions
from verkstad.archive.models import CaptionTrack, Recording

CUES = [
    {"id": "a", "start": 0, "end": 2.5, "text": "Välkomna till verkstan.", "heard": "Välkomna till verkstan.", "unsure": [[14, 22]]},
    {"id": "b", "start": 2.5, "end": 4, "text": "Vi börjar.", "heard": "Vi börjar.", "speaker": "Anna Berg"},
    {"id": "c", "start": 4, "end": 61.25, "text": "Tack.\nOch hej.", "heard": "Tack.\nOch hej."},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def desk(client: Client) -> Client:
    """The desk as an administrator meets it, in English."""
    client.force_login(
        make.make_user("anna.berg@example.se", role="administrator", first_name="Anna", last_name="Berg")
    )
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def recording() -> Recording:
    return make.make_recording(make.make_event(title="Öppna data", slug="oppna-data"))


@pytest.fixture
def track(recording: Recording) -> CaptionTrack:
    return put_captions(recording, "sv", CUES, state="machine", origin="base", by=None, at=NOON)


def address(recording: Recording, track: CaptionTrack | None = None, tail: str = "") -> str:
    return f"/edit/recordings/{recording.pk}/captions/" + (f"{track.pk}/" if track else "") + tail


def texts(track: CaptionTrack) -> list[str]:
    return [cue["text"] for cue in CaptionTrack.objects.get(pk=track.pk).cues]


def shown(response: Any) -> str:
    return response.content.decode()
