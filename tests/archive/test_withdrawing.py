# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is withdrawn is out of sight at once, stays so whatever road tries to publish it, and may be shown again."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.serializers import serialize
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, Revision, TaskState

from tests import factories as make
from tests.factories import DAY, NOON
from verkstad.archive.actions.people import take_person_out
from verkstad.archive.actions.planning import StepContent, add_step
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.actions.reviewing import hand_in, send_back
from verkstad.archive.actions.saving import save_things
from verkstad.archive.actions.withdrawing import reinstate, take_name_from_event, withdraw
from verkstad.archive.errors import HeldBack, NotAllowed, NotOnAgenda, NotWithdrawn
from verkstad.archive.journal import changed_after, newest_serial, withdrawals_so_far
from verkstad.archive.models import (
    Appearance,
    Claim,
    EditorNote,
    Event,
    Material,
    Person,
    Recording,
    Tombstone,
    Withdrawal,
)
from verkstad.records.read import published

pytestmark = pytest.mark.django_db


def test_withdrawn_recording_leaves_a_stone_and_a_note_of_who_and_when():
    event = make.make_event()
    recording = make.make_recording(event)
    editor = make.make_user(role="editor")
    before, so_far = newest_serial(), withdrawals_so_far()

    withdraw(recording, reason="author_request", reference="Dnr 7/2026", by=editor, at=NOON)

    (told,) = published(NOON).events[0].recordings
    assert (told.id, told.state, told.places, told.captions, told.title) == (recording.pk, "withdrawn", (), (), None)
    assert (told.reason.sv, told.reason.en) == ("På upphovspersonens begäran.", "At the author's request.")
    stone = Tombstone.objects.get(pk=recording.pk)
    assert (stone.thing_kind, stone.reason, stone.at, stone.slug) == ("recording", "author_request", NOON, event.slug)
    assert set(changed_after(before)[0]) == {("recording", recording.pk), ("event", event.pk)}
    kept = Withdrawal.objects.get()
    assert (kept.thing_id, kept.reason, kept.reference, kept.by, kept.at) == (
        recording.pk,
        "author_request",
        "Dnr 7/2026",
        editor,
        NOON,
    )
    entry = ModelLogEntry.objects.get(action="verkstad.withdraw")
    assert (entry.user, entry.data["reason"]) == (editor, "author_request")
    assert withdrawals_so_far() != so_far


def test_withdrawn_material_is_held_back_on_every_road():
    event = make.make_event()
    material = make.make_material(event)
    material.save_revision()
    withdraw(material, reason="rights", by=None, at=NOON)
    save_draft(Material.objects.get(pk=material.pk), {"licence": "CC0-1.0"}, by=None, at=NOON + DAY)

    with pytest.raises(HeldBack):
        publish(Material.objects.get(pk=material.pk), by=None, at=NOON + DAY)
    with pytest.raises(HeldBack):
        Material.objects.get(pk=material.pk).latest_revision.publish(skip_permission_checks=True)
    again = Material.objects.get(pk=material.pk)
    again.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(HeldBack):
        again.save_revision().publish(skip_permission_checks=True)

    assert published(NOON).events[0].materials == ()


def test_time_set_for_publishing_is_called_off():
    material = make.make_material(make.make_event())
    material.go_live_at = timezone.now() + timedelta(days=1)
    revision = material.save_revision()
    revision.publish(skip_permission_checks=True)
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at

    withdraw(material, reason="rights", by=None, at=NOON)

    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is None


def test_reinstated_material_is_shown_as_readers_saw_it_and_later_drafts_stay_drafts():
    material = make.make_material(make.make_event(), live=False)
    material.save_revision()
    material = publish(material, by=None, at=NOON)
    save_draft(Material.objects.get(pk=material.pk), {"licence": "CC-BY-4.0"}, by=None, at=NOON)
    editor = make.make_user(role="editor")
    withdraw(Material.objects.get(pk=material.pk), reason="mistake", by=None, at=NOON)
    withdraw(Material.objects.get(pk=material.pk), reason="author_request", by=None, at=NOON)
    save_draft(Material.objects.get(pk=material.pk), {"licence": "CC0-1.0"}, by=None, at=NOON)

    reinstate(material, by=editor, at=NOON + DAY)

    assert published(NOON).events[0].materials[0].licence is None
    material = Material.objects.get(pk=material.pk)
    assert material.has_unpublished_changes
    assert material.get_latest_revision_as_object().licence == "CC0-1.0"
    assert not Tombstone.objects.exists()
    kept = Withdrawal.objects.newest_first().first()
    assert (kept.reinstated_at, kept.reinstated_by) == (NOON + DAY, editor)
    with pytest.raises(NotWithdrawn):
        reinstate(material, by=editor, at=NOON + DAY)


def test_what_was_corrected_while_it_was_withdrawn_is_shown_when_that_is_asked_for():
    material = make.make_material(make.make_event())
    material.save_revision()
    withdraw(material, reason="mistake", by=None, at=NOON)
    save_draft(Material.objects.get(pk=material.pk), {"licence": "CC0-1.0"}, by=None, at=NOON)

    reinstate(material, latest=True, by=None, at=NOON + DAY)

    assert published(NOON).events[0].materials[0].licence == "CC0-1.0"
    assert not Material.objects.get(pk=material.pk).has_unpublished_changes


def test_draft_can_be_held_back_and_let_go():
    material = make.make_material(make.make_event(), live=False)
    material.save_revision()

    withdraw(material, reason="author_request", by=None, at=NOON)

    assert not Tombstone.objects.exists()
    with pytest.raises(HeldBack):
        publish(material, by=None, at=NOON)
    reinstate(material, by=None, at=NOON)
    assert not Material.objects.get(pk=material.pk).live
    assert publish(Material.objects.get(pk=material.pk), by=None, at=NOON).live


def test_withdrawing_again_changes_the_reason():
    recording = make.make_recording(make.make_event())

    withdraw(recording, reason="withdrawn", by=None, at=NOON)
    withdraw(recording, reason="personal_data", by=None, at=NOON + DAY)

    assert Tombstone.objects.get(pk=recording.pk).reason == "personal_data"
    assert Withdrawal.objects.standing().get().reason == "personal_data"


def test_who_may_not_withdraw_is_refused():
    recording = make.make_recording(make.make_event())

    with pytest.raises(NotAllowed):
        withdraw(recording, reason="withdrawn", by=make.make_user(role="contributor"), at=NOON)
    with pytest.raises(NotAllowed):
        take_person_out(make.make_person(), reason="withdrawn", by=make.make_user(role="contributor"), at=NOON)

    assert Recording.objects.get(pk=recording.pk).live


def named_in_two():
    """A person with an appearance and texts in two workshops, of which one names them in every way."""
    series, organisation = make.make_series(), make.make_organisation()
    person = make.person_content(name="Åsa Öberg", slug="asa-oberg")
    save_things("person", [person], by=None, at=NOON)
    events = []
    for number in (1, 2):
        content = make.event_content(
            series.pk,
            title=make.words(f"Åsa Öberg berättar {number}"),
            agenda=[{"uid": make.new_id(), "title": make.words("Med Åsa Öberg")}],
            appearances=[
                {"uid": make.new_id(), "person": person["id"], "organisation": organisation.pk, "title": "chef"},
                {"uid": make.new_id(), "person": person["id"]},
            ],
            materials=[{"id": make.new_id(), "title": make.words("Bilder"), "creators": ["Åsa Öberg", "Bo Ek"]}],
            recordings=[
                {
                    "id": make.new_id(),
                    "state": "published",
                    "chapters": [{"start_seconds": 1, "title": make.words("Åsa Öberg")}],
                }
            ],
            claims=[{"field": "appearances", "value": "Åsa Öberg, chef", "source": "sidan"}],
            notes=[{"note": "Fråga Åsa Öberg."}],
        )
        save_things("event", [content], by=None, at=NOON)
        events.append(Event.objects.get(pk=content["id"]))
    return Person.objects.get(pk=person["id"]), *events


def said_of(event) -> str:
    """All that is kept of one workshop."""
    keys = [event.pk, *Material.objects.filter(event=event).values_list("pk", flat=True)]
    keys += Recording.objects.filter(event=event).values_list("pk", flat=True)
    found = (
        Event.objects.filter(pk=event.pk),
        Appearance.objects.filter(event=event),
        event.agenda.all(),
        Material.objects.filter(event=event),
        Recording.objects.filter(event=event),
        Revision.objects.filter(object_id__in=[str(key) for key in keys]),
        ModelLogEntry.objects.filter(object_id__in=[str(key) for key in keys]),
        Claim.objects.filter(thing_id__in=keys),
        EditorNote.objects.filter(thing_id__in=keys),
    )
    return "".join(json.dumps(json.loads(serialize("json", rows)), ensure_ascii=False) for rows in found)


def test_name_is_taken_out_of_one_workshop_and_stays_in_the_other():
    person, event, other = named_in_two()
    save_draft(event, {"venue": "Sal 1"}, by=None, at=NOON)
    so_far = withdrawals_so_far()

    taken = take_name_from_event(person, event, reason="personal_data", reference="Dnr 1", by=None, at=NOON + DAY)

    assert "Öberg" not in said_of(event)
    assert "Öberg" in said_of(other)
    by_id = {one.id: one for one in published(NOON).events}
    assert by_id[event.pk].title.sv == "En medverkande berättar 1"
    assert [one.person for one in by_id[event.pk].appearances] == [None]
    assert [one.person for one in by_id[other.pk].appearances] == [person.pk, person.pk]
    assert Person.objects.get(pk=person.pk).live
    assert {one.column for one in taken.rewritten} >= {"title_sv", "creators", "chapters"}
    kept = Withdrawal.objects.get()
    assert (kept.thing_kind, kept.thing_id, kept.event_id) == ("person", person.pk, event.pk)
    assert withdrawals_so_far() != so_far
    publish(Event.objects.get(pk=event.pk), by=None, at=NOON + 2 * DAY)
    assert "Öberg" not in said_of(event)
    with pytest.raises(NotOnAgenda):
        take_name_from_event(person, event, reason="personal_data", by=None, at=NOON + DAY)


def at_the_desk(person, event) -> list[str]:
    """Where the desk alone may name somebody who is in a workshop: put there, and what is kept of it."""
    step = StepContent("Ring Åsa Öberg", -7, "Åsa Öberg")
    add_step(event, step, by=None, at=NOON)
    author, reader = make.make_user(role="contributor"), make.make_user(role="reviewer")
    save_draft(event, {"venue": "Sal 9"}, by=author, at=NOON)
    hand_in(event, by=author, at=NOON)
    send_back(event, by=reader, at=NOON, comment="Fråga Åsa Öberg först.")
    FormState.objects.update_or_create_by_instance(
        instance=event, parent_object_id="", user=author,
        defaults={"data": "title_sv=%C3%85sa+%C3%96berg", "last_updated_at": NOON},
    )  # fmt: skip
    return kept_at_the_desk(event)


def kept_at_the_desk(event) -> list[str]:
    return [
        *(f"{one.title} {one.who}" for one in event.planning_steps.all()),
        *TaskState.objects.filter(workflow_state__object_id=str(event.pk)).values_list("comment", flat=True),
        *FormState.objects.filter(object_id=str(event.pk)).values_list("data", flat=True),
    ]


def test_name_goes_from_the_desks_own_tables_of_that_workshop_alone():
    person, event, other = named_in_two()
    at_the_desk(person, event)
    before = at_the_desk(person, other)

    take_name_from_event(person, event, reason="personal_data", by=None, at=NOON + DAY)

    assert kept_at_the_desk(event) == ["Ring […] […]", "Fråga […] först."]
    assert kept_at_the_desk(other) == before


def test_person_who_is_taken_out_goes_from_the_desks_own_tables_too():
    person, event, _other = named_in_two()
    at_the_desk(person, event)

    take_person_out(person, reason="personal_data", by=None, at=NOON + DAY)

    assert kept_at_the_desk(event) == ["Ring […] […]", "Fråga […] först."]


def test_namesakes_own_drafts_keep_the_name():
    person, _event, _other = named_in_two()
    namesake = make.make_person(name="Åsa Öberg", slug="asa-oberg-2")
    draft = namesake.save_revision()

    take_person_out(person, reason="personal_data", by=None, at=NOON)

    assert Revision.objects.get(pk=draft.pk).content["name"] == "Åsa Öberg"
    assert Withdrawal.objects.get().reason == "personal_data"
