# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages beside the form of a workshop: starting, coming back, cancelling, postponing, moving, addresses, notes."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.editing.events.pages import content_of, errors_of, full_event
from tests.factories import NOON, make_event, make_series, make_user
from verkstad.archive.actions.beginning import make_template
from verkstad.archive.models import AgendaItem, Claim, EditorNote, Event, EventTemplate

pytestmark = pytest.mark.django_db


def address(name: str, event: Event | None = None) -> str:
    return reverse(f"verkstad_events:{name}", args=[event.pk] if event else [])


def the_other_than(*events: Event) -> Event:
    return Event.objects.exclude(pk__in=[event.pk for event in events]).get()


def test_next_in_a_series_is_on_the_same_weekday_of_a_coming_month(desk):
    first_tuesday = next(
        day for day in (timezone.localdate().replace(day=1) + timedelta(days=n) for n in range(7)) if day.weekday() == 1
    )
    earlier = full_event(start_date=first_tuesday)
    Event.objects.exclude(pk=earlier.pk).update(start_date=date(2020, 1, 1))

    desk.post(address("start"), {"way": "next", "next-series": str(earlier.series_id), "next-title": "Kakor"})

    new = Event.objects.get(series=earlier.series, live=False)
    assert new.start_date > timezone.localdate()
    assert (new.start_date.weekday(), (new.start_date.day - 1) // 7) == (1, 0)
    assert (new.title_sv, new.summary_sv) == ("Kakor", None)
    assert content_of(new)[0]["agenda"]


def test_starting_from_a_template_gives_a_draft_and_its_form(desk):
    event = full_event()
    template = make_template(event, "Mall", by=None, at=NOON)

    page = desk.post(
        address("start"),
        {
            "way": "template",
            "template-template": str(template.pk),
            "template-title": "Nytt",
            "template-start_date": "2027-05",
        },
    )

    new = Event.objects.get(title_sv="Nytt")
    assert page["Location"].endswith(f"/{new.pk}/")
    assert (new.precision, new.start_date, new.start_time) == ("month", date(2027, 5, 1), None)


def test_bad_day_is_told_at_its_field_and_nothing_is_lost(desk):
    event = full_event()

    page = desk.post(
        address("start"),
        {"way": "event", "event-event": str(event.pk), "event-title": "Kvar", "event-start_date": "31/2 2027"},
    )

    assert "31/2 2027" in errors_of(page)["id_event-start_date"]
    assert 'value="Kvar"' in page.content.decode()
    assert 'value="31/2 2027"' in page.content.decode()


RULE = {
    "title": "Öppet hus",
    "every": "month-1",
    "place": "1",
    "weekday": "1",
    "first": "2026-05-01",
    "count": "9",
    "start_time": "9",
    "end_time": "10.30",
}


def test_days_that_come_back_are_shown_with_holidays_before_anything_is_made(desk):
    series = make_series()
    make_event(series=series, start_date=date(2026, 6, 2))

    page = desk.post(address("recurring"), {**RULE, "series": str(series.pk), "first": "2026-01-01", "show": "1"})

    text = page.content.decode()
    assert "FREQ=MONTHLY;BYDAY=1TU;COUNT=9" in text
    assert "Epiphany" in text  # 6 January 2026
    assert "The series has a workshop that day already" in text
    assert Event.objects.count() == 1


def test_drafts_are_made_for_the_days_but_those_left_out_or_taken(desk):
    series = make_series()
    make_event(series=series, start_date=date(2026, 6, 2))

    sent = {**RULE, "series": str(series.pk), "make": "1", "leave_out": ["2026-07-07"]}
    desk.post(address("recurring"), sent)
    desk.post(address("recurring"), sent)

    days = sorted(Event.objects.filter(live=False).values_list("start_date", flat=True))
    assert len(days) == 7
    assert date(2026, 7, 7) not in days
    assert set(Event.objects.filter(live=False).values_list("start_time", "end_time")) == {(time(9), time(10, 30))}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"count": ""}, "id_until"),
        ({"until": "2026-12-01"}, "id_count"),
        ({"count": "500"}, "id_count"),
        ({"count": "", "until": "2026-01-01"}, "id_until"),
        ({"end_time": "8"}, "id_end_time"),
        ({"series": "nothing"}, "id_series"),
    ],
)
def test_rule_that_cannot_be_is_told_at_its_field(desk, values, field):
    series = make_series()

    page = desk.post(address("recurring"), {**RULE, "series": str(series.pk), "make": "1", **values})

    assert field in errors_of(page)
    assert not Event.objects.exists()


def test_template_is_made_listed_and_removed(desk):
    event = full_event()

    desk.post(address("template", event), {"name": "Frukost"})
    again = desk.post(address("template", event), {"name": "Frukost"})
    listed = desk.get(address("templates"))
    desk.post(address("templates"), {"remove": str(EventTemplate.objects.get().pk)})

    assert "id_name" in errors_of(again)
    assert "Frukost" in listed.content.decode()
    assert not EventTemplate.objects.exists()


def test_cancelling_postponing_and_moving_change_what_readers_see(desk):
    event = make_event(start_time=time(9), end_time=time(10))

    desk.post(address("postpone", event), {"note_sv": "Talaren är sjuk."})
    postponed = Event.objects.get(pk=event.pk)
    desk.post(address("move", event), {"start_date": "2026-04-07", "start_time": "13", "end_time": "14"})
    moved = Event.objects.get(pk=event.pk)
    desk.post(address("cancel", event), {})
    cancelled = Event.objects.get(pk=event.pk)

    assert (postponed.status, postponed.status_note.sv) == ("postponed", "Talaren är sjuk.")
    assert (moved.status, moved.start_date, moved.previous_start_date) == (
        "scheduled",
        date(2026, 4, 7),
        event.start_date,
    )
    assert cancelled.status == "cancelled"
    assert [postponed.sequence, moved.sequence, cancelled.sequence] == [1, 2, 3]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"start_date": "2026-03-29", "start_time": "2.30"}, "id_start_time", "Clocks go forward"),
        (
            {"start_date": "2026-04-07", "start_time": "12", "end_time": "11.30"},
            "id_end_time",
            "The end (11:30) is before",
        ),
        ({"start_date": "2026-04", "start_time": "12"}, "id_start_time", "Only the month"),
        ({"start_date": "2026-02-31"}, "id_start_date", "not a day in the calendar"),
        ({"start_date": "2026-04-07", "end_date": "2026-04-06"}, "id_end_date", "before the first"),
    ],
)
def test_moving_to_a_time_that_cannot_be_is_told_at_the_field(desk, values, field, words):
    event = make_event()

    page = desk.post(address("move", event), values)

    assert words in errors_of(page)[field]
    assert Event.objects.get(pk=event.pk).start_date == event.start_date


def test_another_address_leaves_a_way_from_the_old_and_refuses_one_that_is_taken(desk):
    event, other = make_event(), make_event()

    refused = desk.post(address("address", event), {"slug": other.slug})
    desk.post(address("address", event), {"slug": "Nytt namn"})

    assert "belongs to another" in refused.content.decode()
    assert Event.objects.get(pk=event.pk).slug == "nytt-namn"


def test_notes_tell_who_and_when_and_a_chosen_source_reaches_the_draft(desk):
    event = make_event(start_date=date(2026, 3, 14))
    claims = [
        Claim.objects.create(
            thing_kind="event",
            thing_id=event.pk,
            field="start_date",
            value=value,
            source="sidan",
            line=line,
            state="open",
        )
        for value, line in (("2026-03-14", 10), ("2026-03-15", 20))
    ]

    desk.post(address("beside", event), {"note": "Ring Anna."})
    before = desk.get(reverse("wagtailsnippets_archive_event:edit", args=[event.pk])).content.decode()
    desk.post(address("beside", event), {"choose": str(claims[1].pk)})

    note = EditorNote.objects.get()
    assert (note.note, note.by.username, note.written_at is not None) == ("Ring Anna.", "anna.berg@example.se", True)
    assert "Sources say different things" in before
    assert "line 20" in before
    assert [claim.state for claim in Claim.objects.order_by("line")] == ["rejected", "chosen"]
    assert Event.objects.get(pk=event.pk).get_latest_revision_as_object().start_date == date(2026, 3, 15)
    assert Event.objects.get(pk=event.pk).start_date == date(2026, 3, 14)


def test_claim_of_another_workshop_is_not_chosen_through_this_one(desk):
    event, other = make_event(), make_event()
    claim = Claim.objects.create(
        thing_kind="event", thing_id=other.pk, field="venue", value="Sal 3", source="sidan", state="open"
    )

    desk.post(address("beside", event), {"choose": str(claim.pk)})

    assert Claim.objects.get().state == "open"


PAGES_OF_ONE = ["cancel", "postpone", "move", "address", "template", "beside"]


@pytest.mark.parametrize("name", PAGES_OF_ONE)
def test_editor_of_another_series_reaches_none_of_the_pages(client, name):
    event = make_event()
    client.force_login(make_user(role="editor", series=make_series()))

    opened = client.get(address(name, event), headers={"accept": "application/json"})
    sent = client.post(address(name, event), {"note": "x", "slug": "y", "start_date": "2026-05-05", "name": "z"})

    after = Event.objects.get(pk=event.pk)
    assert opened.status_code in {302, 403}
    assert sent.status_code in {302, 403}
    assert (after.status, after.slug, after.start_date) == ("scheduled", event.slug, event.start_date)
    assert not EditorNote.objects.exists()
    assert not EventTemplate.objects.exists()


@pytest.mark.parametrize("name", ["cancel", "postpone", "move", "address"])
def test_contributor_changes_nothing_that_readers_see(client, name):
    event = make_event()
    client.force_login(make_user(role="contributor"))

    client.post(address(name, event), {"slug": "y", "start_date": "2026-05-05"})

    after = Event.objects.get(pk=event.pk)
    assert (after.status, after.slug, after.start_date) == ("scheduled", event.slug, event.start_date)


def test_reviewer_starts_nothing(client):
    event = make_event()
    client.force_login(make_user(role="reviewer"))

    for name in ("start", "recurring", "templates"):
        assert client.get(address(name)).status_code in {302, 403}
    client.post(address("start"), {"way": "event", "event-event": str(event.pk), "event-start_date": "2027-01-01"})
    client.post(address("recurring"), {**RULE, "series": str(event.series_id), "make": "1"})

    assert Event.objects.count() == 1


def test_editor_of_one_series_starts_nothing_in_another_by_posting_its_id(client):
    own, other = make_series(), make_series()
    client.force_login(make_user(role="editor", series=own))

    client.post(address("recurring"), {**RULE, "series": str(other.pk), "make": "1"})
    client.post(address("recurring"), {**RULE, "series": str(own.pk), "make": "1"})

    assert set(Event.objects.values_list("series", flat=True)) == {own.pk}


@pytest.mark.parametrize("role", ["editor", "contributor"])
def test_starting_names_no_draft_of_another_series(client, role):
    hidden = make_event(live=False, title="Ännu hemlig")
    client.force_login(make_user(role=role, series=make_series()))
    shown = make_event(title="Öppen")

    def told(event):
        return client.get(f"{address('start')}?event={event.pk}").content.decode()

    assert "Ännu hemlig" not in told(hidden)
    assert "Öppen" in told(shown)


@pytest.mark.parametrize(("ticked", "begins", "said"), [("on", time(13), False), ("", time(9), True)])
def test_moving_asks_whether_the_agenda_goes_along_and_says_when_it_did_not(desk, ticked, begins, said):
    day = timezone.localdate() + timedelta(days=9)
    event = make_event(
        start_date=day, start_time=time(9), end_time=time(11), agenda=[AgendaItem(title_sv="Start", start_time=time(9))]
    )
    plain = make_event(start_date=day, start_time=time(9))
    values = {"start_date": day.isoformat(), "start_time": "13:00", "end_time": "15:00"}

    asked = desk.get(address("move", event)).content.decode()
    done = desk.post(
        address("move", event), values | ({"with_agenda": ticked} if ticked else {}), follow=True
    ).content.decode()

    assert "Move the times of the agenda as much" in asked
    assert "Move the times" not in desk.get(address("move", plain)).content.decode()
    assert ("The times of its agenda are as they were" in done) == said
    assert Event.objects.get(pk=event.pk).agenda.get().start_time == begins
