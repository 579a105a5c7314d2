# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saving at the desk: drafts, two people at once, and the buttons that are for whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.admin.models import EditingSession
from wagtail.models import Revision

from tests.editing.versions.forms import add, edit, page_of, sent_by, text_of
from tests.factories import (
    make_event,
    make_material,
    make_organisation,
    make_person,
    make_recording,
    make_series,
    make_topic,
    make_user,
)
from verkstad.archive.fields import new_id
from verkstad.archive.models import Appearance, Event, Person

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


def _row(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def _newest(thing: Any) -> Any:
    return _row(thing).get_latest_revision_as_object()


@pytest.mark.parametrize(
    "make", [make_event, make_person, make_organisation, make_topic, make_series, make_material, make_recording]
)
def test_every_form_names_the_version_it_began_from_and_a_second_save_over_it_is_refused(desk, desk_of, bo, make):
    thing = make(make_event()) if make in {make_material, make_recording} else make()
    name = next(
        field
        for field in ("venue", "name", "name_sv", "file_name", "title_sv", "title_en")
        if field in sent_by(desk.get(edit(thing)))
    )
    first, second = sent_by(desk.get(edit(thing))), sent_by(desk_of(bo).get(edit(thing)))

    assert desk.post(edit(thing), {**first, name: "Anna skrev detta"}).url == edit(thing)
    answer = desk_of(bo).post(edit(thing), {**second, name: "Bo skrev detta"})

    assert answer.url.startswith(page_of("conflict", thing, 1).split("conflict")[0] + "conflict")
    assert getattr(_newest(thing), name) == "Anna skrev detta"
    kept = Revision.objects.filter(object_id=str(thing.pk)).order_by("pk")
    assert [revision.content[name] for revision in kept] == ["Anna skrev detta", "Bo skrev detta"]


def test_two_who_wrote_see_both_texts_and_choose(desk, desk_of, bo):
    event = make_event(venue="Sal 1")
    other = desk_of(bo)
    first, second = sent_by(desk.get(edit(event))), sent_by(other.get(edit(event)))
    desk.post(edit(event), {**first, "venue": "Annas sal", "summary_sv": "Annas text"})

    page = other.post(
        edit(event), {**second, "venue": "Bos sal", "meeting_address_url": "https://meet.example.se/x"}, follow=True
    )

    said = text_of(page)
    assert "Anna Berg saved at" in said
    assert "Both versions are kept: compare and choose." in said
    assert "Annas sal" in said
    assert "Bos sal" in said
    assert "https://meet.example.se/x" in said  # mine, and kept whatever is chosen
    assert "Annas text" not in said  # clashes with nothing, and is there already

    place = page.redirect_chain[-1][0]
    answer = other.post(place, {**sent_by(page, ""), "at://venue": "mine"}, follow=True)

    newest = _newest(event)
    assert (newest.venue, newest.summary_sv, newest.meeting_address_url) == (
        "Bos sal",
        "Annas text",
        "https://meet.example.se/x",
    )
    assert "made one" in text_of(answer)


def test_what_was_put_aside_is_for_who_wrote_it(desk, desk_of, bo):
    event = make_event()
    other = desk_of(bo)
    first, second = sent_by(desk.get(edit(event))), sent_by(other.get(edit(event)))
    desk.post(edit(event), {**first, "venue": "Annas sal"})
    place = other.post(edit(event), {**second, "venue": "Bos sal"}).url

    contributor = make_user(role="contributor")
    assert desk_of(contributor).get(place).status_code in {302, 403}
    assert other.get(place).status_code == 200
    assert "Put aside" in text_of(other.get(page_of("list", event)))


def test_publishing_over_a_newer_version_is_refused_too(desk, desk_of, bo):
    event = make_event(live=False)
    other = desk_of(bo)
    first, second = sent_by(desk.get(edit(event))), sent_by(other.get(edit(event)))
    desk.post(edit(event), {**first, "venue": "Annas sal"})

    answer = other.post(edit(event), {**second, "venue": "Bos sal", "action-publish": "action-publish"})

    assert "conflict" in answer.url
    assert not _row(event).live


def test_a_form_that_names_no_version_is_taken_for_an_old_one(desk):
    event = make_event(venue="Sal 1")
    sent = sent_by(desk.get(edit(event)))
    del sent["based_on"]

    assert "conflict" in desk.post(edit(event), {**sent, "venue": "Sal 2"}).url
    assert _newest(event).venue == "Sal 1"


def test_a_form_that_comes_back_with_a_fault_still_names_where_it_began(desk, desk_of, bo):
    event = make_event(venue="Sal 1")
    sent = sent_by(desk.get(edit(event)))
    other = desk_of(bo)
    other.post(edit(event), {**sent_by(other.get(edit(event))), "venue": "Bos sal"})

    page = desk.post(edit(event), {**sent, "venue": "Annas sal", "start_time": "25.99"})

    again = sent_by(page)
    assert (again["venue"], again["based_on"]) == ("Annas sal", sent["based_on"])
    assert "conflict" in desk.post(edit(event), {**again, "start_time": ""}).url


# ─── Autosave ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_autosave_keeps_one_revision_for_one_who_writes_alone(desk):
    event = make_event()
    sent = sent_by(desk.get(edit(event)))

    first = desk.post(edit(event), {**sent, "venue": "S"}, headers=JSON).json()
    sent |= first["field_updates"]
    second = desk.post(
        edit(event), {**sent, "venue": "Sal", "overwrite_revision_id": first["revision_id"]}, headers=JSON
    ).json()

    assert (first["success"], second["success"]) == (True, True)
    assert second["revision_id"] == first["revision_id"]
    assert _newest(event).venue == "Sal"


def test_autosave_of_what_is_half_written_says_so_and_writes_nothing(desk):
    event = make_event()
    sent = sent_by(desk.get(edit(event)))

    answer = desk.post(edit(event), {**sent, "start_time": "12", "end_time": "1"}, headers=JSON)

    assert answer.json()["error_message"].startswith("Something is half written")
    assert not event.revisions.exists()


def test_autosave_keeps_what_another_began_from_while_they_write(desk, desk_of, bo):
    event = make_event()
    sent = sent_by(desk.get(edit(event)))
    first = desk.post(edit(event), {**sent, "venue": "S"}, headers=JSON).json()
    other = desk_of(bo)
    theirs = sent_by(other.get(edit(event)))
    assert EditingSession.objects.filter(user=bo).exists()

    second = desk.post(
        edit(event),
        {**sent, **first["field_updates"], "venue": "Sal", "overwrite_revision_id": first["revision_id"]},
        headers=JSON,
    ).json()
    place = other.post(edit(event), {**theirs, "summary_sv": "Bos text"}).url

    assert second["revision_id"] != first["revision_id"]
    assert "Nothing clashes" in text_of(other.get(place))


def test_autosave_over_a_newer_version_says_whose_and_writes_nothing(desk, desk_of, bo):
    event = make_event()
    other = desk_of(bo)
    first, second = sent_by(desk.get(edit(event))), sent_by(other.get(edit(event)))
    desk.post(edit(event), {**first, "venue": "Annas sal"}, headers=JSON)
    count = Revision.objects.count()

    answer = other.post(edit(event), {**second, "venue": "Bos sal"}, headers=JSON)

    assert (answer.status_code, answer.json()["error_code"]) == (400, "invalid_revision")
    assert "Anna Berg saved at" in answer.json()["error_message"]
    assert Revision.objects.count() == count


def test_a_new_workshop_is_kept_by_autosave_and_goes_on_as_the_same(desk):
    series = make_series()
    sent = {**sent_by(desk.get(add(Event))), "title_sv": "Arkiv", "start_date": "2026-09-01", "series": str(series.pk)}

    made = desk.post(add(Event), sent, headers=JSON).json()

    assert made["success"], made
    event = Event.objects.get()
    assert (event.live, str(event.pk)) == (False, made["pk"])
    again = desk.post(
        made["url"],
        {**sent, **made["field_updates"], "title_sv": "Arkiven", "overwrite_revision_id": made["revision_id"]},
        headers=JSON,
    ).json()
    assert again["success"], again
    assert Event.objects.get().title_sv == "Arkiven"


def test_what_a_form_saved_of_itself_meanwhile_is_no_others(desk):
    """The button was pressed while the form saved itself: what it then knew of itself had not come back."""
    event = make_event()
    sent = sent_by(desk.get(edit(event)))
    desk.post(edit(event), {**sent, "venue": "S"}, headers=JSON)

    first = desk.post(edit(event), {**sent, "venue": "Sal"})
    late = desk.post(edit(event), {**sent, "venue": "Sa"}, headers=JSON)
    twice = desk.post(edit(event), {**sent, "venue": "Sal"})

    assert (first.url, twice.url) == (edit(event), edit(event))
    assert late.json()["error_code"] == "invalid_revision"
    assert _newest(event).venue == "Sal"


def test_the_same_person_in_two_windows_is_asked_like_two_people(desk):
    event = make_event()
    first, second = sent_by(desk.get(edit(event))), sent_by(desk.get(edit(event)))
    desk.post(edit(event), {**first, "venue": "S"}, headers=JSON)

    assert "conflict" in desk.post(edit(event), {**second, "venue": "Sal"}).url


def test_another_who_names_my_form_is_still_another(desk, desk_of, bo):
    event = make_event()
    sent = sent_by(desk.get(edit(event)))
    desk.post(edit(event), {**sent, "venue": "Annas sal"}, headers=JSON)

    answer = desk_of(bo).post(edit(event), {**sent, "venue": "Bos sal"})

    assert "conflict" in answer.url
    assert _newest(event).venue == "Annas sal"


@pytest.mark.parametrize("first", [JSON, {}], ids=["saved-of-itself", "pressed-twice"])
def test_a_new_workshop_that_is_sent_twice_is_one_workshop(desk, first):
    series, person = make_series(), make_person()
    sent = {**sent_by(desk.get(add(Event))), "title_sv": "Arkiv", "start_date": "2026-09-01", "series": str(series.pk)}
    sent |= {"appearances-TOTAL_FORMS": "1", "appearances-0-uid": str(new_id()), "appearances-0-role": "speaker",
             "appearances-0-person": str(person.pk), "appearances-0-person_typed": str(person)}  # fmt: skip

    desk.post(add(Event), sent, headers=first)
    answer = desk.post(add(Event), {**sent, "venue": "Sal"})

    event = Event.objects.get()
    assert answer.url == edit(event)
    assert (event.venue, event.slug, event.appearances.count()) == ("Sal", "2026-09-01-arkiv", 1)


def test_a_form_that_names_anothers_thing_begins_one_of_its_own(desk, desk_of, bo):
    event = make_event(title="Bos", venue="Bos sal")
    bos = desk_of(bo)
    bos.post(edit(event), {**sent_by(bos.get(edit(event))), "venue": "Bos nya sal"})
    sent = {
        **sent_by(desk.get(add(Event))),
        "title_sv": "Annas",
        "start_date": "2026-09-01",
        "series": str(event.series_id),
    }

    desk.post(add(Event), {**sent, "begins_as": str(event.pk), "kept_as": ""})

    assert _newest(event).venue == "Bos nya sal"


def test_what_the_browser_kept_is_shown_in_the_form_and_not_saved(desk):
    event = make_event(venue="Sal 1")
    sent = sent_by(desk.get(edit(event)))

    page = desk.post(edit(event), {**sent, "venue": "Osparat", "take_back": "1"})

    assert page.status_code == 200
    assert sent_by(page)["venue"] == "Osparat"
    assert "is not saved yet" in text_of(page)
    assert _newest(event).venue == "Sal 1"


# ─── Publishing from the form ───────────────────────────────────────────────────────────────────────────────────────


def _publish(client: Client, event: Any, **values: Any) -> Any:
    sent = {**sent_by(client.get(edit(event))), **values}
    return client.post(edit(event), {**sent, "action-publish": "action-publish"}, follow=True)


def test_publishing_is_seen_by_readers_with_the_speaker_who_was_added(desk):
    person = make_person(live=False)
    event = make_event(live=False, appearances=[Appearance(person=person)])

    page = _publish(desk, event, venue="Sal 1")

    assert "is being published" in text_of(page)
    assert (_row(event).live, _row(event).venue, Person.objects.get(pk=person.pk).live) == (True, "Sal 1", True)


def test_what_cannot_be_published_is_kept_as_a_draft_and_says_why(desk):
    event = make_event(live=False, series=make_series(live=False))

    page = _publish(desk, event, venue="Sal 1")

    assert "The draft is saved, but not published." in text_of(page)
    assert "Publish the series first." in text_of(page)
    assert (_row(event).live, _newest(event).venue) == (False, "Sal 1")


def test_a_contributor_meets_another_button_and_the_forged_one_publishes_nothing(desk_of):
    desk = desk_of(make_user(role="contributor"))
    event = make_event(live=False)
    page = desk.get(edit(event))
    assert "action-submit" in page.content.decode()
    assert "action-publish" not in page.content.decode()

    page = _publish(desk, event, venue="Sal 1")

    assert not _row(event).live
    assert "The draft is saved, but not published." in text_of(page)


def test_one_of_another_series_opens_nothing_and_saves_nothing(desk_of):
    event = make_event(venue="Sal 1")
    desk = desk_of(make_user(role="editor", series=make_series()))

    for place in (edit(event), page_of("list", event), page_of("preview", event), page_of("frame", event)):
        assert desk.get(place).status_code in {302, 403}, place
    desk.post(edit(event), {"venue": "Sal 2", "based_on": ""})
    assert _newest(event).venue == "Sal 1"


def test_the_form_opens_with_as_many_queries_for_much_as_for_little(desk, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(event: Any) -> int:
        desk.get(edit(event))
        with CaptureQueriesContext(connection) as counted:
            assert desk.get(edit(event)).status_code == 200
        return len(counted)

    small = make_event(appearances=[Appearance(person=make_person())])
    large = make_event(appearances=[Appearance(person=make_person()) for _ in range(8)])
    for number in range(5):
        sent = sent_by(desk.get(edit(large)))
        desk.post(edit(large), {**sent, "venue": f"Sal {number}"})
    desk.post(edit(small), {**sent_by(desk.get(edit(small))), "venue": "Sal"})

    assert queries(large) == queries(small)
