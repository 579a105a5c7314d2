# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.exchange.dossiers import proses
from tests.exchange.examples import AGENCY, ANNA, ARCHIVES, CHANGED, PRIVATE_ROOM, SERIES, a_full_event, an_event, an_id
from verkstad.exchange.jsonl import write_line, write_records
from verkstad.records.base import Text
from verkstad.records.dossier import EventFile
from verkstad.records.events import Attendance, MeetingAddress, Recording, RecordingPlace
from verkstad.records.things import Tombstone

GONE = Tombstone(id=an_id(111), kind="person", slug="nils", reason="personal_data", at=CHANGED)


@pytest.mark.parametrize(
    "thing", [a_full_event(), an_event(), SERIES, AGENCY, ANNA, ARCHIVES, GONE], ids=lambda thing: type(thing).__name__
)
def test_a_line_gives_the_record_back(thing):
    line = json.loads(write_line(thing))

    assert line.pop("type") == type(thing).__name__.lower()
    assert type(thing).model_validate_json(json.dumps(line)) == thing


def test_what_is_not_public_is_left_out():
    place = RecordingPlace(service="YouTube", url="https://y.example/gone")
    event = a_full_event(
        meeting_address=MeetingAddress(url=PRIVATE_ROOM),
        attendance=Attendance(number=8712),
        recordings=(
            Recording(id=an_id(71), state="withdrawn", places=(place,), file="ab" * 32),
            Recording(
                id=an_id(72), state="published", places=(place.model_copy(update={"url": "https://y.example/kept"}),)
            ),
        ),
    )

    line = json.loads(write_line(event))

    assert not {"meeting_address", "attendance"} & set(line)
    assert [(each["state"], each["places"], "file" in each) for each in line["recordings"]] == [
        ("withdrawn", [], False),
        ("published", [{"service": "YouTube", "url": "https://y.example/kept"}], False),
    ]


def test_a_number_that_may_be_a_persons_is_left_out():
    assert "organisation_number" not in json.loads(
        write_line(AGENCY.model_copy(update={"organisation_number": "550101-1239"}))
    )


def test_a_record_with_editors_notes_is_refused():
    noted = EventFile(**dict(an_event()), notes=({"note": "Ring Anna."},))

    with pytest.raises(KeyError):
        write_line(noted)


@given(title=proses)
def test_nasty_texts_stay_on_their_line(title):
    content = write_records([write_line(an_event(title=Text(sv=title))), write_line(ANNA)])

    first, second = content.decode().splitlines()

    assert json.loads(first)["title"]["sv"] == an_event(title=Text(sv=title)).title.sv
    assert json.loads(second)["name"] == ANNA.name
