# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The planning list of a workshop at the desk, and the list of a series."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests.factories import DAY, NOON, make_event, make_series, make_user
from verkstad.archive.actions.events import reschedule_event
from verkstad.archive.actions.planning import StepContent, add_step, set_series_steps, tick_step
from verkstad.archive.models import PlanningStep

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
INVITE = StepContent("Skicka inbjudan", -21, "Bo")


def _plan(event):
    return reverse("verkstad_todo:plan", args=[event.pk])


def _new(**values):
    return {"do": "add", "new-title": "Boka rummet", "new-who": "", "new-days": "14", "new-side": "before"} | {
        f"new-{name}": value for name, value in values.items()
    }


def test_step_is_added_changed_ticked_taken_back_and_removed(desk):
    event = make_event(start_date=TODAY + 30 * DAY)

    desk.post(_plan(event), _new(who="Bo Ek"))
    step = event.planning_steps.get()
    assert (step.title, step.who, step.days) == ("Boka rummet", "Bo Ek", -14)

    changed = {"title": "Boka sal 3", "who": "", "days": "2", "side": "after"}
    desk.post(_plan(event), {"do": "change", "step": step.pk} | {f"step-{step.pk}-{k}": v for k, v in changed.items()})
    step.refresh_from_db()
    assert (step.title, step.who, step.days) == ("Boka sal 3", None, 2)

    ticked = desk.post(_plan(event), {"do": "tick", "step": step.pk})
    step.refresh_from_db()
    assert step.done_by.email == "anna.berg@example.se"
    assert ticked.headers["Location"].endswith(f"#step-{step.pk}")

    desk.post(_plan(event), {"do": "untick", "step": step.pk})
    step.refresh_from_db()
    assert not step.is_done

    desk.post(_plan(event), {"do": "remove", "step": step.pk})
    assert not event.planning_steps.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"days": "-3"}, "Write how many days, and choose before or after."),
        ({"days": "fjorton"}, "Write the number of days in figures."),
        ({"days": "9999"}, "Choose a day within two years of the workshop."),
        ({"days": ""}, "This field is required."),
    ],
)
def test_wrong_days_are_told_at_the_field_and_nothing_typed_is_lost(desk, wrong, sentence):
    event = make_event(start_date=TODAY + 30 * DAY)

    response = desk.post(_plan(event), _new(title="Boka rummet hos Rälsen", who="Åsa", **wrong))

    page = html.fromstring(response.content)
    assert response.status_code == 422
    assert page.xpath("//input[@id='id_new-title']/@value") == ["Boka rummet hos Rälsen"]
    assert page.xpath("//input[@id='id_new-who']/@value") == ["Åsa"]
    days = page.xpath("//input[@id='id_new-days']")[0]
    assert page.get_element_by_id(days.get("aria-describedby")).text_content() == sentence
    assert not event.planning_steps.exists()


def test_days_are_told_as_dates_that_move_with_the_workshop(desk):
    event = make_event(start_date=TODAY + 30 * DAY)
    add_step(event, INVITE, by=None, at=NOON)
    reschedule_event(event, start_date=TODAY + 10 * DAY, by=None, at=timezone.now())

    page = html.fromstring(desk.get(_plan(event)).content)

    (step,) = page.xpath("//ul[@class='todo-plan']/li")
    assert step.get("class") == "todo-late"
    assert "Late: was to be done" in step.text_content()
    assert str((TODAY - 11 * DAY).day) in step.text_content()


def test_list_of_the_series_is_written_and_begins_new_workshops(desk):
    series = make_series()
    address = reverse("verkstad_todo:series_plan", args=[series.pk])
    usual = html.fromstring(desk.get(address, {"usual": ""}).content)
    assert len([one for one in usual.xpath("//input[contains(@name, '-title')]/@value") if one]) == 10
    set_series_steps(series, [StepContent("Ta bort mig", -30)], by=None, at=NOON)
    rows = [("Ta bort mig", "30", "before", "on"), ("Skicka inbjudan", "21", "before", ""), ("", "", "before", "")]

    response = desk.post(
        address,
        {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "1"}
        | {
            f"form-{number}-{name}": value
            for number, row in enumerate(rows)
            for name, value in zip(("title", "days", "side", "DELETE"), row, strict=True)
            if value
        },
    )

    assert response.status_code == 302
    event = make_event(series=series, start_date=TODAY + 30 * DAY)
    assert list(event.planning_steps.values_list("title", "days")) == [("Skicka inbjudan", -21)]


def test_series_row_that_is_half_filled_is_told_and_kept(desk):
    series = make_series()
    set_series_steps(series, [INVITE], by=None, at=NOON)
    address = reverse("verkstad_todo:series_plan", args=[series.pk])

    response = desk.post(
        address,
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-title": "Skicka", "form-0-side": "before"},
    )

    assert response.status_code == 422
    assert b"Skicka" in response.content
    assert list(series.planning_steps.values_list("title", flat=True)) == ["Skicka inbjudan"]


def test_list_of_the_series_is_taken_in_by_a_workshop_that_was_there_before(desk):
    event = make_event(start_date=TODAY + 30 * DAY)
    set_series_steps(event.series, [INVITE], by=None, at=NOON)

    desk.post(_plan(event), {"do": "begin"})
    desk.post(_plan(event), {"do": "begin"})

    assert list(event.planning_steps.values_list("title", "who", "days")) == [("Skicka inbjudan", "Bo", -21)]


def test_step_of_another_workshop_and_unknown_doings_are_not_found(desk):
    event, other = make_event(), make_event()
    step = add_step(other, INVITE, by=None, at=NOON)

    assert desk.post(_plan(event), {"do": "tick", "step": step.pk}).status_code == 404
    assert desk.post(_plan(event), {"do": "tick", "step": "x"}).status_code == 404
    assert desk.post(_plan(event), {"do": "tick", "step": "²"}).status_code == 404
    assert desk.post(_plan(event), {"do": "explode"}).status_code == 404
    assert not PlanningStep.objects.get().is_done


def test_reviewer_reads_the_list_and_changes_nothing(client: Client):
    event = make_event(start_date=TODAY + 30 * DAY)
    step = add_step(event, INVITE, by=None, at=NOON)
    tick_step(step, done=True, by=None, at=NOON)
    client.force_login(make_user(role="reviewer"))

    page = client.get(_plan(event))
    answers = [
        client.post(_plan(event), _new()),
        client.post(_plan(event), {"do": "remove", "step": step.pk}),
        client.get(reverse("verkstad_todo:series_plan", args=[event.series_id])),
        client.post(reverse("verkstad_todo:series_plan", args=[event.series_id]), {}),
        client.post(reverse("verkstad_todo:slides", args=[event.pk]), {"who": "x"}),
    ]

    assert "Skicka inbjudan" in page.content.decode()
    assert not html.fromstring(page.content).xpath("//div[@class='todo']//form")
    assert all(answer.status_code in {302, 403} for answer in answers)
    assert event.planning_steps.count() == 1


def test_page_asks_as_much_of_thirty_steps_as_of_three(desk):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    event = make_event(start_date=TODAY + 30 * DAY)
    counts = []
    for number in (3, 30):
        for turn in range(number):
            add_step(event, StepContent(f"Steg {number}-{turn}", turn), by=None, at=NOON)
        desk.get(_plan(event))
        with CaptureQueriesContext(connection) as asked:
            desk.get(_plan(event))
        counts.append(len(asked))

    assert counts[0] == counts[1]
