# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Review, set times, taking down and the state of publishing, over HTTP."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from tests.editing.versions.forms import edit, page_of, sent_by, text_of
from tests.factories import make_event, make_material, make_person, make_series, make_user
from verkstad.archive.actions.progress import note_failure, note_hold, note_progress
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.actions.reviewing import hand_in, review_of
from verkstad.archive.actions.scheduling import schedule_of
from verkstad.archive.journal import newest_serial, note_changes
from verkstad.archive.models import Series, Tombstone

pytestmark = pytest.mark.django_db

WAITING = "/edit/to-review/"


def _row(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def reviewed() -> Any:
    """A draft in a series that asks for review."""
    return make_event(live=False, title="Granska mig", series=make_series(review_required=True))


# ─── Review ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_from_draft_to_readers_by_two_people(desk, desk_of, bo, anna, reviewed, django_capture_on_commit_callbacks):
    page = desk.get(edit(reviewed))
    assert "Send for review" in text_of(page)
    assert "action-publish" not in page.content.decode()
    page = desk.get(page_of("hand_in", reviewed))
    assert "Bo Ek" in text_of(page)

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page_of("hand_in", reviewed), {**sent_by(page, ""), "comment": "Läs agendan"})

    (letter,) = mail.outbox
    assert letter.to == ["bo.ek@example.se"]
    assert "Läs agendan" in letter.body
    assert page_of("review", reviewed) in letter.body
    assert "Sent for review by Anna Berg" in text_of(desk.get(edit(reviewed)))

    other = desk_of(bo)
    assert "Granska mig" in text_of(other.get(WAITING))
    assert "Nothing waits" in text_of(desk.get(WAITING))
    page = other.get(page_of("review", reviewed))
    assert "Läs agendan" in text_of(page)
    with django_capture_on_commit_callbacks(execute=True):
        other.post(page_of("review", reviewed), {**sent_by(page, ""), "comment": "Bra", "approve": "1"})

    assert _row(reviewed).live
    assert mail.outbox[-1].to == ["anna.berg@example.se"]
    assert "Bra" in mail.outbox[-1].body


def test_what_is_sent_back_tells_the_sender_what_to_change(desk, desk_of, bo, anna, reviewed):
    hand_in(reviewed, by=anna, at=timezone.now())
    other = desk_of(bo)
    place = page_of("review", reviewed)

    page = other.post(place, {**sent_by(other.get(place), ""), "comment": " ", "send_back": "1"})
    assert page.status_code == 422
    assert "Write what should be changed" in text_of(page)
    other.post(place, {**sent_by(page, ""), "comment": "Lägg till lokal", "send_back": "1"})

    said = text_of(desk.get(edit(reviewed)))
    assert "Sent back by Bo Ek:" in said
    assert "Lägg till lokal" in said
    assert "Send for review" in said


def test_one_does_not_approve_ones_own_whatever_form_is_sent(desk, anna, reviewed):
    hand_in(reviewed, by=anna, at=timezone.now())
    place = page_of("review", reviewed)
    page = desk.get(place)
    assert "You sent this yourself" in text_of(page)

    from verkstad.archive.actions.drafting import stamp_of

    answer = desk.post(place, {"approve": "1", "based_on": stamp_of(_row(reviewed))})

    assert answer.status_code == 422
    assert not _row(reviewed).live


def test_what_changed_since_it_was_read_is_not_approved(desk_of, bo, anna, reviewed):
    hand_in(reviewed, by=anna, at=timezone.now())
    other = desk_of(bo)
    sent = sent_by(other.get(page_of("review", reviewed)), "")
    save_draft(reviewed, {"venue": "Smugen"}, by=anna, at=timezone.now())

    answer = other.post(page_of("review", reviewed), {**sent, "approve": "1"})

    assert answer.status_code == 422
    assert "Anna Berg saved" in text_of(answer)
    assert not _row(reviewed).live


def test_taking_back_and_review_on_and_off(desk, anna, reviewed):
    hand_in(reviewed, by=anna, at=timezone.now())
    desk.post(page_of("take_back", reviewed))
    assert review_of(_row(reviewed)) is None

    series = reviewed.series
    desk.post(page_of("ask_for_review", series), {"required": "0"})
    assert not Series.objects.get(pk=series.pk).review_required
    assert "action-publish" in desk.get(edit(reviewed)).content.decode()


@pytest.mark.parametrize("role", ["contributor", "reviewer"])
def test_who_may_not_is_refused_at_each_answer(desk_of, anna, reviewed, role):
    user = make_user(role=role)
    desk = desk_of(user)
    desk.post(page_of("ask_for_review", reviewed.series), {"required": "0"})
    assert Series.objects.get(pk=reviewed.series_id).review_required
    for name in ("schedule", "unpublish"):
        assert desk.post(page_of(name, reviewed), {"based_on": ""}).status_code in {302, 403}
    assert not _row(reviewed).live
    if role == "contributor":
        hand_in(reviewed, by=anna, at=timezone.now())
        desk.post(page_of("review", reviewed), {"approve": "1", "based_on": ""})
        assert not _row(reviewed).live


def test_a_mail_that_fails_loses_no_hand_in(
    desk, bo, reviewed, monkeypatch, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("smtplib.SMTP.connect", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(
            page_of("hand_in", reviewed), sent_by(desk.get(page_of("hand_in", reviewed)), ""), follow=True
        )

    assert answer.status_code == 200
    assert review_of(_row(reviewed)).status == "in_progress"
    assert "mail about review was not sent" in caplog.text


# ─── Set times ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _times(**values: str) -> dict[str, str]:
    return {"go_live_day": "", "go_live_time": "", "expire_day": "", "expire_time": "", **values}


def _post(desk: Any, event: Any, **values: str) -> Any:
    sent = sent_by(desk.get(page_of("schedule", event)), "")
    return desk.post(page_of("schedule", event), {**sent, **_times(**values)})


def test_a_time_of_swedish_clocks_is_set_shown_and_called_off(desk):
    event = make_event(live=False)
    year = timezone.now().year + 1

    answer = _post(desk, event, go_live_day=f"{year}-07-01", go_live_time="09:30")

    assert answer.status_code == 302
    assert schedule_of(_row(event)).go_live_at == datetime(year, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    said = text_of(desk.get(edit(event)))
    assert f"To be published Thursday 1 July {year} at 09:30." in said or f"1 July {year} at 09:30." in said
    assert sent_by(desk.get(page_of("schedule", event)), "")["go_live_time"] == "09:30"
    assert "Publish now" not in said

    desk.post(page_of("schedule", event), {"call_off": "1"})
    assert not schedule_of(_row(event))


def test_what_is_scheduled_is_not_saved_over(desk):
    event = make_event(live=False, venue="Sal 1")
    sent = sent_by(desk.get(edit(event)))
    _post(desk, event, go_live_day="2999-07-01", go_live_time="09:30")

    page = desk.post(edit(event), {**sent, "venue": "Sal 2"})

    assert _row(event).get_latest_revision_as_object().venue == "Sal 1"
    assert sent_by(page)["venue"] == "Sal 2"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"go_live_day": "2027-03-28", "go_live_time": "02:30"}, "Summer time begins that night"),
        ({"go_live_day": "2027-03-28"}, "The day needs a time."),
        ({"expire_time": "02:30"}, "The time needs a day."),
        ({}, "Write a day"),
        ({"go_live_day": "2001-01-01", "go_live_time": "09:00"}, "That time has passed."),
        ({"go_live_day": "not a day", "go_live_time": "25:00"}, "valid"),
        ({"expire_day": "2999-01-01", "expire_time": "09:00"}, "is not published"),
    ],
)
def test_a_time_that_is_none_says_so_and_keeps_what_was_typed(desk, values, sentence):
    event = make_event(live=False)

    page = _post(desk, event, **values)

    assert page.status_code == 422
    assert sentence in text_of(page)
    sent = sent_by(page, "")
    assert {name: sent[name] for name in values} == values
    assert not schedule_of(_row(event))


# ─── Taking down, and the state ─────────────────────────────────────────────────────────────────────────────────────


def test_taking_down_says_what_readers_meet_and_leaves_a_stone(desk):
    event = make_event()
    page = desk.get(page_of("unpublish", event))
    assert "meets a page that says it was taken down" in text_of(page)

    assert desk.post(page_of("unpublish", event), {"reason": "merged"}).status_code == 422
    assert _row(event).live
    desk.post(page_of("unpublish", event), {"reason": "rights"})

    assert (not _row(event).live, Tombstone.objects.get(pk=event.pk).reason) == (True, "rights")
    material = make_material(make_event())
    assert "disappears from the page of its workshop" in text_of(desk.get(page_of("unpublish", material)))


def _state(desk: Any, event: Any) -> dict[str, Any]:
    return desk.get(page_of("state", event)).json()


def test_the_state_follows_a_change_to_readers(desk):
    event = make_event(live=False)
    assert _state(desk, event)["key"] == "unseen"

    publish(event, by=None, at=timezone.now())
    assert _state(desk, event) == {
        "key": "under_way", "words": "Is being published …", "href": "", "is_settled": False,
    }  # fmt: skip

    note_progress(serial=newest_serial(), edition=1, at=timezone.now())
    found = _state(desk, event)
    assert (found["key"], found["is_settled"]) == ("shown", True)
    assert found["words"].startswith("Published at ")
    assert found["href"].endswith(f"/event/{event.slug}/")
    assert "no-store" in desk.get(page_of("state", event))["Cache-Control"]


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        ({"kind": "record", "thing_kind": "event", "thing_id": "", "slug": "earkiv", "problems": ["a: b"]}, "“earkiv” holds"),
        ({"kind": "links", "count": 1, "link": "/files/x", "page": "/event/a/"}, "/event/a/ leads to /files/x"),
        ({"kind": "disk"}, "the disk is full."),
        ({"kind": "other", "what": "OSError", "said": "no"}, "publishing failed (OSError: no)."),
    ],
)  # fmt: skip
def test_a_failed_publishing_says_why_and_that_readers_see_the_page_as_it_was(desk, failure, sentence):
    event = make_event(live=False)
    publish(event, by=None, at=timezone.now())
    note_failure(serial=newest_serial(), failure=failure, at=timezone.now())

    found = _state(desk, event)

    assert found["key"] == "failed"
    assert found["words"].startswith("Your change is saved but not shown yet: ")
    assert sentence in found["words"]
    assert found["words"].endswith("Readers see the page as it was.")


def test_a_failure_before_the_change_is_not_the_changes(desk):
    event = make_event(live=False)
    note_failure(serial=newest_serial(), failure={"kind": "disk"}, at=timezone.now())
    publish(event, by=None, at=timezone.now())

    assert _state(desk, event)["key"] == "under_way"


def test_a_hold_and_a_long_wait_are_said(desk):
    event = make_event(live=False)
    publish(event, by=None, at=timezone.now() - timedelta(minutes=5))
    assert _state(desk, event)["key"] == "slow"

    note_hold(is_on_hold=True)
    assert _state(desk, event)["key"] == "on_hold"


def test_what_is_taken_down_is_told_as_that(desk):
    event = make_event()
    note_changes([("event", event.pk)])
    desk.post(page_of("unpublish", event), {"reason": "mistake"})
    note_progress(serial=newest_serial(), edition=2, at=datetime.now(UTC))

    assert _state(desk, event)["key"] == "gone"


def test_what_is_shared_by_all_has_its_state_too(desk):
    person = make_person(live=False)

    desk.post(edit(person), {**sent_by(desk.get(edit(person))), "action-publish": "action-publish"})

    assert _row(person).live
    assert _state(desk, person)["key"] == "under_way"
