# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people on one thing: nobody overwrites unknowingly, and nobody's text is lost."""

from datetime import time, timedelta

import pytest
from django.utils import translation
from wagtail.models import Revision

from tests import factories as make
from tests.factories import NOON
from verkstad.archive.actions.changing import change_published
from verkstad.archive.actions.drafting import (
    began_from,
    begin_draft,
    keep_draft,
    merge_with_newest,
    put_aside,
    return_to,
    save_merged,
    stamp_of,
    version_of,
)
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.errors import ContentRefused, NotAllowed
from verkstad.archive.models import AgendaItem, Event, Session
from verkstad.archive.pending import as_revision
from verkstad.archive.shapes import shape_of
from verkstad.archive.version_errors import BegunAlready, NoSuchVersion, SavedMeanwhile
from verkstad.archive.versions import ORDER, Place, changed, differences, digest, merge

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def anna():
    return make.make_user(role="editor", first_name="Anna", last_name="Berg")


@pytest.fixture
def bo():
    return make.make_user(role="editor", first_name="Bo", last_name="Ek")


def _row(event):
    return Event.objects.get(pk=event.pk)


def _newest(event):
    return _row(event).get_latest_revision_as_object()


def _write(event, **values):
    """The newest draft as a form has it, with other words in it."""
    draft = _newest(event)
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


def _keep(event, *, by, at=NOON, based_on=None, **values):
    return keep_draft(_write(event, **values), by=by, at=at, based_on=based_on)


@pytest.mark.parametrize("live", [True, False])
def test_saving_an_untouched_draft_writes_nothing(live, anna):
    event = make.make_event(live=live, agenda=[AgendaItem(title_sv="Inledning")])
    _keep(event, by=anna, venue="Sal 1")
    count = Revision.objects.count()

    assert _keep(event, by=anna, based_on=stamp_of(_row(event))) is None
    assert Revision.objects.count() == count


def test_a_draft_of_what_nobody_sees_stands_in_its_row_too(anna):
    event = make.make_event(live=False, venue="Sal 1")

    _keep(event, by=anna, venue="Sal 2")

    assert _row(event).venue == "Sal 2"


def test_a_draft_of_what_is_published_leaves_the_row_alone(anna):
    event = make.make_event(venue="Sal 1")

    _keep(event, by=anna, venue="Sal 2")

    assert (_row(event).venue, _newest(event).venue, _row(event).has_unpublished_changes) == ("Sal 1", "Sal 2", True)


def test_a_draft_that_goes_back_to_what_is_published_is_no_change_that_waits(anna):
    event = make.make_event(venue="Sal 1")
    _keep(event, by=anna, venue="Sal 2")

    _keep(event, by=anna, venue="Sal 1", at=NOON + MINUTE)

    assert not _row(event).has_unpublished_changes


def test_a_save_over_a_newer_version_is_refused_and_says_by_whom(anna, bo):
    event = make.make_event()
    began = stamp_of(event)
    _keep(event, by=anna, based_on=began, venue="Sal 1")

    with pytest.raises(SavedMeanwhile) as refused, translation.override("sv"):
        _keep(event, by=bo, based_on=began, venue="Sal 2")

    assert _newest(event).venue == "Sal 1"
    assert refused.value.revision.user == anna


def test_the_rule_holds_for_commands_and_for_publishing_too(anna):
    event = make.make_event()
    began = stamp_of(event)
    _keep(event, by=anna, based_on=began, venue="Sal 1")

    with pytest.raises(SavedMeanwhile):
        save_draft(event, {"venue": "Sal 2"}, by=None, at=NOON, based_on=began)
    with pytest.raises(SavedMeanwhile):
        publish(event, by=None, at=NOON, based_on=began)


def test_a_change_to_what_readers_see_counts_as_a_newer_version_though_the_draft_keeps_its_revision(anna):
    event = make.make_event()
    _keep(event, by=anna, venue="Sal 1")
    began = stamp_of(_row(event))
    change_published(event, {"title": make.words("Ny rubrik")}, by=anna, at=NOON + MINUTE)

    with pytest.raises(SavedMeanwhile):
        _keep(event, by=anna, based_on=began, venue="Sal 2")


def test_publishing_what_one_reads_is_no_newer_version(anna):
    event = make.make_event()
    _keep(event, by=anna, venue="Sal 1")
    began = stamp_of(_row(event))
    publish(event, by=anna, at=NOON)

    assert _keep(event, by=anna, based_on=began, venue="Sal 2") is not None


def test_ones_own_last_autosave_is_written_over_and_nobody_elses(anna, bo):
    event = make.make_event()
    first = _keep(event, by=anna, venue="S")
    second = keep_draft(_write(event, venue="Sal"), by=anna, at=NOON, based_on=None, overwrite=first.pk)
    third = keep_draft(_write(event, venue="Sal 1"), by=bo, at=NOON, based_on=None, overwrite=first.pk)

    assert second.pk == first.pk
    assert third.pk != first.pk
    assert first.created_at < second.created_at <= third.created_at
    assert _newest(event).venue == "Sal 1"


def test_an_id_is_begun_once(anna):
    series = make.make_series()
    first = Event(title_sv="Kakor", start_date=NOON.date(), series=series, slug="kakor")
    begin_draft(first, by=anna, at=NOON)

    with pytest.raises(BegunAlready) as twice:
        begin_draft(
            Event(pk=first.pk, title_sv="Kaka", start_date=NOON.date(), series=series, slug="kaka"), by=anna, at=NOON
        )

    assert twice.value.thing == first
    assert _row(first).title_sv == "Kakor"


def test_what_readers_see_is_never_written_over_in_the_history(anna):
    event = make.make_event(live=False)
    first = _keep(event, by=anna, venue="Sal 1")
    publish(event, by=anna, at=NOON)

    again = keep_draft(_write(event, venue="Sal 2"), by=anna, at=NOON, based_on=None, overwrite=first.pk)

    assert again.pk != first.pk


def test_what_clashes_not_is_made_one_and_what_clashes_is_chosen(anna, bo):
    item = AgendaItem(title_sv="Inledning")
    event = make.make_event(venue="Sal 1", agenda=[item])
    began = stamp_of(event)
    theirs = _write(event, venue="Sal 2", start_time=time(9))
    keep_draft(theirs, by=anna, at=NOON, based_on=began)
    mine = _write(event, venue="Sal 3", start_time=None)
    mine.audience = {"sv": "Alla"}
    mine.agenda = [*mine.agenda.all(), AgendaItem(title_sv="Frågor", sort_order=1)]
    with pytest.raises(SavedMeanwhile):
        keep_draft(mine, by=bo, at=NOON + MINUTE, based_on=began)
    aside = put_aside(mine, based_on=began, by=bo, at=NOON + MINUTE)

    found = merge_with_newest(_row(event), aside)
    assert [(str(clash.place), clash.mine, clash.theirs) for clash in found.clashes] == [("//venue", "Sal 3", "Sal 2")]
    assert _newest(event).venue == "Sal 2"  # what was put aside is nobody's newest draft

    save_merged(event, aside, {Place(key="venue"): "mine"}, based_on=stamp_of(_row(event)), by=bo, at=NOON + 2 * MINUTE)
    merged = _newest(event)
    assert (merged.venue, merged.start_time, merged.audience.sv) == ("Sal 3", time(9), "Alla")
    assert [item.title.sv for item in merged.agenda.order_by("sort_order")] == ["Inledning", "Frågor"]


def test_merging_is_refused_when_yet_another_was_saved(anna, bo):
    event = make.make_event(venue="Sal 1")
    began = stamp_of(event)
    _keep(event, by=anna, venue="Sal 2")
    aside = put_aside(_write(event, venue="Sal 3"), based_on=began, by=bo, at=NOON)
    shown = stamp_of(_row(event))
    _keep(event, by=anna, venue="Sal 4", at=NOON + MINUTE)

    with pytest.raises(SavedMeanwhile):
        save_merged(event, aside, {}, based_on=shown, by=bo, at=NOON + MINUTE)


def test_without_the_version_both_began_from_every_difference_is_chosen(anna, bo):
    event = make.make_event(venue="Sal 1")
    first = _keep(event, by=anna, venue="Sal 2")
    began = stamp_of(_row(event))
    keep_draft(_write(event, venue="Sal 22"), by=anna, at=NOON, based_on=None, overwrite=first.pk)
    assert began_from(_row(event), began) is None
    draft = _write(event, venue="Sal 2")
    draft.audience = {"sv": "Alla"}

    found = merge_with_newest(_row(event), put_aside(draft, based_on=began, by=bo, at=NOON))

    assert {clash.place.key for clash in found.clashes} == {"venue", "audience_sv"}
    assert found.added == []


def test_what_was_put_aside_stays_behind_the_newest_in_the_history(anna, bo):
    event = make.make_event()
    newest = _keep(event, by=anna, venue="Sal 2")

    aside = put_aside(_write(event, venue="Sal 3"), based_on="0.x", by=bo, at=NOON + MINUTE)

    assert aside.created_at < newest.created_at
    publish(event, by=None, at=NOON + MINUTE)
    assert not _row(event).has_unpublished_changes


def test_returning_to_an_earlier_version_keeps_the_identity_of_its_parts(anna):
    item = AgendaItem(title_sv="Inledning")
    event = make.make_event(live=False, venue="Sal 1", agenda=[item])
    first = keep_draft(_newest(event), by=anna, at=NOON, based_on=None)
    publish(event, by=anna, at=NOON)
    draft = _write(event, venue="Sal 2")
    draft.agenda = [AgendaItem(title_sv="Annat")]
    keep_draft(draft, by=anna, at=NOON + MINUTE, based_on=None)
    publish(event, by=anna, at=NOON + MINUTE)

    return_to(event, version_of(event, first.pk), by=anna, at=NOON + 2 * MINUTE)
    publish(event, by=anna, at=NOON + 2 * MINUTE)

    assert _row(event).venue == "Sal 1"
    assert [part.uid for part in _row(event).agenda.all()] == [item.uid]


def test_a_version_of_another_thing_is_none_of_this_one(anna):
    mine, other = make.make_event(), make.make_event()
    revision = _keep(other, by=anna, venue="Sal 9")

    with pytest.raises(NoSuchVersion):
        version_of(mine, revision.pk)
    with pytest.raises(NoSuchVersion):
        return_to(mine, revision, by=anna, at=NOON)


def test_who_may_not_change_a_thing_keeps_no_draft_of_it():
    event = make.make_event()
    stranger = make.make_user(role="editor", series=make.make_series())

    with pytest.raises(NotAllowed):
        _keep(event, by=stranger, venue="Sal 1")


def test_a_draft_may_not_move_a_thing_into_anothers_scope():
    own, other = make.make_series(), make.make_series()
    event = make.make_event(series=own)

    with pytest.raises(NotAllowed):
        _keep(event, by=make.make_user(role="editor", series=own), series=other)


def test_a_whole_draft_holds_the_rules_and_a_half_one_need_not(anna):
    event = make.make_event()
    half = _write(event, start_time=None, end_time=time(10))

    with pytest.raises(ContentRefused):
        keep_draft(half, by=anna, at=NOON, based_on=None)
    assert keep_draft(half, by=anna, at=NOON, based_on=None, whole=False) is not None


# ─── Pure: differences and merging ──────────────────────────────────────────────────────────────────────────────────


def _version(*uids, **values):
    return {"venue": None, "sessions": [{"uid": uid, "title_sv": uid} for uid in uids], **values}


SHAPE = shape_of(Event)


def test_differences_name_places_and_changed_makes_them():
    before, after = _version("a", "b", "c"), _version("c", "a", "d", venue="Sal")

    found = differences(SHAPE, before, after)

    assert [(str(one.place), one.after is None) for one in found] == [
        ("//venue", False),
        ("sessions/b/", True),
        ("sessions/d/", False),
        (f"sessions//{ORDER}", False),
    ]
    assert changed(SHAPE, before, found) == after


def test_a_place_reads_back_from_its_text():
    place = Place("agenda", "x", "title_sv")

    assert Place.read(str(place)) == place
    with pytest.raises(ValueError, match="venue"):
        Place.read("venue")


def test_parts_that_both_added_stand_where_each_put_them():
    found = merge(SHAPE, _version("a", "b"), _version("a", "mine", "b"), _version("a", "b", "theirs"))

    assert found.clashes == []
    assert [part["uid"] for part in found.resolved({})["sessions"]] == ["a", "mine", "b", "theirs"]


@pytest.mark.parametrize("i_took_it", [True, False])
def test_taking_a_part_away_clashes_with_changing_it(i_took_it):
    base, without = _version("a", "b"), _version("b")
    changed_part = _version("a", "b")
    changed_part["sessions"][0]["title_sv"] = "Nytt"
    mine, theirs = (without, changed_part) if i_took_it else (changed_part, without)

    (clash,) = merge(SHAPE, base, mine, theirs).clashes

    assert clash.place == Place("sessions", "a")
    assert (clash.mine is None) == i_took_it
    kept = merge(SHAPE, base, mine, theirs).resolved({clash.place: "theirs" if i_took_it else "mine"})
    assert {part["title_sv"] for part in kept["sessions"]} == {"Nytt", "b"}


def test_the_same_change_by_both_is_no_clash():
    found = merge(SHAPE, _version(), _version(venue="Sal"), _version(venue="Sal"))

    assert (found.clashes, found.added) == ([], [])


def test_a_digest_is_of_the_content_and_not_of_how_it_is_kept():
    event = make.make_event(sessions=[Session(title_sv="Pass")])
    content = as_revision(_row(event))
    moved = {**content, "go_live_at": "x", "sessions": [{**content["sessions"][0], "pk": 99}]}

    assert digest(SHAPE, moved) == digest(SHAPE, content)
    assert digest(SHAPE, {**content, "venue": "Sal"}) != digest(SHAPE, content)
