# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from verkstad.exchange.vtimezone import write_vtimezone

ZONES = [
    "Europe/Stockholm",  # one rule since 1996
    "America/New_York",  # another rule since 2007, and weeks counted from the first
    "Australia/Sydney",  # summer over the turn of the year
    "Europe/Dublin",  # summer time is its standard time
    "Africa/Casablanca",  # the clock follows Ramadan: no yearly rule
    "Asia/Kolkata",  # no change at all, and half an hour
    "America/Caracas",  # changed its offset for good, by half an hour
]


def as_read(zone: str, earliest_year: int) -> tzical:
    """The zone as dateutil, which is not ours, reads what we wrote."""
    text = write_vtimezone(zone, earliest_year).replace("\r\n", "\n")
    return tzical(StringIO(f"BEGIN:VCALENDAR\n{text}END:VCALENDAR\n")).get(zone)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("earliest_year", [1970, 2020])
def test_the_zone_has_the_offsets_of_the_zone_data_from_its_first_year_on(zone, earliest_year):
    found, right = as_read(zone, earliest_year), ZoneInfo(zone)

    moments = [datetime(earliest_year, 1, 1, 12) + timedelta(days=day) for day in range((2037 - earliest_year) * 365)]

    assert [moment for moment in moments if found.utcoffset(moment) != right.utcoffset(moment)] == []


@pytest.mark.parametrize("year", [1996, 1997, 2010, 2024, 2036])
def test_stockholm_changes_at_one_in_the_morning_utc(year):
    found = as_read("Europe/Stockholm", min(year, 1997))

    def at(month: int, day: int, hour: int) -> timedelta | None:
        return datetime(year, month, day, hour, 30, tzinfo=found).utcoffset()

    spring = max(day for day in range(25, 32) if datetime(year, 3, day, tzinfo=UTC).weekday() == 6)
    autumn = max(day for day in range(25, 32) if datetime(year, 10, day, tzinfo=UTC).weekday() == 6)

    assert (at(3, spring, 1), at(3, spring, 3)) == (timedelta(hours=1), timedelta(hours=2))
    assert (at(10, autumn, 1), at(10, autumn, 3)) == (timedelta(hours=2), timedelta(hours=1))


def test_a_calendar_of_today_has_the_two_rules_that_every_program_understands():
    text = write_vtimezone("Europe/Stockholm", 2020)

    assert (text.count("BEGIN:DAYLIGHT"), text.count("BEGIN:STANDARD")) == (1, 1)
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n" in text
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n" in text


def test_the_same_zone_is_the_same_text_in_every_calendar_of_today():
    assert write_vtimezone("Europe/Stockholm", 1997) == write_vtimezone("Europe/Stockholm", 2037)
