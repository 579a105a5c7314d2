# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Review: off until a series asks for it; then somebody else reads before readers do."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import NOON
from verkstad.archive.actions.drafting import keep_draft, stamp_of
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.actions.reviewing import (
    approve,
    ask_for_review,
    comment_to_reviewer,
    hand_in,
    review_of,
    reviewers_of,
    send_back,
    take_back,
    waiting_for,
)
from verkstad.archive.actions.together import named_but_never_published, publish_with_named
from verkstad.archive.errors import NotAllowed, NothingToPublish, SeriesNotPublished
from verkstad.archive.models import Appearance, Event, Organisation, Person
from verkstad.archive.rules.review import may_publish_at_once
from verkstad.archive.signals import handed_in, reviewed
from verkstad.archive.version_errors import CommentMissing, NotInReview, OwnHandIn, ReviewRequired, SavedMeanwhile
from verkstad.records.read import published

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def series():
    return make.make_series(review_required=True)


@pytest.fixture
def event(series):
    return make.make_event(live=False, series=series)


@pytest.fixture
def anna():
    return make.make_user(role="editor", first_name="Anna")


@pytest.fixture
def bo():
    return make.make_user(role="editor", first_name="Bo")


def _row(event):
    return Event.objects.get(pk=event.pk)


def test_review_is_off_until_the_series_asks_for_it(anna):
    event = make.make_event(live=False)

    assert may_publish_at_once(anna, event)
    assert publish(event, by=anna, at=NOON).live

    other = make.make_event(live=False, series=event.series)
    ask_for_review(event.series, required=True, by=anna, at=NOON)
    assert not may_publish_at_once(anna, Event.objects.get(pk=other.pk))
    with pytest.raises(ReviewRequired):
        publish(other, by=anna, at=NOON)


def test_the_operator_and_administrators_publish_at_once(event):
    assert publish(event, by=make.make_user(role="administrator"), at=NOON).live
    save_draft(event, {"venue": "Sal 1"}, by=None, at=NOON)
    assert publish(event, by=None, at=NOON).venue == "Sal 1"


def test_what_belongs_to_a_workshop_is_reviewed_and_what_all_share_is_not(series, anna):
    event = make.make_event(series=series)

    with pytest.raises(ReviewRequired):
        publish(make.make_material(event, live=False), by=anna, at=NOON)
    assert publish(make.make_person(live=False), by=anna, at=NOON).live


def test_a_draft_that_moves_into_a_reviewed_series_is_reviewed(series, anna):
    event = make.make_event()
    save_draft(event, {"series": series.pk}, by=anna, at=NOON)

    with pytest.raises(ReviewRequired):
        publish(event, by=anna, at=NOON)


def test_approving_publishes_with_the_comments_of_both(event, anna, bo, django_capture_on_commit_callbacks):
    told = []
    handed_in.connect(listener := lambda **what: told.append(("in", what["comment"])), weak=False)
    reviewed.connect(other := lambda **what: told.append((what["approved"], what["to"])), weak=False)
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(event, by=anna, at=NOON, comment="Läs gärna agendan")
        assert comment_to_reviewer(event) == "Läs gärna agendan"
        assert [(found.thing, found.by) for found in waiting_for(bo)] == [(event, anna)]
        done = approve(event, by=bo, at=NOON + MINUTE, comment="Bra")
    handed_in.disconnect(listener)
    reviewed.disconnect(other)

    assert done.live
    assert review_of(done) is None
    assert told == [("in", "Läs gärna agendan"), (True, anna)]
    assert [record.id for record in published(NOON + MINUTE).events] == [event.pk]


def test_nobody_approves_what_they_sent_themselves_but_an_administrator(event, anna):
    hand_in(event, by=anna, at=NOON)
    assert waiting_for(anna) == []
    with pytest.raises(OwnHandIn):
        approve(event, by=anna, at=NOON)

    take_back(event, by=anna, at=NOON)
    chief = make.make_user(role="administrator")
    hand_in(event, by=chief, at=NOON)
    assert approve(event, by=chief, at=NOON).live


def test_approval_is_of_the_version_that_was_read(event, anna, bo):
    hand_in(event, by=anna, at=NOON)
    read = stamp_of(_row(event))
    save_draft(event, {"venue": "Smugen in efteråt"}, by=anna, at=NOON + MINUTE)

    with pytest.raises(SavedMeanwhile):
        approve(event, by=bo, at=NOON + MINUTE, based_on=read)
    assert review_of(_row(event)).status == "in_progress"


def test_what_is_given_back_says_what_to_change_and_may_be_sent_again(event, anna, bo):
    hand_in(event, by=anna, at=NOON)
    with pytest.raises(CommentMissing):
        send_back(event, by=bo, at=NOON, comment="  ")
    send_back(event, by=bo, at=NOON, comment="Lägg till lokalen")

    state = review_of(_row(event))
    assert (state.status, state.current_task_state.comment) == ("needs_changes", "Lägg till lokalen")
    assert waiting_for(bo) == []
    with pytest.raises(NotInReview):
        approve(event, by=bo, at=NOON)

    keep_draft(_row(event).with_content_json({**_row(event).serializable_data(), "venue": "Sal 1"}), by=anna, at=NOON, based_on=None)  # fmt: skip
    hand_in(event, by=anna, at=NOON + MINUTE)
    assert approve(event, by=bo, at=NOON + MINUTE).venue == "Sal 1"


def test_a_contributor_hands_in_where_no_series_asks_for_review_and_an_editor_approves(anna):
    event = make.make_event(live=False)
    carl = make.make_user(role="contributor")

    assert not may_publish_at_once(carl, event)
    hand_in(event, by=carl, at=NOON)
    with pytest.raises(NotAllowed):
        approve(event, by=carl, at=NOON)
    assert approve(event, by=anna, at=NOON).live


def test_reviewers_are_those_of_the_scope_and_not_the_sender(event, series, anna, bo):
    own = make.make_user(role="reviewer", series=series)
    make.make_user(role="reviewer", series=make.make_series())
    make.make_user(role="contributor")
    make.make_user(role="reviewer", is_active=False)
    hand_in(event, by=anna, at=NOON)

    assert reviewers_of(event) == [bo, own]
    with pytest.raises(NotAllowed):
        approve(event, by=make.make_user(role="reviewer", series=make.make_series()), at=NOON)


def test_nothing_new_is_not_sent_for_review(series, anna):
    with pytest.raises(NothingToPublish):
        hand_in(make.make_event(series=series), by=anna, at=NOON)


def test_the_list_of_what_waits_asks_as_often_for_three_as_for_one(series, bo, anna, django_assert_num_queries):
    def waiting():
        user = type(bo).objects.get(pk=bo.pk)
        return len(waiting_for(user))

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    hand_in(make.make_event(live=False, series=series), by=anna, at=NOON)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert waiting() == 1
    for _ in range(2):
        hand_in(make.make_event(live=False, series=series), by=anna, at=NOON)
    with django_assert_num_queries(len(one)):
        assert waiting() == 3


# ─── Publishing with what is named ──────────────────────────────────────────────────────────────────────────────────


def test_a_speaker_added_on_the_spot_is_published_with_the_workshop(anna):
    parent = make.make_organisation(live=False)
    organisation = make.make_organisation(live=False, part_of=parent)
    person = make.make_person(live=False)
    gone = make.make_person(live=False, first_published_at=NOON)
    event = make.make_event(
        live=False, appearances=[Appearance(person=person, organisation=organisation), Appearance(person=gone)]
    )

    assert set(named_but_never_published(event)) == {person, organisation, parent}
    publish_with_named(event, by=anna, at=NOON)

    assert Person.objects.get(pk=person.pk).live
    assert not Person.objects.get(pk=gone.pk).live
    assert Organisation.objects.filter(live=True).count() == 2
    (record,) = published(NOON).events
    assert [part.person for part in record.appearances] == [person.pk]


def test_nothing_is_published_when_the_workshop_cannot_be(anna):
    person = make.make_person(live=False)
    event = make.make_event(live=False, series=make.make_series(live=False), appearances=[Appearance(person=person)])

    with pytest.raises(SeriesNotPublished):
        publish_with_named(event, by=anna, at=NOON)
    assert not Person.objects.get(pk=person.pk).live
