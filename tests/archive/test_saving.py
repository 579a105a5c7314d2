# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from wagtail.models import ModelLogEntry, Revision

from tests import factories as make
from tests.factories import DAY, NOON
from verkstad.archive.actions.changing import change_published
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.actions.saving import Saved, save_things, save_tombstones
from verkstad.archive.journal import changed_after, newest_serial
from verkstad.archive.models import Appearance, Claim, EditorNote, Event, Material, Person, Tombstone
from verkstad.records.read import published
from verkstad.records.read_desk import dossier

pytestmark = pytest.mark.django_db


def _save(kind, *contents, at=NOON):
    return save_things(kind, contents, by=None, at=at)


def test_save_things_counts_what_is_new_changed_and_as_it_was():
    first, second = make.person_content(), make.person_content()

    assert _save("person", first, second) == Saved(added=2)
    assert _save("person", first, {**second, "name": "Nytt Namn"}) == Saved(changed=1, unchanged=1)


def test_saving_again_changes_nothing():
    series = make.make_series()
    related, person, organisation, topic = (
        make.make_event(series=series),
        make.make_person(),
        make.make_organisation(),
        make.make_topic(),
    )
    event = make.full_event_content(series.pk, person.pk, organisation.pk, topic.pk, related.pk)
    event["notes"] = [{"note": "Ring värden."}]
    event["claims"] = [{"field": "venue", "source": "sidan", "line": 3}]
    _save("event", event)
    before = (
        newest_serial(),
        list(Revision.objects.order_by("pk").values_list("pk", "content")),
        list(Appearance.objects.order_by("pk").values_list("pk", "uid")),
        list(Claim.objects.values_list("pk", flat=True)) + list(EditorNote.objects.values_list("pk", flat=True)),
    )

    saved = _save("event", event, at=NOON + DAY)

    assert saved == Saved(unchanged=1)
    assert before == (
        newest_serial(),
        list(Revision.objects.order_by("pk").values_list("pk", "content")),
        list(Appearance.objects.order_by("pk").values_list("pk", "uid")),
        list(Claim.objects.values_list("pk", flat=True)) + list(EditorNote.objects.values_list("pk", flat=True)),
    )


def test_new_things_are_in_the_journal_the_history_and_the_log():
    series = make.make_series()
    event = make.event_content(series.pk, materials=[{"id": make.new_id(), "title": make.words("Bilder")}])
    draft = make.event_content(series.pk, state="draft")
    before = newest_serial()

    _save("event", event, draft)

    assert set(changed_after(before)[0]) == {("event", event["id"]), ("material", event["materials"][0]["id"])}
    row = Event.objects.get(pk=event["id"])
    assert row.live_revision == row.latest_revision
    assert row.latest_revision.as_object().title == row.title
    assert (row.first_published_at, row.last_published_at, row.has_unpublished_changes) == (NOON, NOON, False)
    assert set(ModelLogEntry.objects.values_list("action", "timestamp")) == {("verkstad.import", NOON)}
    hidden = Event.objects.get(pk=draft["id"])
    assert (hidden.live, hidden.has_unpublished_changes, hidden.live_revision) == (False, True, None)


def test_imported_event_can_be_edited_and_published_like_any_other():
    series = make.make_series()
    event = make.event_content(series.pk, agenda=[{"uid": make.new_id(), "title": make.words("Punkt")}])
    _save("event", event)

    row = Event.objects.get(pk=event["id"])
    save_draft(row, {"venue": "Sal 2"}, by=None, at=NOON)
    publish(row, by=None, at=NOON)
    first = Revision.objects.for_instance(row).order_by("pk").first()
    first.publish()

    (record,) = published(NOON).events
    assert (record.venue, record.agenda[0].uid) == (None, event["agenda"][0]["uid"])


def test_changed_published_thing_is_not_undone_by_a_draft_that_waits():
    series = make.make_series()
    event = make.event_content(series.pk, venue="Sal 1")
    _save("event", event)
    save_draft(Event.objects.get(), {"title": make.words("Utkastets titel")}, by=None, at=NOON)

    assert _save("event", {**event, "venue": "Sal 2"}) == Saved(changed=1)

    assert published(NOON).events[0].title.sv == event["title"]["sv"]
    publish(Event.objects.get(), by=None, at=NOON)
    (record,) = published(NOON).events
    assert (record.title.sv, record.venue) == ("Utkastets titel", "Sal 2")


def test_changed_agenda_keeps_the_parts_that_stay():
    series = make.make_series()
    items = [{"uid": make.new_id(), "title": make.words(name)} for name in ("Ett", "Två")]
    organisation = make.make_organisation()
    event = make.event_content(series.pk, agenda=items, organisers=[{"organisation": organisation.pk}])
    _save("event", event)
    keys = dict(Event.objects.get().agenda.values_list("uid", "pk"))
    organiser = Event.objects.get().organisers.get().uid

    _save("event", {**event, "agenda": [items[1], {"uid": make.new_id(), "title": make.words("Tre")}]})

    row = Event.objects.get()
    assert [item.title.sv for item in row.agenda.all()] == ["Två", "Tre"]
    assert row.agenda.first().pk == keys[items[1]["uid"]]
    assert row.organisers.get().uid == organiser


def test_material_that_the_source_no_longer_has_is_taken_down():
    series = make.make_series()
    stays, goes = ({"id": make.new_id(), "title": make.words(name)} for name in ("Bilder", "Protokoll"))
    event = make.event_content(series.pk, materials=[stays, goes])
    _save("event", event)

    _save("event", {**event, "materials": [stays]}, at=NOON + DAY)

    assert [material.id for material in published(NOON).events[0].materials] == [stays["id"]]
    stone = Tombstone.objects.get()
    assert (stone.pk, stone.thing_kind, stone.slug, stone.at) == (goes["id"], "material", event["slug"], NOON + DAY)


def test_material_is_changed_in_its_place():
    series = make.make_series()
    first, second = ({"id": make.new_id(), "title": make.words(name)} for name in ("Bilder", "Protokoll"))
    event = make.event_content(series.pk, materials=[first, second])
    _save("event", event)
    before = newest_serial()

    _save("event", {**event, "materials": [{**second, "url": "https://example.se/p"}, first]})

    assert [(m.title.sv, m.url) for m in published(NOON).events[0].materials] == [
        ("Protokoll", "https://example.se/p"),
        ("Bilder", None),
    ]
    assert ("event", event["id"]) in changed_after(before)[0]
    assert Material.objects.count() == 2


def test_draft_becomes_published_and_published_becomes_draft():
    content = make.person_content()
    _save("person", {**content, "state": "draft"})
    assert published(NOON).people == ()

    _save("person", {**content, "name": "Anna Berg"})
    assert [person.name for person in published(NOON).people] == ["Anna Berg"]

    _save("person", {**content, "state": "draft", "name": "Anna B."})
    assert published(NOON).people == ()
    assert [(person.name, person.state) for person in dossier(NOON).people] == [("Anna B.", "draft")]


def test_draft_of_a_published_thing_comes_and_is_replaced():
    content = make.person_content()
    _save("person", content)

    draft = {**content, "name": "I utkast"}
    assert _save("person", {**content, "draft": draft}) == Saved(changed=1)
    assert _save("person", {**content, "draft": draft}) == Saved(unchanged=1)
    assert _save("person", {**content, "draft": {**draft, "name": "Annat utkast"}}) == Saved(changed=1)

    assert published(NOON).people[0].name == content["name"]
    assert dossier(NOON).people[0].draft.name == "Annat utkast"


def test_editors_draft_stays_when_the_source_has_none():
    content = make.person_content()
    _save("person", content)
    save_draft(Person.objects.get(), {"name": "Redaktörens"}, by=None, at=NOON)

    assert _save("person", content) == Saved(unchanged=1)

    assert dossier(NOON).people[0].draft.name == "Redaktörens"


def test_slug_and_former_slugs_follow_the_source():
    content = make.person_content(slug="anna-b")
    _save("person", content)
    before = newest_serial()

    _save("person", {**content, "slug": "anna-berg", "former_slugs": ["anna-b"]})

    (person,) = published(NOON).people
    assert (person.slug, person.former_slugs) == ("anna-berg", ("anna-b",))
    assert changed_after(before)[0] == [("person", content["id"])]


def test_notes_and_claims_are_replaced_where_they_differ():
    content = make.person_content(
        notes=[{"note": "Ett"}, {"note": "Två", "field": "name"}], claims=[{"field": "name", "source": "sidan"}]
    )
    other = make.person_content(claims=[{"field": "name", "source": "sidan", "state": "open"}])
    _save("person", content, other)
    kept = Claim.objects.get(thing_id=other["id"]).pk

    _save("person", {**content, "notes": [{"note": "Två", "field": "name"}]}, other)

    assert [(note.note, note.field) for note in EditorNote.objects.order_by("pk")] == [("Två", "name")]
    assert Claim.objects.get(thing_id=other["id"]).pk == kept


def test_save_tombstones_once():
    stone = {"id": make.new_id(), "kind": "event", "slug": "borta", "reason": "rights", "at": NOON}
    before = newest_serial()

    save_tombstones([stone])
    save_tombstones([stone])

    assert changed_after(before)[0] == [("event", stone["id"])]
    assert [found.slug for found in published(NOON).tombstones] == ["borta"]


def test_publishing_by_import_takes_the_stone_away():
    content = make.person_content()
    save_tombstones([{"id": content["id"], "kind": "person", "slug": content["slug"], "reason": "mistake", "at": NOON}])

    _save("person", content)

    assert published(NOON).tombstones == ()


def test_event_imported_after_an_editors_change_says_what_the_source_says():
    series = make.make_series()
    event = make.event_content(series.pk, venue="Sal 1")
    _save("event", event)
    change_published(Event.objects.get(), {"venue": "Sal 3", "mode": "online"}, by=None, at=NOON)

    assert _save("event", event) == Saved(changed=1)

    (record,) = published(NOON).events
    assert (record.venue, record.mode) == ("Sal 1", None)


def test_sequence_never_falls_and_follows_a_source_that_is_ahead():
    series = make.make_series()
    event = make.event_content(series.pk, venue="Sal 1", sequence=2)
    _save("event", event)
    assert published(NOON).events[0].sequence == 2

    assert _save("event", {**event, "sequence": 0}) == Saved(unchanged=1)
    assert _save("event", {**event, "sequence": 5}) == Saved(changed=1)
    assert published(NOON).events[0].sequence == 5
    assert _save("event", {**event, "venue": "Sal 2", "sequence": 0}) == Saved(changed=1)
    assert published(NOON).events[0].sequence == 6


def test_draft_of_an_unpublished_event_is_saved_once():
    series = make.make_series()
    event = make.event_content(series.pk, state="draft", sequence=1)
    _save("event", event)

    assert _save("event", event) == Saved(unchanged=1)
    assert _save("event", {**event, "venue": "Sal 2"}) == Saved(changed=1)
    assert _save("event", {**event, "venue": "Sal 2"}) == Saved(unchanged=1)
    assert (dossier(NOON).events[0].venue, dossier(NOON).events[0].sequence) == ("Sal 2", 1)
