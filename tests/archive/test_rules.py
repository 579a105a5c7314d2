# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.archive.rules import clock
from verkstad.archive.rules.held import shows_that_it_was_held
from verkstad.archive.rules.slugs import LONGEST, event_slug, slugify

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MAY_7 = date(2024, 5, 7)


def _at(*when: int, zone: ZoneInfo = STOCKHOLM, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=zone, fold=fold)


@pytest.mark.parametrize(
    ("when", "at", "said"),
    [
        ({"start_time": time(12), "end_time": time(13)}, _at(2024, 5, 7, 11, 59, 59), "coming"),
        ({"start_time": time(12), "end_time": time(13)}, _at(2024, 5, 7, 12), "on_now"),
        ({"start_time": time(12), "end_time": time(13)}, _at(2024, 5, 7, 12, 59, 59), "on_now"),
        ({"start_time": time(12), "end_time": time(13)}, _at(2024, 5, 7, 13), "past"),
        # The same moment, told by another clock.
        ({"start_time": time(12), "end_time": time(13)}, datetime(2024, 5, 7, 10, 30, tzinfo=UTC), "on_now"),
        # Without an end nobody can say that it is over before its day is.
        ({"start_time": time(12)}, _at(2024, 5, 7, 23, 59), "on_now"),
        ({"start_time": time(12)}, _at(2024, 5, 8), "past"),
        # Without a time nobody can say that it is on, and not that it is over.
        ({}, _at(2024, 5, 7, 0, 0), "coming"),
        ({}, _at(2024, 5, 7, 23, 59), "coming"),
        ({}, _at(2024, 5, 8), "past"),
        # Over several days it is on from the first to the last, nights too.
        ({"end_date": date(2024, 5, 9)}, _at(2024, 5, 6, 23, 59), "coming"),
        ({"end_date": date(2024, 5, 9)}, _at(2024, 5, 8, 3, 0), "on_now"),
        ({"end_date": date(2024, 5, 9)}, _at(2024, 5, 10), "past"),
        ({"start_time": time(22), "end_date": date(2024, 5, 8), "end_time": time(1)}, _at(2024, 5, 8, 0, 30), "on_now"),
        ({"start_time": time(22), "end_date": date(2024, 5, 8), "end_time": time(1)}, _at(2024, 5, 8, 1), "past"),
        # In New York it is still the seventh.
        ({"time_zone": "America/New_York"}, _at(2024, 5, 8, 5, 59), "coming"),
        ({"time_zone": "America/New_York"}, _at(2024, 5, 8, 6, 0), "past"),
    ],
)
def test_phase_of_an_event_on_a_known_day(when, at, said):
    assert clock.phase(MAY_7, at=at, **when) == said


@pytest.mark.parametrize(
    ("month", "at", "said"),
    [
        (date(2024, 5, 1), _at(2024, 5, 31, 23, 59), "coming"),
        (date(2024, 5, 1), _at(2024, 6, 1), "past"),
        (date(2024, 12, 1), _at(2024, 12, 31, 23, 59), "coming"),
        (date(2024, 12, 1), _at(2025, 1, 1), "past"),
    ],
)
def test_phase_of_an_event_known_to_the_month(month, at, said):
    assert clock.phase(month, at=at, precision="month") == said


def test_phase_when_the_clock_is_set_forward():
    # 31 March 2024 in Stockholm goes from 02.00 to 03.00: the hour before is followed by 03.00.
    day = date(2024, 3, 31)
    when = {"start_time": time(1), "end_time": time(3)}

    assert clock.moments(day, **when) == (_at(2024, 3, 31, 0, 0, zone=UTC), _at(2024, 3, 31, 1, 0, zone=UTC))
    assert clock.phase(day, at=datetime(2024, 3, 31, 0, 59, tzinfo=UTC), **when) == "on_now"
    assert clock.phase(day, at=datetime(2024, 3, 31, 1, 0, tzinfo=UTC), **when) == "past"


def test_phase_when_the_clock_is_set_back():
    # 27 October 2024: 02.30 comes twice. An event until 02.30 is not over before the second.
    day = date(2024, 10, 27)
    when = {"start_time": time(1), "end_time": time(2, 30)}

    assert clock.phase(day, at=_at(2024, 10, 27, 2, 30, fold=0), **when) == "on_now"
    assert clock.phase(day, at=_at(2024, 10, 27, 2, 30, fold=1), **when) == "past"


def test_day_with_25_hours_is_over_when_the_next_begins():
    assert clock.phase(date(2024, 10, 27), at=datetime(2024, 10, 27, 22, 59, tzinfo=UTC)) == "coming"
    assert clock.phase(date(2024, 10, 27), at=datetime(2024, 10, 27, 23, 0, tzinfo=UTC)) == "past"


days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
times = st.times().map(lambda at: at.replace(microsecond=0))
whens = st.one_of(
    st.fixed_dictionaries({}),
    st.fixed_dictionaries({"start_time": times}),
    st.tuples(times, times)
    .filter(lambda pair: pair[0] < pair[1])
    .map(lambda pair: {"start_time": pair[0], "end_time": pair[1]}),
    st.just({"precision": "month"}),
)
zones = st.sampled_from(["Europe/Stockholm", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])


@given(days, whens, zones, st.integers(-72, 24 * 35))
def test_phase_only_goes_forward_and_changes_only_at_the_moments(day, when, zone, hours):
    day = day.replace(day=1) if "precision" in when else day
    when = {**when, "time_zone": zone}
    at = datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC) + timedelta(hours=hours)
    order = ["coming", "on_now", "past"]

    starts_at, ends_at = clock.moments(day, **when)
    now = clock.phase(day, at=at, **when)

    assert starts_at <= ends_at
    assert (now == "past") == (at >= ends_at)
    for later in (at + timedelta(hours=1), starts_at, ends_at):
        if later >= at:
            then = clock.phase(day, at=later, **when)
            assert order.index(then) >= order.index(now)
            assert then == now or any(at < moment <= later for moment in (starts_at, ends_at))


@pytest.mark.parametrize(
    ("shown", "held"),
    [
        ({}, False),
        ({"recording_states": ["planned", "none", "unknown"]}, False),
        ({"link_kinds": ["forum", "pre_reading", "sign_up"]}, False),
        ({"attendance": 0}, False),
        ({"recording_states": ["none", "published"]}, True),
        ({"recording_states": ["processing"]}, True),
        ({"recording_states": ["withdrawn"]}, True),
        ({"material_count": 1}, True),
        ({"attendance": 12}, True),
        ({"link_kinds": ["forum", "notes"]}, True),
    ],
)
def test_held_is_said_only_when_something_shows_it(shown, held):
    assert shows_that_it_was_held(**shown) is held


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Roda-nätverket", "roda-natverket"),
        ("Öppen källkod & öppna data", "oppen-kallkod-och-oppna-data"),
        ("ÅÄÖ åäö", "aao-aao"),
        ("Smørrebrød på Ærø", "smorrebrod-pa-aero"),
        ("Straße – café", "strasse-cafe"),
        ("C++ / 2.0 (beta)", "c-2-0-beta"),
        ("  --  ", ""),
        ("日本", ""),
    ],
)
def test_slugify(words, slug):
    assert slugify(words) == slug


@given(st.text(max_size=400))
def test_slugify_gives_slugs(words):
    slug = slugify(words)

    assert len(slug) <= LONGEST
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert slugify(slug) == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_event_slug_is_date_and_title():
    assert event_slug(MAY_7, "day", "Roda-nätverket") == "2024-05-07-roda-natverket"
    assert event_slug(date(2024, 5, 1), "month", "Roda-nätverket") == "2024-05-roda-natverket"
    assert event_slug(MAY_7, "day", "日本") == "2024-05-07"
    assert len(event_slug(MAY_7, "day", "ord " * 100)) <= LONGEST
    assert event_slug(MAY_7, "day", "ord " * 100).endswith("-ord")
