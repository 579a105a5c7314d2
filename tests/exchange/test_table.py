# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import csv
import io
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.dossiers import proses
from tests.exchange.examples import BO, NAMES, PRIVATE_ROOM, SITE, a_full_event, an_event, an_id
from verkstad.exchange.table import FIELDS, write_event_row, write_events_csv, write_year_csv, write_year_row
from verkstad.exchange.text import one_line
from verkstad.records.base import Text
from verkstad.records.events import Appearance, Attendance, Event, MeetingAddress, Recording


def rows_of(*events: Event) -> list[dict[str, str]]:
    """What a program reads from /data/events.csv without being told anything about it."""
    content = write_events_csv(write_event_row(event, site=SITE, names=NAMES) for event in events)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def year_rows(*events: Event, language: str = "sv") -> list[list[str]]:
    content = write_year_csv(
        (write_year_row(event, site=SITE, names=NAMES, language=language) for event in events), language=language
    )
    separator = {"sv": ";", "en": ","}[language]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator, strict=True))


def test_a_program_reads_every_field():
    [row] = rows_of(an_event())

    assert tuple(row) == FIELDS
    assert {key: value for key, value in row.items() if value} == {
        "id": str(an_id(41)),
        "slug": "2024-05-07-roda-natverket",
        "start_date": "2024-05-07",
        "precision": "day",
        "time_zone": "Europe/Stockholm",
        "title_sv": "Roda-nätverket",
        "kind": "workshop",
        "status": "scheduled",
        "language": "sv",
        "series": "nosad-workshops",
        "url": "https://nosad.example/event/2024-05-07-roda-natverket/",
    }


def test_a_month_is_written_as_a_month():
    month = an_event(start_date=date(2024, 5, 1), precision="month")

    assert rows_of(month)[0]["start_date"] == "2024-05"
    assert year_rows(month)[1][0] == "2024-05"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_spreadsheet_gets_the_words_and_the_separator_of_its_language(language):
    event = an_event(start_time=time(12), end_time=time(13, 30), kind="webinar", status="cancelled")

    headings, row = year_rows(event, language=language)

    assert len(headings) == len(row) == 13
    assert {
        "sv": ["2024-05-07", "12.00–13.30", "Roda-nätverket", "webbinarium", "Inställd"],
        "en": ["2024-05-07", "12:00–13:30", "Roda-nätverket", "webinar", "Cancelled"],
    }[language] == row[:5]
    assert write_year_csv([], language=language).startswith(b"\xef\xbb\xbf")


def test_a_person_stands_once_with_all_their_roles():
    row = year_rows(a_full_event(), language="en")[1]

    assert row[7] == "Anna Öberg (Swedish Social Insurance Agency, moderator) | Bosse Ek (on the panel) | Region Skåne"


def test_whom_to_contact_is_no_speaker():
    event = an_event(
        appearances=(
            Appearance(uid=an_id(61), person=BO.id, role="contact"),
            Appearance(uid=an_id(62), to_be_confirmed=True),
        )
    )

    assert rows_of(event)[0]["speakers"] == ""
    assert year_rows(event)[1][7] == ""


def test_what_is_not_public_is_not_in_the_table():
    event = a_full_event(
        attendance=Attendance(number=8712, public=False), meeting_address=MeetingAddress(url=PRIVATE_ROOM)
    )

    [row], [_, year] = rows_of(event), year_rows(event)

    assert not [value for value in (*row.values(), *year) if "8712" in value or "behind-the-door" in value]


def test_the_best_of_several_recordings_is_told():
    recordings = tuple(
        Recording(id=an_id(70 + number), state=state) for number, state in enumerate(["none", "published", "planned"])
    )

    assert rows_of(an_event(recordings=recordings))[0]["recording_state"] == "published"
    assert rows_of(an_event())[0]["recording_state"] == ""


@pytest.mark.parametrize("title", ["=1+cmd|' /c calc'!A1", "+1", "-1", "@SUM(1)", "＝1", "'=1", "x\t=1"])
def test_no_cell_is_a_formula(title):
    event = an_event(title=Text(sv=title))

    found = {rows_of(event)[0]["title_sv"], year_rows(event)[1][2], year_rows(event, language="en")[1][2]}

    assert found == {one_line(title) if title[0] in "'x" else f"'{title}"}


@given(titles=st.lists(proses, min_size=1, max_size=3))
def test_nasty_texts_stay_in_their_cells(titles):
    events = [an_event(title=Text(sv=title)) for title in titles]

    found = rows_of(*events)

    assert [row["title_sv"].removeprefix("'") for row in found] == [
        one_line(title).removeprefix("'") for title in titles
    ]
    assert all(set(row) == set(FIELDS) for row in found)
    for language in ("sv", "en"):
        assert [row[2].removeprefix("'") for row in year_rows(*events, language=language)[1:]] == [
            one_line(title).removeprefix("'") for title in titles
        ]
