# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told of captions to a person who asks what is held of them."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.factories import NOON
from verkstad.archive.actions.captions import publish_captions, put_captions
from verkstad.archive.held import held_of
from verkstad.archive.models import Appearance, FileVersion

pytestmark = pytest.mark.django_db

CUES = [
    {"id": "a", "start": 0, "end": 2, "text": "Hej.", "speaker": "Åsa Öberg"},
    {"id": "b", "start": 3723, "end": 3725, "text": "Tack, Åsa Öberg.", "speaker": "Bo Ek"},
    {"id": "c", "start": 3725, "end": 3726, "text": "Öberg är ett namn.", "speaker": "Bo Ek"},
]


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def person():
    return make.make_person(name="Åsa Öberg")


@pytest.fixture
def recording(person):
    event = make.make_event(title="Öppna data")
    Appearance.objects.create(event=event, person=person)
    recording = make.make_recording(event)
    publish_captions(
        put_captions(recording, "sv", CUES, state="machine", origin="", by=None, at=NOON), by=None, at=NOON
    )  # fmt: skip
    other = make.make_recording(make.make_event(title="Något annat"))
    put_captions(other, "sv", CUES[2:], state="machine", origin="", by=None, at=NOON)
    return recording


def test_captions_tell_what_a_person_says_and_where_others_name_them(person, recording):
    told = held_of(person, at=NOON).sections["captions"]

    assert told == [
        {
            "workshop": "Öppna data", "published": True, "language": "sv", "lines_spoken": 1,
            "said": ["0:00:00 Hej."], "named_in": ["1:02:03 Tack, Åsa Öberg."], "id": str(recording.pk),
        },
        {
            "workshop": "Öppna data", "published": True, "language": "sv", "saved": NOON.isoformat(),
            "file": FileVersion.objects.get().file_id, "id": str(recording.pk),
        },
    ]  # fmt: skip


def test_in_short_the_lines_are_counted(person, recording):
    told = held_of(person, thorough=False, at=NOON).sections["captions"]

    assert [(row["workshop"], row["lines_spoken"], "said" in row) for row in told] == [("Öppna data", 1, False)]


def test_who_is_in_no_captions_is_told_of_none(recording):
    assert held_of(make.make_person(name="Cecilia Ö"), at=NOON).sections["captions"] == []
