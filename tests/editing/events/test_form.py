# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a workshop over HTTP: what is kept, what is refused, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.editing.events.pages import (
    add_address,
    content_of,
    edit_address,
    errors_of,
    full_event,
    large_event,
    part,
    sent_by,
)
from tests.factories import make_event, make_organisation, make_person, make_series, make_user
from verkstad.archive.fields import new_id
from verkstad.archive.models import AgendaItem, Event

pytestmark = pytest.mark.django_db


@pytest.mark.one_database
@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("live", [True, False], ids=["published", "draft"])
def test_saving_an_untouched_form_changes_nothing(desk, live, script):
    event = full_event(live=live)
    before = content_of(event)

    page = desk.get(edit_address(event))
    saved = desk.post(edit_address(event), sent_by(page, script=script))

    assert errors_of(saved) == {}
    assert saved.status_code == 302
    assert content_of(Event.objects.get(pk=event.pk)) == before


def created_by(desk: Any, values: dict[str, Any], *, action: str = "") -> Any:
    """What comes of a new workshop's form with these values written into it."""
    sent = {**sent_by(desk.get(add_address())), **values}
    return desk.post(add_address(), sent | ({f"action-{action}": "1"} if action else {}))


def saved_by(desk: Any, event: Event, values: dict[str, Any], *, action: str = "") -> Any:
    sent = {**sent_by(desk.get(edit_address(event))), **values}
    return desk.post(edit_address(event), sent | ({f"action-{action}": "1"} if action else {}))


def latest(event: Event) -> Any:
    return Event.objects.get(pk=event.pk).get_latest_revision_as_object()


def test_title_and_date_are_enough_to_publish(desk):
    series = make_series()

    page = created_by(desk, {"title_sv": "Kakor för alla", "start_date": "7/5 2026"}, action="publish")
    assert errors_of(page) == {}

    event = Event.objects.get()
    assert (event.live, event.series_id, event.slug) == (True, series.pk, "2026-05-07-kakor-for-alla")


def test_month_alone_is_enough_and_the_tick_says_the_same(desk):
    make_series()

    created_by(desk, {"title_sv": "Ett", "start_date": "2026-05"})
    created_by(desk, {"title_sv": "Två", "start_date": "2026-05-07", "month_only": "on"})

    assert list(Event.objects.values_list("precision", "start_date").distinct().order_by()) == [
        ("month", date(2026, 5, 1))
    ]
    assert Event.objects.get(title_sv="Ett").slug == "2026-05-ett"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2026-05-07", date(2026, 5, 7), "day"),
        ("2026-5-7", date(2026, 5, 7), "day"),
        ("20260507", date(2026, 5, 7), "day"),
        ("7.5.2026", date(2026, 5, 7), "day"),
        ("7/5 2026", date(2026, 5, 7), "day"),
        ("7 maj 2026", date(2026, 5, 7), "day"),
        ("Torsdag den 7 maj 2026", date(2026, 5, 7), "day"),
        ("7. MAJ 2026", date(2026, 5, 7), "day"),
        ("Thursday, 7 May 2026", date(2026, 5, 7), "day"),
        ("24 sept. 2026", date(2026, 9, 24), "day"),
        ("2026-05", date(2026, 5, 1), "month"),
        ("maj 2026", date(2026, 5, 1), "month"),
    ],
)
def test_day_is_read_as_people_write_it(desk, written, day, precision):
    make_series()

    created_by(desk, {"title_sv": "Kakor", "start_date": written})

    event = Event.objects.get()
    assert (event.start_date, event.precision) == (day, precision)


def test_new_workshop_asks_for_eight_things_and_folds_the_rest(desk):
    make_series()

    document = html.fromstring(desk.get(add_address()).content.decode())

    asked = document.xpath(
        "//section[@aria-labelledby='workshop-first']//*[self::input[@type!='hidden'] or self::textarea or self::select]"
        "[not(ancestor::details)]/@name"
    )
    assert asked == [
        "title_sv", "start_date", "start_time", "end_time", "month_only", "series", "venue", "meeting_address_url",
        "summary_sv",
    ]  # fmt: skip
    folded = document.xpath("//details//*[@name='kind' or @name='slug' or @name='time_zone']/@name")
    assert sorted(folded) == ["kind", "slug", "time_zone"]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"start_date": "2026-02-31"}, "id_start_date", "“2026-02-31” is not a day in the calendar"),
        ({"start_date": "31 juni 2026"}, "id_start_date", "not a day in the calendar"),
        ({"start_date": "7 ju 2026"}, "id_start_date", "not a date we can read"),
        ({"start_date": "nästa fredag"}, "id_start_date", "not a date we can read"),
        ({"start_time": "25"}, "id_start_time", "not a time of day"),
        ({"start_time": "12", "end_time": "11.30"}, "id_end_time", "The end (11:30) is before the start (12:00)"),
        ({"end_time": "11.30"}, "id_start_time", "The end has a time but the start has none"),
        ({"start_date": "2026-03-29", "start_time": "02:30"}, "id_start_time", "there is no 02:30 that night"),
        ({"end_date": "2026-05-06"}, "id_end_date", "before the first"),
        ({"start_date": "2026-05", "start_time": "12"}, "id_start_time", "Only the month is known"),
        ({"title_sv": "", "title_en": ""}, "id_title_sv", "Write a title"),
        ({"slug": "upptaget"}, "id_slug", "belongs to another"),
        ({"slug": "Å Ä"}, "id_slug", "a–z"),
        ({"time_zone": "Stockholm"}, "id_time_zone", "no time zone"),
        ({"meeting_address_url": "javascript:alert(1)"}, "id_meeting_address_url", "https://"),
        ({"former_titles": "kort\r\n" + 400 * "x"}, "id_former_titles", "at most 300"),
        ({"attendance_number": "många"}, "id_attendance_number", "whole number"),
        ({"attendance_source": "värden"}, "id_attendance_number", "there is no number"),
        ({"meeting_address_service": "Jitsi"}, "id_meeting_address_url", "no address"),
        ({"series": "00000000-0000-7000-8000-000000000000"}, "id_series", "valid"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(desk, values, field, words):
    make_event(slug="upptaget", series=make_series())
    before = Event.objects.count()
    written = {"title_sv": "Kakor", "start_date": "2026-05-07", "venue": "Sal 3", "summary_sv": "Om kakor.", **values}

    page = created_by(desk, written)

    again = sent_by(page)
    assert words in errors_of(page)[field]
    kept = {name: value for name, value in written.items() if name != "series"}
    assert {name: again[name] for name in kept} == kept
    assert Event.objects.count() == before


def new_item(number: int, **values: Any) -> dict[str, Any]:
    given = {"uid": str(new_id()), "ORDER": str(number + 1), "kind": "talk", **values}
    return {f"agenda-{number}-{name}": value for name, value in given.items()}


def test_empty_form_asks_for_title_and_date_and_not_for_what_is_made_from_them(desk):
    series = make_series(name="Only", slug="only")

    page = created_by(desk, {"title_sv": "", "title_en": "", "start_date": "", "series": str(series.pk)})

    errors = errors_of(page)
    assert set(errors) == {"id_title_sv", "id_start_date"}
    assert "Write the day" in str(errors["id_start_date"])


def test_item_that_ends_before_it_begins_is_told_at_the_field_and_every_row_stays_in_its_place(desk):
    event = full_event()
    page = desk.get(edit_address(event))
    sent = {
        **sent_by(page),
        "agenda-TOTAL_FORMS": "4",
        "agenda-0-ORDER": "3",
        "agenda-1-ORDER": "1",
        **new_item(2, title_sv="Ny punkt", start_time="12", end_time="11.30", ORDER="2"),
        **new_item(3, title_sv="Sist", ORDER="4"),
    }

    refused = desk.post(edit_address(event), sent)

    document = html.fromstring(refused.content.decode())
    assert list(errors_of(refused)) == ["id_agenda-2-end_time"]
    assert "(11:30)" in errors_of(refused)["id_agenda-2-end_time"]
    assert document.xpath("//ol[@data-list='agenda']/li/@data-prefix") == [
        "agenda-1",
        "agenda-2",
        "agenda-0",
        "agenda-3",
    ]
    again = sent_by(refused)
    written = {name: value for name, value in sent.items() if name.startswith(("agenda-", "appearances-"))}
    assert {name: again.get(name) for name in written if not name.endswith("_FORMS")} == {
        name: value for name, value in written.items() if not name.endswith("_FORMS")
    }


def test_overlapping_items_are_pointed_out_and_saved_all_the_same(desk):
    make_series()
    first = new_item(0, title_sv="Först", start_time="9", end_time="10")
    second = new_item(1, title_sv="Sedan", start_time="9.30", end_time="11")
    given = {"title_sv": "Kakor", "start_date": "2026-05-07", "agenda-TOTAL_FORMS": "2", **first, **second}

    created_by(desk, given)
    page = desk.get(edit_address(Event.objects.get()))

    assert Event.objects.get().agenda.count() == 2
    assert "Begins before “Först” has ended (10:00)" in page.content.decode()


def test_items_of_different_sessions_do_not_overlap_and_the_same_item_twice_is_refused(desk):
    make_series()
    session = str(new_id())
    given = {
        "title_sv": "Kakor",
        "start_date": "2026-05-07",
        "sessions-TOTAL_FORMS": "1",
        "sessions-0-uid": session,
        "sessions-0-title_sv": "Spår två",
        "agenda-TOTAL_FORMS": "2",
        **new_item(0, title_sv="Samma", start_time="9", end_time="10"),
    }

    twice = created_by(desk, {**given, **new_item(1, title_sv="Samma", start_time="9", end_time="10")})
    apart = created_by(
        desk, {**given, **new_item(1, title_sv="Samma", start_time="9", end_time="10", session_uid=session)}
    )

    assert "twice" in errors_of(twice)["id_agenda-1-title_sv"]
    assert apart.status_code == 302
    assert "Begins before" not in desk.get(edit_address(Event.objects.get())).content.decode()


def test_hour_that_comes_twice_is_pointed_out(desk):
    event = make_event(start_date=date(2026, 10, 25), start_time=time(2, 30))

    page = desk.get(edit_address(event))

    assert "this time comes twice" in page.content.decode()
    assert saved_by(desk, event, {"venue": "Sal 3"}).status_code == 302


def test_parts_keep_their_uids_from_form_to_draft_to_published(desk):
    event = full_event()
    _content, before = content_of(event)
    item, person = new_id(), make_person()
    rows = {
        "agenda-TOTAL_FORMS": "3",
        **new_item(2, uid=str(item), title_sv="Ny punkt"),
        "appearances-TOTAL_FORMS": "4",
        "appearances-3-uid": str(new_id()),
        "appearances-3-agenda_item_uid": str(item),
        "appearances-3-person": str(person.pk),
        "appearances-3-person_typed": person.name,
        "appearances-3-role": "speaker",
    }

    saved_by(desk, event, rows)
    drafted = content_of(Event.objects.get(pk=event.pk))
    saved_by(desk, Event.objects.get(pk=event.pk), {"venue": "Sal 4"})
    saved_by(desk, Event.objects.get(pk=event.pk), {}, action="publish")

    row = Event.objects.get(pk=event.pk)
    published = content_of(row)
    assert published[1] == drafted[1]
    assert drafted[1]["agenda"] == [*before["agenda"], str(item)]
    assert [str(part.uid) for part in row.agenda.all()] == drafted[1]["agenda"]
    assert row.appearances.get(person=person).agenda_item_uid == item
    assert row.venue == "Sal 4"


def test_signs_that_no_database_keeps_and_counts_that_no_page_sends_do_no_harm(desk):
    event = full_event()
    values = {
        "former_titles": "Ett\0\r\n\r\n Två",
        "title_sv": "Ka\0kor",
        "links-TOTAL_FORMS": "99999999",
        "topics-TOTAL_FORMS": "",
        "agenda-0-session_uid": "x",
        "appearances-0-uid": "x",
    }

    page = saved_by(desk, event, values)

    assert page.status_code == 200
    assert saved_by(desk, event, {"former_titles": values["former_titles"]}).status_code == 302
    assert latest(event).former_titles == ["Ett", "Två"]


def test_rows_follow_their_numbers_and_people_stay_with_their_item(desk):
    event = full_event()
    _content, before = content_of(event)
    sent = sent_by(desk.get(edit_address(event)), script=False)

    desk.post(edit_address(event), {**sent, "agenda-0-ORDER": "2", "agenda-1-ORDER": "1"})

    _content, after = content_of(latest(event))
    assert after["agenda"] == before["agenda"][::-1]
    assert after["appearances"] == before["appearances"]


def test_removed_item_leaves_its_people_at_the_workshop(desk):
    event = full_event()
    item = event.agenda.first()

    saved_by(desk, event, {"agenda-0-DELETE": "on"})

    draft = latest(event)
    assert [one.uid for one in draft.agenda.all()] == [event.agenda.last().uid]
    assert draft.appearances.count() == 3
    assert not [one for one in draft.appearances.all() if one.agenda_item_uid == item.uid]


def test_empty_new_row_is_nothing_but_an_item_with_people_needs_a_title(desk):
    event = make_event()
    item, person = str(new_id()), make_person()
    empty = {"agenda-TOTAL_FORMS": "1", **new_item(0, uid=item, start_time="9", began="9")}
    someone = {
        "appearances-TOTAL_FORMS": "1",
        "appearances-0-uid": str(new_id()),
        "appearances-0-agenda_item_uid": item,
        "appearances-0-person": str(person.pk),
        "appearances-0-role": "speaker",
    }

    nothing = saved_by(desk, event, empty)
    untitled = saved_by(desk, event, {**empty, **someone})

    assert nothing.status_code == 302
    assert list(errors_of(untitled)) == ["id_agenda-0-title_sv"]
    assert latest(event).agenda.count() == 0


def test_row_of_nobody_is_told_and_to_be_confirmed_is_a_state(desk):
    event = make_event()
    row = {
        "appearances-TOTAL_FORMS": "1",
        "appearances-0-uid": str(new_id()),
        "appearances-0-role": "speaker",
        "appearances-0-title": "arkivarie",
    }

    nobody = saved_by(desk, event, row)
    later = saved_by(desk, event, {**row, "appearances-0-to_be_confirmed": "on"})

    assert "Choose a person or an organisation" in errors_of(nobody)["id_appearances-0-person"]
    assert later.status_code == 302
    assert latest(event).appearances.get().to_be_confirmed


def test_uid_of_another_workshops_part_is_refused(desk):
    event, other = make_event(), full_event()
    stolen = str(other.agenda.first().uid)

    page = saved_by(desk, event, {"agenda-TOTAL_FORMS": "1", **new_item(0, uid=stolen, title_sv="Stulen")})

    assert "belongs to another workshop" in page.content.decode()
    assert latest(event).agenda.count() == 0


def test_translation_that_is_behind_is_marked_until_somebody_says_it_is_right(desk):
    event = make_event(title={"sv": "Kakor", "en": "Cookies"})
    event.save_revision().publish()

    saved_by(desk, event, {"title_sv": "Kakor för alla"}, action="publish")
    behind = desk.get(edit_address(event)).content.decode()
    saved_by(desk, Event.objects.get(pk=event.pk), {"title_is_right": "on"}, action="publish")
    right = desk.get(edit_address(event)).content.decode()

    sentence = "The original has changed since this was translated."
    assert sentence in behind
    assert sentence not in right


def test_workshop_is_not_moved_into_a_series_of_others(client):
    own, other = make_series(), make_series()
    event = make_event(series=own)
    client.force_login(make_user(role="editor", series=own))

    page = saved_by(client, event, {"series": str(other.pk)})

    assert page.status_code in {200, 302, 403}
    assert latest(event).series_id == own.pk


def test_editor_is_offered_the_series_they_answer_for_and_who_answers_for_an_organisation_all(client):
    own, other = make_series(), make_series()
    organisation = make_organisation()

    def offered(user: Any) -> set[str]:
        client.force_login(user)
        document = html.fromstring(client.get(add_address()).content.decode())
        return set(document.xpath("//select[@name='series']/option/@value")) - {""}

    assert offered(make_user(role="editor", series=own)) == {str(own.pk)}
    assert offered(make_user(role="editor", organisation=organisation)) == {str(own.pk), str(other.pk)}


@pytest.mark.one_database
@pytest.mark.parametrize("number", [3, 30])
def test_form_asks_as_much_of_the_database_whatever_the_size_of_the_agenda(desk, number):
    event = large_event(items=number, appearances=2 * number)
    desk.get(edit_address(event))

    with CaptureQueriesContext(connection) as asked:
        page = desk.get(edit_address(event))
    with CaptureQueriesContext(connection) as saved:
        desk.post(edit_address(event), {**sent_by(page), "venue": "Sal 9"})

    assert QUERIES.setdefault("get", len(asked)) == len(asked)
    assert QUERIES.setdefault("post", len(saved)) == len(saved)


QUERIES: dict[str, int] = {}


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).map(str.strip)


@pytest.mark.one_database
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    titles=st.lists(TEXT.filter(bool), min_size=1, max_size=4),
    summary=st.none() | TEXT.filter(bool),
    moments=st.lists(st.times(max_value=time(22)).map(lambda at: at.replace(microsecond=0)), min_size=1, max_size=4),
    month=st.booleans(),
)
def test_untouched_form_changes_nothing_whatever_the_words(desk, titles, summary, moments, month):
    with transaction.atomic():
        agenda = [
            part(AgendaItem, title={"sv": title, "original": "sv"}, start_time=at)
            for title, at in zip(titles, sorted(set(moments)), strict=False)
        ]
        when = {"start_date": date(2026, 5, 1), "precision": "month" if month else "day"}
        text = {"en": summary, "original": "en"} if summary else None
        event = make_event(live=False, agenda=agenda, title=titles[0], summary=text, **when)
        event.save_revision()
        before = content_of(Event.objects.get(pk=event.pk))

        page = saved_by(desk, event, {})

        assert errors_of(page) == {}
        assert content_of(Event.objects.get(pk=event.pk)) == before
        transaction.set_rollback(True)
