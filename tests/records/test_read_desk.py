# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.apps import apps
from django.db import connection

from tests import factories as make
from verkstad.archive.actions.publishing import save_draft, take_down
from verkstad.archive.actions.saving import save_things, save_tombstones
from verkstad.archive.models import Appearance, Event, Tombstone
from verkstad.records.desk_names import DeskNames
from verkstad.records.dossier import EventFile
from verkstad.records.read import published
from verkstad.records.read_desk import dossier, draft_of, entries

pytestmark = pytest.mark.django_db

NAMES = {
    "organisation": "organisations",
    "person": "people",
    "topic": "topics",
    "series": "series",
    "event": "events",
}


def test_draft_of_has_the_draft_and_the_facts_of_the_row():
    event = make.make_event(title="Nu", slug="nu", sequence=3, meeting_address_url="https://meet.example.se/1")
    make.make_material(event, live=False, title="Kommande bilder")
    save_draft(event, {"title": make.words("Sedan"), "venue": "Sal 2"}, by=None, at=make.NOON)

    draft = draft_of(Event.objects.get(pk=event.pk), at=make.NOON)

    assert draft.at == make.NOON
    assert (draft.thing.title.sv, draft.thing.venue) == ("Sedan", "Sal 2")
    assert (draft.thing.slug, draft.thing.sequence, draft.thing.published_at) == ("nu", 3, event.first_published_at)
    assert draft.thing.meeting_address.url == "https://meet.example.se/1"
    assert [material.title.sv for material in draft.thing.materials] == ["Kommande bilder"]
    assert published(make.NOON).events[0].title.sv == "Nu"


def test_draft_of_each_kind():
    for thing in (make.make_series(), make.make_person(), make.make_organisation(), make.make_topic()):
        assert draft_of(thing, at=make.NOON).thing.id == thing.pk


def test_draft_of_leaves_out_material_that_was_taken_down():
    event = make.make_event()
    material = make.make_material(event)
    take_down(material, reason="rights", by=None, at=make.NOON)

    assert draft_of(event, at=make.NOON).thing.materials == ()
    assert dossier(make.NOON).events[0].draft is None


@pytest.mark.parametrize("count", [1, 4])
def test_entries_are_those_of_the_dossier_in_a_fixed_number_of_queries(count, django_assert_num_queries):
    series, person = make.make_series(), make.make_person()
    events = [
        make.make_event(series=series, appearances=[Appearance(person=person)], live=number != 1)
        for number in range(count + 1)
    ]
    for event in events:
        make.make_material(event, live=False)
        save_draft(event, {"venue": "Sal 2"}, by=None, at=make.NOON)
    wanted = {event.pk for event in events[:count]}
    whole = tuple(entry for entry in dossier(make.NOON).events if entry.id in wanted)

    with django_assert_num_queries(20):
        found = entries("event", wanted)

    assert found == whole
    assert len(found) == count
    with django_assert_num_queries(11):
        names = DeskNames(found)
    assert names.person(person.pk).name == person.name
    assert names.series(series.pk).id == series.pk


def test_names_of_the_desk_are_those_of_the_latest_drafts():
    person = make.make_person(live=False, name="Anna Berg")
    save_draft(person, {"name": "Anna Öberg"}, by=None, at=make.NOON)
    event = make.make_event(appearances=[Appearance(person=person)])

    names = DeskNames([draft_of(event, at=make.NOON).thing])

    assert names.person(person.pk).name == "Anna Öberg"
    with pytest.raises(KeyError):
        names.topic(person.pk)


def _dossier_of(**kinds):
    """The entries as the dossier has them, saved into the archive."""
    for kind, contents in kinds.items():
        save_things(kind, contents, by=None, at=make.NOON)
    return dossier(make.NOON)


def _full_archive():
    series, person, organisation, topic = (
        make.series_content(),
        make.person_content(),
        make.organisation_content(),
        make.topic_content(),
    )
    related = make.event_content(series["id"], state="draft", former_slugs=["forr"])
    ids = [thing["id"] for thing in (series, person, organisation, topic, related)]
    event = make.full_event_content(*ids, published_at=make.NOON - make.DAY, modified_at=make.NOON)
    event["notes"] = [{"field": "start_date", "note": "Tabellen säger 14 mars."}, {"note": "Ring värden."}]
    event["claims"] = [
        {
            "field": "start_date",
            "value": "2026-03-04",
            "source": "nosad-workshops.txt",
            "line": 14,
            "words": "4 mars",
            "sureness": "derived",
            "state": "open",
            "note": "veckodagen",
        },
        {"field": "venue", "source": "nosad-workshops.txt"},
    ]
    draft = {name: value for name, value in event.items() if name not in {"notes", "claims"}}
    new_material = {"id": make.new_id(), "title": make.words("Utkast till bilder")}
    changed = {**draft["materials"][0], "title": make.words("Andra bilder")}
    event["draft"] = {
        **draft,
        "venue": "Sal 9",
        "materials": [changed, draft["materials"][1], new_material],
        "appearances": draft["appearances"][:1],
    }
    person["draft"] = {**person, "name": "Nytt Namn", "published_at": make.NOON, "modified_at": make.NOON}
    return {
        "organisation": [organisation],
        "person": [person],
        "topic": [topic],
        "series": [series],
        "event": [related, event],
    }


def test_dossier_gives_back_published_facts_drafts_notes_and_claims():
    archive = _full_archive()
    event = archive["event"][1]

    read = _dossier_of(**archive)

    (found,) = (each for each in read.events if each.id == event["id"])
    assert found == EventFile.model_validate(event)
    assert found.draft is not None
    (draft,) = (each for each in read.events if each.state == "draft")
    assert (draft.id, draft.former_slugs) == (archive["event"][0]["id"], ("forr",))
    assert read.people[0].draft.name == "Nytt Namn"


def test_dossier_read_again_after_saving_is_the_same():
    first = _dossier_of(**_full_archive())
    for kind, name in (
        ("organisation", "organisations"),
        ("person", "people"),
        ("topic", "topics"),
        ("series", "series"),
        ("event", "events"),
    ):
        saved = save_things(
            kind, [entry.model_dump() for entry in getattr(first, name)], by=None, at=make.NOON + make.DAY
        )
        assert (saved.added, saved.changed) == (0, 0)

    assert dossier(make.NOON + make.DAY) == first


def test_dossier_survives_moving_to_an_empty_archive():
    event = make.make_event(slug="borta", appearances=[Appearance(to_be_confirmed=True)])
    make.make_material(event)
    take_down(event, reason="mistake", by=None, at=make.NOON)
    first = _dossier_of(**_full_archive())
    assert first.tombstones

    Event.objects.all()._raw_delete("default") if False else _empty_the_archive()
    with_order = (
        ("organisation", "organisations"),
        ("person", "people"),
        ("topic", "topics"),
        ("series", "series"),
        ("event", "events"),
    )
    for kind, name in with_order:
        save_things(kind, [entry.model_dump() for entry in getattr(first, name)], by=None, at=make.NOON + make.DAY)
    save_tombstones(stone.model_dump() for stone in first.tombstones)

    assert dossier(make.NOON) == first


def _empty_the_archive():
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in apps.get_app_config("archive").get_models():
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    assert not Tombstone.objects.exists()
    assert dossier(make.NOON).events == ()


def test_dossier_has_what_readers_never_see():
    make.make_event(meeting_address_url="https://meet.example.se/hemligt", attendance_number=7)

    (event,) = dossier(make.NOON).events

    assert event.meeting_address.url == "https://meet.example.se/hemligt"
    assert event.attendance.number == 7
