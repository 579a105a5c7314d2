# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from tests import factories as make
from tests.exchange.dossiers import (
    COMPANY,
    DRAFT_EVENT,
    EVENT,
    HOST,
    SERIES,
    SPEAKER,
    TOPIC,
    full_dossier,
    uid,
)
from tests.exchange.longest import longest_dossier
from verkstad.archive.actions.merging import merge
from verkstad.archive.actions.people import take_person_out
from verkstad.archive.actions.publishing import take_down
from verkstad.archive.actions.withdrawing import withdraw
from verkstad.archive.journal import changed_after, newest_serial
from verkstad.archive.models import Claim, EditorNote, Event, Material, Person, Recording, Tombstone
from verkstad.intake.problems import DossierRefused
from verkstad.intake.save import Counts, NotSaved, save_dossier
from verkstad.records.base import Text
from verkstad.records.dossier import Dossier, EventFile, PersonEntry
from verkstad.records.events import Appearance
from verkstad.records.read import published

AT = datetime(2024, 5, 10, 8, tzinfo=UTC)
LATER = AT + timedelta(days=1)

pytestmark = pytest.mark.django_db


def with_event(dossier: Dossier, number: int = 0, **changes: Any) -> Dossier:
    events = list(dossier.events)
    events[number] = EventFile(**{**dict(events[number]), **changes})
    return dossier.model_copy(update={"events": tuple(events)})


def test_first_time_everything_is_new_and_the_second_time_nothing():
    dossier = full_dossier()

    first = save_dossier(dossier, at=AT)
    serial = newest_serial()
    again = save_dossier(dossier, at=LATER)

    assert {name: counts.created for name, counts in first.counts.items()} == {
        "series": 2, "organisations": 2, "people": 2, "topics": 2, "events": 3,
    }  # fmt: skip
    assert (first.changed, first.unchanged, first.vanished) == (0, 0, ())
    assert (again.created, again.changed, again.unchanged) == (0, 0, 11)
    assert newest_serial() == serial


def test_readers_see_what_is_published_and_nothing_of_drafts():
    dossier = full_dossier()

    save_dossier(dossier, at=AT)
    seen = published(LATER)

    assert [event.slug for event in seen.events] == ["2024-05-07-oppna-data", "2024-06-inkop"]
    assert [person.slug for person in seen.people] == ["anna-berg"]
    event, expected = seen.events[0], dossier.events[0]
    assert event.title == expected.title
    assert (event.agenda, event.sessions) == (expected.agenda, expected.sessions)
    held_back = dict.fromkeys(("file", "file_name", "media_type", "size_bytes"))  # what is left out is not cut out yet
    assert event.recordings == tuple(recording.model_copy(update=held_back) for recording in expected.recordings)
    assert event.links[0].organisation is None  # it is a draft still
    assert (event.published_at, event.modified_at) == (expected.published_at, expected.modified_at)
    assert seen.people[0].name == "Anna Berg"


def test_drafts_wait_and_notes_and_claims_are_kept():
    save_dossier(full_dossier(), at=AT)

    event = Event.objects.get(pk=EVENT)
    assert event.has_unpublished_changes
    assert event.get_latest_revision_as_object().title.sv == "Öppna data i kommuner"
    assert not Event.objects.get(pk=DRAFT_EVENT).live
    assert not Person.objects.get(pk=HOST).live
    assert [note.note for note in EditorNote.objects.filter(thing_id=HOST)] == ["Vem?"]
    assert Claim.objects.filter(thing_id=EVENT).get().words == "2021"
    assert Tombstone.objects.get().merged_into == SPEAKER


def test_history_calls_a_recording_what_its_workshop_is_called():
    save_dossier(full_dossier(), at=AT)

    labels = ModelLogEntry.objects.filter(content_type__model="recording").values_list("label", flat=True)

    assert set(labels) == {str(recording) for recording in Recording.objects.select_related("event")}


def test_what_changed_at_the_source_is_changed_and_journaled_and_the_rest_is_not():
    dossier = full_dossier()
    save_dossier(dossier, at=AT)
    serial = newest_serial()

    report = save_dossier(with_event(dossier, 1, title=Text(en="Buying", original="en")), at=LATER)

    assert report.counts["events"] == Counts(created=0, changed=1, unchanged=2)
    assert report.counts["people"] == Counts(unchanged=2)
    changes, _serial = changed_after(serial)
    assert changes == [("event", dossier.events[1].id)]
    assert [event.title.en for event in published(LATER).events] == ["Open data", "Buying"]


def test_draft_that_waits_does_not_undo_what_came_in():
    dossier = full_dossier()
    save_dossier(dossier, at=AT)

    save_dossier(with_event(dossier, 0, audience=Text(sv="Regioner"), draft=None), at=LATER)

    event = Event.objects.get(pk=EVENT)
    assert event.audience.sv == "Regioner"
    draft = event.get_latest_revision_as_object()
    assert (draft.audience.sv, draft.title.sv) == ("Regioner", "Öppna data i kommuner")


def test_what_vanished_at_the_source_is_reported_and_left():
    dossier = full_dossier()
    save_dossier(dossier, at=AT)

    report = save_dossier(dossier.model_copy(update={"events": dossier.events[1:]}), at=LATER)

    assert [(each.kind, each.id, each.slug) for each in report.vanished] == [("event", EVENT, "2024-05-07-oppna-data")]
    assert Event.objects.get(pk=EVENT).live


def test_dry_run_tells_the_same_and_keeps_nothing():
    dossier = full_dossier()

    tried = save_dossier(dossier, at=AT, dry_run=True)

    assert tried.created == 11
    assert not tried.kept
    assert not Event.objects.exists()
    assert newest_serial() == 0
    assert save_dossier(dossier, at=AT).counts == tried.counts


@pytest.mark.parametrize(
    ("change", "kind", "file", "field"),
    [
        ({"people": (PersonEntry(id=uid(700), slug="anna-berg", name="Anna Berg"),)}, "slug-taken", "people.yaml", "anna-berg.slug"),
        ({"people": (PersonEntry(id=uid(700), slug="anna", name="Anna"),)}, "slug-taken", "people.yaml", "anna.slug"),
        ({"people": (PersonEntry(id=uid(700), slug="an", former_slugs=("bo-ek",), name="An"),)}, "slug-taken", "people.yaml", "an.slug"),
        ({"people": (PersonEntry(id=TOPIC, slug="ny", name="Ny"),)}, "id-taken", "people.yaml", "ny.id"),
        (
            {"events": (EventFile(id=uid(701), slug="2024-ny", series=SERIES, title=Text(sv="Ny"), start_date="2024-01-01",
                                  appearances=(Appearance(uid=uid(104), organisation=COMPANY),)),)},
            "id-taken", "events/2024-ny.yaml", "appearances",
        ),
    ],
)  # fmt: skip
def test_what_clashes_with_the_archive_is_told_and_nothing_is_saved(
    change: dict[str, Any], kind: str, file: str, field: str
):
    save_dossier(full_dossier(), at=AT)
    serial = newest_serial()

    with pytest.raises(DossierRefused) as caught:
        save_dossier(Dossier(**change), at=LATER)

    assert [(each.kind, each.file, each.field) for each in caught.value.problems] == [(kind, file, field)]
    assert newest_serial() == serial
    assert Person.objects.count() == 2


@pytest.mark.parametrize("dry_run", [False, True])
def test_people_who_were_taken_out_do_not_come_back(dry_run: bool):
    dossier = full_dossier()
    save_dossier(dossier, at=AT)
    for key in (SPEAKER, HOST):
        take_person_out(Person.objects.get(pk=key), reason="personal_data", by=None, at=LATER)

    with pytest.raises(DossierRefused) as caught:
        save_dossier(dossier, at=LATER, dry_run=dry_run)

    told = [(each.kind, each.file, each.field) for each in caught.value.problems]
    slugs = [person.slug for person in dossier.people if person.id in (SPEAKER, HOST)]
    assert sorted(told) == sorted(("taken-out", "people.yaml", f"{slug}.id") for slug in slugs)
    assert (
        "Anna Berg was taken out on 2024-05-11 at their own request. "
        "Remove the person from people.yaml and from the workshops that name it."
    ) in str(caught.value)
    # One more: who had been merged into one of them had an address with a name, too.
    assert Tombstone.objects.filter(reason="personal_data").count() == 3
    assert not Person.objects.exists()


def test_person_who_was_taken_out_for_another_reason_may_come_back():
    dossier = full_dossier()
    save_dossier(dossier, at=AT)
    take_person_out(Person.objects.get(pk=SPEAKER), reason="mistake", by=None, at=LATER)

    save_dossier(dossier, at=LATER)

    assert Person.objects.get(pk=SPEAKER).live


def test_what_was_merged_or_is_held_back_does_not_come_back():
    dossier = full_dossier()
    save_dossier(dossier, at=AT)
    gone, kept = Person.objects.get(pk=SPEAKER), make.make_person()
    merge(kept, gone, by=None, at=LATER)
    (material, *_more) = dossier.events[0].materials
    withdraw(Material.objects.get(pk=material.id), reason="rights", by=None, at=LATER)

    with pytest.raises(DossierRefused) as caught:
        save_dossier(dossier, at=LATER)

    assert f"Use the id {kept.pk} of the one that was kept" in str(caught.value)
    assert "was taken down on" in str(caught.value)
    assert not Person.objects.filter(pk=SPEAKER).exists()
    assert not Material.objects.get(pk=material.id).live


def test_what_was_taken_down_for_personal_data_stays_a_draft():
    dossier = full_dossier()
    save_dossier(dossier, at=AT)
    (material, *_more) = dossier.events[0].materials
    take_down(Material.objects.get(pk=material.id), reason="personal_data", by=None, at=LATER)
    take_down(Event.objects.get(pk=dossier.events[1].id), reason="personal_data", by=None, at=LATER)

    with pytest.raises(DossierRefused) as caught:
        save_dossier(dossier, at=LATER)
    kept = with_event(dossier, 1, state="draft", draft=None)
    kept = with_event(kept, 0, materials=(), draft=None)
    save_dossier(kept, at=LATER)

    told = {(each.kind, each.file, each.field) for each in caught.value.problems}
    assert told == {
        ("taken-out", "events/2024-05-07-oppna-data.yaml", "materials"),
        ("taken-out", "events/2024-06-inkop.yaml", "id"),
    }
    assert not Event.objects.get(pk=dossier.events[1].id).live


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_when_the_database_refuses_the_last_thing():
    """An organiser who does not exist: no check of ours, for a Dossier made by hand; the database sees it at the end."""
    dossier = full_dossier()
    broken = dossier.model_copy(update={"series": (dossier.series[1].model_copy(update={"organisers": (uid(9),)}),)})

    with pytest.raises(NotSaved, match=r"Nothing was imported\. The database"):
        save_dossier(broken, at=AT)

    assert not Event.objects.exists()
    assert not Person.objects.exists()


def test_progress_is_told_in_things_saved():
    seen: list[tuple[int, int]] = []

    save_dossier(full_dossier(), at=AT, progress=lambda done, of: seen.append((done, of)))

    assert seen == [(2, 11), (4, 11), (6, 11), (8, 11), (11, 11)]


def test_report_is_plain_for_programs():
    report = save_dossier(full_dossier(), at=AT)

    assert report.as_json()["counts"]["events"] == {"created": 3, "changed": 0, "unchanged": 0}
    assert report.as_json()["vanished"] == []


def test_longest_texts_fit_the_columns():
    """PostgreSQL refuses what is longer than its column; the records must be the stricter of the two."""
    dossier = longest_dossier()

    save_dossier(dossier, at=AT)

    event = published(LATER).events[0]
    assert (len(event.venue), len(event.title.sv), len(event.slug)) == (300, 50_000, 120)
    assert event.materials[0] == dossier.events[0].materials[0]
