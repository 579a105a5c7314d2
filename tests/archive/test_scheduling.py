# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishing and taking down at a set time."""

from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from tests import factories as make
from tests.factories import DAY, NOON
from verkstad.archive.actions.drafting import keep_draft
from verkstad.archive.actions.publishing import publish, save_draft, take_down
from verkstad.archive.actions.scheduling import publish_due, schedule, schedule_of, take_down_due, unschedule
from verkstad.archive.errors import NotAllowed, NothingToPublish, NotPublished
from verkstad.archive.models import Appearance, Event, Grant, Series, Tombstone
from verkstad.archive.version_errors import (
    EndsBeforeItBegins,
    IsScheduled,
    NotScheduled,
    ReviewRequired,
    TimeHasPassed,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def anna():
    return make.make_user(role="editor")


def _row(event):
    return Event.objects.get(pk=event.pk)


def _schedule(event, by=None, live=None, expire=None):
    return schedule(event, go_live_at=live, expire_at=expire, by=by, at=NOON)


def test_a_new_workshop_is_published_at_its_time_and_not_before(anna):
    event = make.make_event(live=False)
    _schedule(event, anna, NOON + DAY)

    assert publish_due(at=NOON + DAY - MINUTE) == []
    assert publish_due(at=NOON + DAY) == [event]
    assert (_row(event).live, _row(event).first_published_at) == (True, NOON + DAY)
    assert publish_due(at=NOON + 2 * DAY) == []
    assert not schedule_of(_row(event))


def test_a_change_to_what_is_published_waits_for_its_time(anna):
    event = make.make_event(venue="Sal 1")
    save_draft(event, {"venue": "Sal 2"}, by=anna, at=NOON)
    _schedule(event, anna, NOON + DAY)
    assert _row(event).venue == "Sal 1"

    publish_due(at=NOON + DAY)

    assert (_row(event).venue, _row(event).live) == ("Sal 2", True)


def test_what_is_scheduled_stays_as_it_is_until_it_is_called_off(anna):
    event = make.make_event()
    save_draft(event, {"venue": "Sal 2"}, by=anna, at=NOON)
    _schedule(event, anna, NOON + DAY)

    with pytest.raises(IsScheduled):
        publish(event, by=anna, at=NOON)

    unschedule(event, by=anna, at=NOON)
    assert publish_due(at=NOON + 2 * DAY) == []
    assert publish(event, by=anna, at=NOON).venue == "Sal 2"
    with pytest.raises(NotScheduled):
        unschedule(event, by=anna, at=NOON)


def test_taken_down_at_its_time_once(anna):
    event = make.make_event()
    _schedule(event, anna, None, NOON + DAY)

    assert take_down_due(at=NOON + DAY - MINUTE) == []
    assert take_down_due(at=NOON + DAY) == [event]
    assert (_row(event).live, Tombstone.objects.get(pk=event.pk).reason) == (False, "withdrawn")
    assert publish(event, by=anna, at=NOON + 2 * DAY).live
    assert take_down_due(at=NOON + 3 * DAY) == []


def test_a_draft_keeps_the_day_on_which_it_is_taken_down(anna):
    event = make.make_event()
    save_draft(event, {"venue": "Sal 2"}, by=anna, at=NOON)
    _schedule(event, anna, None, NOON + DAY)

    publish(event, by=anna, at=NOON)

    assert _row(event).expire_at == NOON + DAY


def test_taking_down_calls_off_what_was_to_be_published(anna):
    event = make.make_event()
    save_draft(event, {"venue": "Sal 2"}, by=anna, at=NOON)
    _schedule(event, anna, NOON + DAY)

    take_down(event, reason="mistake", by=anna, at=NOON)

    assert publish_due(at=NOON + 2 * DAY) == []


@pytest.mark.parametrize(
    ("live", "expire", "refused"),
    [
        (NOON, None, TimeHasPassed),
        (NOON - MINUTE, None, TimeHasPassed),
        (NOON + DAY, NOON + DAY, EndsBeforeItBegins),
        (None, NOON + DAY, NotPublished),
    ],
)
def test_times_that_make_no_sense_are_refused(live, expire, refused):
    with pytest.raises(refused):
        _schedule(make.make_event(live=False), None, live, expire)


def test_nothing_to_publish_and_nobody_who_may_is_refused_when_it_is_set():
    event = make.make_event(series=make.make_series(review_required=True))
    with pytest.raises(NothingToPublish):
        _schedule(event, None, NOON + DAY)
    save_draft(event, {"venue": "Sal 2"}, by=None, at=NOON)
    with pytest.raises(ReviewRequired):
        _schedule(event, make.make_user(role="editor"), NOON + DAY)
    with pytest.raises(NotAllowed):
        _schedule(event, make.make_user(role="contributor"), NOON + DAY)


def test_one_that_cannot_be_published_is_called_off_and_keeps_none_back(anna):
    bad, good = make.make_event(live=False), make.make_event(live=False)
    _schedule(bad, anna, NOON + DAY)
    _schedule(good, anna, NOON + DAY)
    Series.objects.filter(pk=bad.series_id).update(live=False)

    assert publish_due(at=NOON + DAY) == [good]

    entry = ModelLogEntry.objects.get(object_id=str(bad.pk), action="verkstad.schedule_failed")
    assert "not published" in entry.data["why"]["en"]
    assert "inte är publicerad" in entry.data["why"]["sv"]
    assert not schedule_of(_row(bad))


def test_what_is_scheduled_takes_no_draft_by_any_road(anna):
    event = make.make_event(venue="Sal 1")
    save_draft(event, {"venue": "Sal 2"}, by=anna, at=NOON)
    _schedule(event, anna, NOON + DAY)

    with pytest.raises(IsScheduled):
        save_draft(event, {"venue": "Sal 3"}, by=make.make_user(role="contributor"), at=NOON)

    publish_due(at=NOON + DAY)
    assert _row(event).venue == "Sal 2"


def test_a_time_is_set_only_by_who_may_publish_where_the_workshop_is_going():
    here, there = make.make_series(), make.make_series()
    kim = make.make_user(role="editor", series=here)
    Grant.objects.create(user=kim, role="contributor", series=there, given_at=NOON)
    event = make.make_event(live=False, series=here)
    moved = _row(event)
    moved.series = there
    keep_draft(moved, by=kim, at=NOON, based_on=None)
    Event.objects.filter(pk=event.pk).update(series=here)

    with pytest.raises(NotAllowed):
        _schedule(event, kim, NOON + DAY)

    assert not schedule_of(_row(event))


def test_taking_down_at_a_set_time_asks_what_taking_down_now_does():
    series = make.make_series()
    kim = make.make_user(role="editor", series=series)
    topic = make.make_topic()

    for thing in (topic, series):
        with pytest.raises(NotAllowed):
            take_down(thing, reason="withdrawn", by=kim, at=NOON)
        with pytest.raises(NotAllowed):
            schedule(thing, go_live_at=None, expire_at=NOON + DAY, by=kim, at=NOON)

    boss = make.make_user(role="editor")
    schedule(topic, go_live_at=None, expire_at=NOON + 2 * DAY, by=boss, at=NOON)
    save_draft(topic, {"aliases": ["sökord"]}, by=kim, at=NOON)
    kept = schedule(topic, go_live_at=NOON + DAY, expire_at=NOON + 2 * DAY, by=kim, at=NOON)
    assert kept.expire_at == NOON + 2 * DAY


def test_a_speaker_whom_a_contributor_rewrote_meanwhile_is_not_published_by_the_clock(anna):
    person = make.make_person(live=False, name="Maria Dalhage")
    event = make.make_event(live=False, appearances=[Appearance(person=person)])
    _schedule(event, anna, NOON + DAY)
    save_draft(person, {"name": "Något annat"}, by=make.make_user(role="contributor"), at=NOON + MINUTE)

    assert publish_due(at=NOON + DAY) == []
    assert not type(person).objects.get(pk=person.pk).live
    assert not schedule_of(_row(event))
