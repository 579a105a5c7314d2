# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning lists: they begin with the series' own, count from the first day, and tell who did what."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from tests.factories import DAY, NOON, TODAY, make_event, make_series
from verkstad.archive.actions.events import reschedule_event
from verkstad.archive.actions.planning import (
    StepContent,
    add_step,
    change_step,
    note_slides_request,
    remove_step,
    set_series_steps,
    take_series_steps,
    tick_step,
)
from verkstad.archive.errors import ContentRefused, NotAllowed, StepGone
from verkstad.archive.fields import new_id
from verkstad.archive.models import PlanningStep, SlidesRequest

pytestmark = pytest.mark.django_db

INVITE = StepContent("Skicka inbjudan", -21, "Anna")
UPLOAD = StepContent("Lägg upp presentationerna", 7)


def test_new_workshop_begins_with_the_list_of_its_series():
    series = make_series()
    set_series_steps(series, [UPLOAD, INVITE], by=None, at=NOON)

    event = make_event(series=series, start_date=timezone.now().date() + 30 * DAY)

    assert [(step.title, step.days, step.who) for step in event.planning_steps.all()] == [INVITE, (*UPLOAD[:2], None)]


def test_workshop_that_is_over_begins_with_no_list():
    series = make_series()
    set_series_steps(series, [INVITE], by=None, at=NOON)

    event = make_event(series=series, start_date=timezone.now().date() - 30 * DAY)

    assert list(event.planning_steps.all()) == []


def test_changing_the_list_of_a_series_leaves_its_workshops_alone_until_they_ask():
    series = make_series()
    set_series_steps(series, [INVITE], by=None, at=NOON)
    event = make_event(series=series, start_date=timezone.now().date() + 30 * DAY)

    set_series_steps(series, [INVITE, UPLOAD], by=None, at=NOON)

    assert [step.title for step in event.planning_steps.all()] == [INVITE.title]
    take_series_steps(event, by=None, at=NOON)
    assert [step.title for step in event.planning_steps.all()] == [INVITE.title, UPLOAD.title]
    assert take_series_steps(event, by=None, at=NOON) == []


def test_day_of_a_step_moves_with_the_workshop():
    event = make_event()
    step = add_step(event, INVITE, by=None, at=NOON)
    assert step.due_on(event.start_date) == TODAY + DAY - 21 * DAY

    event = reschedule_event(event, start_date=TODAY + 8 * DAY, by=None, at=NOON)

    assert step.due_on(event.start_date) == TODAY + 8 * DAY - 21 * DAY


def test_tick_keeps_who_and_when_and_can_be_taken_back():
    anna = get_user_model().objects.create_superuser("anna")
    step = add_step(make_event(), INVITE, by=anna, at=NOON)

    tick_step(step, done=True, by=anna, at=NOON)
    tick_step(step, done=True, by=None, at=NOON + timedelta(hours=1))

    step.refresh_from_db()
    assert (step.is_done, step.done_by, step.done_at) == (True, anna, NOON)
    assert list(PlanningStep.objects.open()) == []
    tick_step(step, done=False, by=anna, at=NOON)
    assert list(PlanningStep.objects.open()) == [step]
    assert list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "verkstad.plan.add",
        "verkstad.plan.done",
        "verkstad.plan.undone",
    ]


def test_steps_of_a_cancelled_workshop_wait_for_nobody():
    step = add_step(make_event(status="cancelled"), INVITE, by=None, at=NOON)

    assert not step.is_done
    assert list(PlanningStep.objects.open()) == []


def test_line_that_breaks_a_rule_is_refused_with_its_sentence():
    event = make_event()

    with translation.override("en"), pytest.raises(ContentRefused) as refused:
        add_step(event, StepContent("Boka lokal", -1000), by=None, at=NOON)

    assert "two years" in refused.value.message()
    with pytest.raises(ContentRefused) as refused:
        add_step(event, StepContent("", 1), by=None, at=NOON)
    assert list(refused.value.problems) == ["title"]


def test_removed_line_is_gone_for_who_came_second():
    step = add_step(make_event(), INVITE, by=None, at=NOON)
    remove_step(PlanningStep.objects.get(pk=step.pk), by=None, at=NOON)

    with pytest.raises(StepGone) as gone:
        tick_step(step, done=True, by=None, at=NOON)

    assert INVITE.title in gone.value.message()


def test_who_has_no_role_changes_nothing():
    stranger = get_user_model().objects.create_user("stranger")
    event = make_event()
    step = add_step(event, INVITE, by=None, at=NOON)

    for attempt in (
        lambda: add_step(event, UPLOAD, by=stranger, at=NOON),
        lambda: change_step(step, UPLOAD, by=stranger, at=NOON),
        lambda: tick_step(step, done=True, by=stranger, at=NOON),
        lambda: remove_step(step, by=stranger, at=NOON),
        lambda: take_series_steps(event, by=stranger, at=NOON),
        lambda: set_series_steps(event.series, [UPLOAD], by=stranger, at=NOON),
        lambda: note_slides_request(event, [new_id()], by=stranger, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert list(event.planning_steps.values_list("title", "done_at")) == [(INVITE.title, None)]
    assert list(SlidesRequest.objects.all()) == []


def test_request_for_slides_is_kept_once_for_each_who_was_asked():
    event, first, second = make_event(), new_id(), new_id()

    note_slides_request(event, [first, second, first], by=None, at=NOON)

    assert sorted(event.slides_requests.values_list("appearance_uid", "asked_at")) == [(first, NOON), (second, NOON)]
