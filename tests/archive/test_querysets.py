# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date, time

import pytest

from tests import factories as make
from tests.factories import DAY, NOON, TODAY
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.models import Event, Link, Material, Topic, TopicLink

pytestmark = pytest.mark.django_db


def test_upcoming_leaves_out_past_cancelled_and_postponed_events():
    later = make.make_event(start_date=TODAY + 9 * DAY)
    coming = make.make_event(start_date=TODAY + DAY)
    make.make_event(start_date=TODAY - DAY)
    make.make_event(start_date=TODAY + DAY, status="cancelled")
    make.make_event(start_date=TODAY + DAY, status="postponed")

    assert list(Event.objects.upcoming(at=NOON)) == [coming, later]


def test_past_is_over_by_the_clock_latest_first():
    month = make.make_event(start_date=date(2026, 2, 1), precision="month")
    this_month = make.make_event(start_date=date(2026, 3, 1), precision="month")
    yesterday = make.make_event(start_date=TODAY - DAY)
    morning = make.make_event(start_date=TODAY, start_time=time(9), end_time=time(10))
    now = make.make_event(start_date=TODAY, start_time=time(11), end_time=time(13))

    assert list(Event.objects.past(at=NOON)) == [morning, yesterday, month]
    assert set(Event.objects.upcoming(at=NOON)) == {this_month, now}


def test_on_now_is_from_start_to_end():
    now = make.make_event(start_date=TODAY, start_time=time(12), end_time=time(13))
    days = make.make_event(start_date=TODAY - DAY, end_date=TODAY + DAY)
    make.make_event(start_date=TODAY, start_time=time(12, 1), end_time=time(13))
    make.make_event(start_date=TODAY, start_time=time(11), end_time=time(12))
    make.make_event(start_date=TODAY)
    make.make_event(start_date=TODAY.replace(day=1), precision="month")

    assert list(Event.objects.on_now(at=NOON)) == [days, now]


def test_querysets_and_phase_agree():
    for when in (
        {"start_date": TODAY},
        {"start_date": TODAY, "start_time": time(12)},
        {"start_date": TODAY, "start_time": time(11), "end_time": time(12)},
        {"start_date": TODAY - DAY, "end_date": TODAY},
        {"start_date": TODAY - DAY, "start_time": time(23), "time_zone": "Pacific/Honolulu", "end_time": time(23, 30)},
        {"start_date": TODAY.replace(day=1), "precision": "month"},
        {"start_date": TODAY + DAY},
        {"start_date": TODAY - DAY},
    ):
        event = make.make_event(**when)
        one = Event.objects.filter(pk=event.pk)
        phase = event.phase(NOON)

        assert one.past(at=NOON).exists() == (phase == "past") == event.has_ended(NOON)
        assert one.on_now(at=NOON).exists() == (phase == "on_now")
        assert one.upcoming(at=NOON).exists() == (phase != "past")


def test_moments_follow_the_date_when_it_changes():
    event = make.make_event(start_date=TODAY - DAY)
    event.start_date = TODAY + DAY
    event.save()

    assert list(Event.objects.upcoming(at=NOON)) == [event]


def test_published_leaves_out_drafts_and_events_of_an_unpublished_series():
    seen = make.make_event()
    make.make_event(live=False)
    make.make_event(series=make.make_series(live=False))

    assert list(Event.objects.published()) == [seen]


def test_published_material_is_of_a_published_event():
    seen = make.make_material(make.make_event())
    make.make_material(make.make_event(), live=False)
    make.make_material(make.make_event(live=False))

    assert list(Material.objects.published()) == [seen]


def test_in_year_is_from_its_first_day_to_its_last():
    first = make.make_event(start_date=date(2024, 1, 1))
    last = make.make_event(start_date=date(2024, 12, 31))
    make.make_event(start_date=date(2025, 1, 1))

    assert list(Event.objects.in_year(2024)) == [first, last]


@pytest.mark.parametrize(
    ("shows", "held"),
    [
        (lambda event: None, False),
        (lambda event: make.make_recording(event, state="planned"), False),
        (lambda event: make.make_recording(event, state="published"), True),
        (lambda event: make.make_recording(event, state="published", live=False), False),
        (lambda event: make.make_material(event), True),
        (lambda event: make.make_material(event, live=False), False),
        (lambda event: Link.objects.create(event=event, title_sv="x", kind="notes"), True),
        (lambda event: Link.objects.create(event=event, title_sv="x", kind="forum"), False),
        (lambda event: Event.objects.filter(pk=event.pk).update(attendance_number=3), True),
    ],
)
def test_held_is_said_alike_by_event_and_queryset(shows, held):
    event = make.make_event(start_date=TODAY - DAY)
    shows(event)

    assert Event.objects.get(pk=event.pk).is_held is held
    assert Event.objects.held().exists() is held


def test_editors_see_a_workshop_on_the_day_that_its_draft_has():
    coming = make.make_event(start_date=TODAY + 2 * DAY)
    drafted_later = make.make_event(start_date=TODAY - 5 * DAY)
    save_draft(drafted_later, {"start_date": TODAY + 40 * DAY}, by=None, at=NOON)
    drafted_earlier = make.make_event(start_date=TODAY + 9 * DAY)
    save_draft(drafted_earlier, {"start_date": TODAY - 40 * DAY}, by=None, at=NOON)
    never_published = make.make_event(live=False, start_date=TODAY + DAY)
    make.make_event(start_date=TODAY + DAY, status="cancelled")
    held = make.make_event(start_date=TODAY - 3 * DAY)
    make.make_event(start_date=TODAY - 300 * DAY)

    assert list(Event.objects.coming_to_editors(NOON)) == [never_published, coming, drafted_later]
    assert list(Event.objects.just_held_to_editors(NOON, days=90)) == [held, drafted_earlier]
    assert list(Event.objects.just_held_to_editors(NOON, days=30)) == [held]


def test_draft_in_this_month_is_left_to_whoever_can_read_it():
    of_the_month = make.make_event(live=False, start_date=TODAY.replace(day=1), precision="month")

    assert of_the_month in Event.objects.coming_to_editors(NOON)


def test_topics_that_nobody_has_shown_for_long_are_told_the_most_shown_first():
    long_ago, recently = date(2023, 5, 2), TODAY - 30 * DAY

    def shown(*days, relation="about", **values):
        topic = make.make_topic()
        for day in days:
            link = TopicLink(topic=topic, relation=relation)
            make.make_event(start_date=day, topics=[link], **values)
        return topic.pk

    once = shown(long_ago)
    twice = shown(long_ago, date(2022, 2, 1))
    shown(long_ago, recently)
    shown(long_ago, TODAY + DAY)
    shown(long_ago, relation="mentions")
    shown(long_ago, status="cancelled")
    shown(long_ago, live=False)
    shown()

    rows = list(Topic.objects.not_shown_since(date(2024, 3, 3), at=NOON))

    assert rows == [(twice, 2, long_ago), (once, 1, long_ago)]
