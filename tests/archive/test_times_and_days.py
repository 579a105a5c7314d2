# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about times and days: clocks that skip and repeat, agendas that clash, holidays, and days that come back."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from verkstad.archive.fields import new_id
from verkstad.archive.rules.agenda import Item, troubles
from verkstad.archive.rules.holidays import holiday_on, swedish_holidays
from verkstad.archive.rules.recurring import MOST, Recurrence, days_of, same_weekday_next_month
from verkstad.archive.rules.wall_clock import exists, first_after_gap, happens_twice, is_time_zone, problems
from verkstad.archive.spoken import spoken_time

STOCKHOLM = "Europe/Stockholm"
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def test_clocks_skip_an_hour_in_spring_and_show_one_twice_in_autumn():
    assert [exists(SPRING, time(hour, 30), STOCKHOLM) for hour in (1, 2, 3)] == [True, False, True]
    assert [happens_twice(AUTUMN, time(hour, 30), STOCKHOLM) for hour in (1, 2, 3)] == [False, True, False]
    assert first_after_gap(SPRING, time(2, 30), STOCKHOLM) == time(3)
    assert first_after_gap(SPRING, time(2, 30), "Asia/Tokyo") == time(2, 30)


@given(
    st.dates(date(1980, 1, 1), date(2100, 1, 1)), st.times(), st.sampled_from([STOCKHOLM, "Australia/Lord_Howe", "UTC"])
)
def test_time_that_exists_is_the_first_that_exists_from_it_on(day, at, zone):
    after = first_after_gap(day, at, zone)

    assert exists(day, after, zone)
    assert (after == at) == exists(day, at, zone)


def test_sentence_names_day_time_and_what_to_choose_in_the_language_of_the_reader():
    with override("sv"):
        swedish = problems({"start_time": (SPRING, time(2, 30))}, STOCKHOLM)["start_time"][0]
    with override("en"):
        english = problems({"start_time": (SPRING, time(2, 30))}, STOCKHOLM)["start_time"][0]

    assert "söndag 29 mars 2026" in swedish
    assert "2.30" in swedish
    assert "Välj 3.00 eller senare" in swedish
    assert "Sunday 29 March 2026" in english
    assert "02:30" in english


def test_zone_that_there_is_not_is_told_and_stops_nothing_else():
    assert not is_time_zone("Stockholm")
    assert list(problems({"start_time": (SPRING, time(2, 30))}, "Stockholm")) == ["time_zone"]


def test_time_is_said_as_each_language_does():
    with override("sv"):
        assert spoken_time(time(9, 5)) == "9.05"
    with override("en"):
        assert spoken_time(time(9, 5)) == "09:05"


def item(start: str | None = None, end: str | None = None, title: str = "", session: object = None) -> Item:
    return Item(
        new_id(),
        title or f"{start}–{end}",
        session,  # type: ignore[arg-type]
        time.fromisoformat(start) if start else None,
        time.fromisoformat(end) if end else None,
    )


def told(*items: Item, **event: object) -> list[tuple[str, str]]:
    return [(trouble.item.title, trouble.why) for trouble in troubles(items, **event)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([item("12:00", "11:30")], ["ends_before_it_begins"]),
        ([item("12:00", "12:00")], ["ends_before_it_begins"]),
        ([item(None, "12:00")], ["needs_start"]),
        ([item("09:00", "10:00"), item("10:00", "11:00")], []),
        ([item("09:00", "10:00"), item("09:59", "11:00")], ["overlaps"]),
        ([item("09:59", "11:00"), item("09:00", "10:00")], ["overlaps"]),
        ([item("09:00", "12:00"), item("09:30", "10:00"), item("11:00", "11:30")], ["overlaps", "overlaps"]),
        ([item("09:00", "10:00", session=new_id()), item("09:00", "10:00", session=new_id())], []),
        ([item("09:00", "10:00", "Samma"), item("09:00", "10:00", "samma ")], ["twice"]),
        ([item(title="Samma"), item(title="Samma")], []),
    ],
)
def test_agenda_is_told_what_is_wrong_with_it(items, expected):
    assert [why for _title, why in told(*items)] == expected


def test_items_outside_the_workshop_are_told_and_nothing_of_the_sort_over_several_days():
    items = [item("08:00", "09:30"), item("16:30", "17:30"), item("23:00", "01:00")]

    one_day = told(*items, event_start=time(9), event_end=time(17))
    several = told(*items, event_start=time(9), event_end=time(17), several_days=True)

    assert one_day == [
        ("08:00–09:30", "before_the_event"),
        ("16:30–17:30", "after_the_event"),
        ("23:00–01:00", "ends_before_it_begins"),
    ]
    assert several == []


def test_holidays_of_two_years_are_those_of_the_almanac():
    # Source: https://www.riksdagen.se lag (1989:253); the almanac of 2026 and 2027.
    moving = {
        2026: ["04-03", "04-05", "04-06", "05-14", "05-24", "06-19", "06-20", "10-31"],
        2027: ["03-26", "03-28", "03-29", "05-06", "05-16", "06-25", "06-26", "11-06"],
    }
    fixed = ["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"]

    for year, days in moving.items():
        assert sorted(f"{day:%m-%d}" for day in swedish_holidays(year)) == sorted([*fixed, *days])
    with override("sv"):
        assert holiday_on(date(2026, 6, 19)) == "midsommarafton"
    assert holiday_on(date(2026, 6, 18)) is None


def test_first_tuesdays_and_last_fridays_come_back():
    tuesdays = Recurrence("month", weekday=1, place=1, count=3)
    fridays = Recurrence("month", weekday=4, place=-1, interval=2, until=date(2026, 6, 30))
    weeks = Recurrence("week", weekday=2, interval=2, count=3)

    assert tuesdays.rule() == "FREQ=MONTHLY;BYDAY=1TU;COUNT=3"
    assert tuesdays.days(date(2026, 1, 7)) == [date(2026, 2, 3), date(2026, 3, 3), date(2026, 4, 7)]
    assert fridays.rule() == "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;UNTIL=20260630"
    assert fridays.days(date(2026, 1, 1)) == [date(2026, 1, 30), date(2026, 3, 27), date(2026, 5, 29)]
    assert [day - date(2026, 1, 7) for day in weeks.days(date(2026, 1, 7))] == [timedelta(weeks=n) for n in (0, 2, 4)]


def test_rule_without_end_stops_and_what_is_no_rule_is_refused():
    assert len(days_of("FREQ=DAILY", date(2026, 1, 1))) == MOST
    with pytest.raises(ValueError, match="FREQ"):
        days_of("FREQ=SOMETIMES", date(2026, 1, 1))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 14))
def test_same_weekday_of_a_later_month_is_one(day, months):
    later = same_weekday_next_month(day, months=months)

    assert later.weekday() == day.weekday()
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
