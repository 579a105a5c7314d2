# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two that turned out to be one: everything refers to the one that stays, and undoing brings all of it back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.serializers import serialize
from django.db.models import Q
from django.utils import translation
from wagtail.models import ModelLogEntry, Revision

from tests import factories as make
from tests.factories import DAY, NOON
from verkstad.archive.actions.beginning import make_template
from verkstad.archive.actions.merging import cannot_be_undone, merge, undo_merge
from verkstad.archive.actions.people import take_person_out
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.actions.saving import save_things
from verkstad.archive.errors import CannotUndo, NotAllowed, NothingToMerge, WouldHide
from verkstad.archive.journal import changed_after, newest_serial
from verkstad.archive.models import (
    Appearance,
    BroaderTopic,
    ChangedThing,
    Claim,
    EditorNote,
    Event,
    Grant,
    Merge,
    Organisation,
    Organiser,
    Person,
    Series,
    Tombstone,
    Topic,
    TopicLink,
)
from verkstad.archive.pending import as_revision
from verkstad.records.read import published
from verkstad.records.read_desk import dossier

pytestmark = pytest.mark.django_db

MOMENT = timedelta(hours=1)


def person(name: str, **values) -> Person:
    content = make.person_content(name=name, **values)
    save_things("person", [content], by=None, at=NOON)
    return Person.objects.get(pk=content["id"])


def event_with(*appearances, series=None, **values) -> Event:
    content = make.event_content((series or make.make_series()).pk, appearances=list(appearances), **values)
    save_things("event", [content], by=None, at=NOON)
    return Event.objects.get(pk=content["id"])


def appears(who, **values):
    return {"uid": make.new_id(), "person": who.pk, **values}


def two_that_are_one():
    """Two people with all that may name one: an event with a draft that waits, another's draft, claims, notes."""
    kept = person("Maria Dalhage", slug="maria-dalhage", aliases=["M. Dalhage"])
    gone = person(
        "Maria Dahlhage",
        slug="maria-dahlhage",
        former_slugs=["m-dahlhage"],
        identities=[{"scheme": "wikidata", "value": "Q1"}],
        notes=[{"note": "Ring henne."}],
        claims=[{"field": "name", "value": "Maria Dahlhage", "source": "sidan"}],
    )
    organisation = make.make_organisation()
    event = event_with(
        appears(gone, organisation=organisation.pk, title="chef"),
        appears(gone, billed_as="Maja"),
        appears(make.make_person()),
        title=make.words("Öppna data"),
    )
    save_draft(event, {"venue": "Sal 1"}, by=None, at=NOON + MOMENT)
    other = make.make_event()
    draft = as_revision(other)
    draft["appearances"] = [
        {**as_revision(event)["appearances"][0], "pk": None, "uid": str(make.new_id()), "event": str(other.pk)}
    ]
    other.with_content_json(draft).save_revision()
    return kept, gone, event, other


def everything(but=()):
    """All rows and revisions, but for what history adds: the log, the journal, moments of change, revisions after a key."""
    left_out = {ChangedThing, Merge}
    rows = {}
    for model in apps.get_app_config("archive").get_models():
        if model in left_out:
            continue
        for one in json.loads(serialize("json", model.objects.order_by("pk"))):
            for name in ("last_published_at", "latest_revision", "live_revision"):
                one["fields"].pop(name, None)
            rows[model.__name__, one["fields"].get("uid", str(one["pk"]))] = one["fields"]
    return rows


def revisions(keys):
    found = Revision.objects.filter(pk__in=keys).order_by("pk")
    return {one.pk: (one.object_id, one.object_str, one.created_at, one.content) for one in found}


def test_merge_moves_rows_and_every_revision():
    kept, gone, event, _other = two_that_are_one()
    before = newest_serial()

    record = merge(kept, gone, by=None, at=NOON + DAY)

    records = published(NOON)
    (shown,) = [one for one in records.events if one.id == event.pk]
    assert [(one.person == kept.pk, one.billed_as) for one in shown.appearances[:2]] == [
        (True, "Maria Dahlhage"),
        (True, "Maja"),
    ]
    assert str(gone.pk) not in "".join(
        json.dumps(content) for content in Revision.objects.order_by("pk").values_list("content", flat=True)
    )
    assert not Person.objects.filter(pk=gone.pk).exists()
    stone = Tombstone.objects.get(pk=gone.pk)
    assert (stone.reason, stone.merged_into, stone.slug, stone.former_slugs) == (
        "merged",
        kept.pk,
        "maria-dahlhage",
        ["m-dahlhage"],
    )
    (person_record,) = [one for one in records.people if one.id == kept.pk]
    assert person_record.aliases == ("M. Dalhage", "Maria Dahlhage")
    assert person_record.identities[0].value == "Q1"
    assert set(changed_after(before)[0]) == {("person", kept.pk), ("person", gone.pk), ("event", event.pk)}
    assert Claim.objects.get(value="Maria Dahlhage").thing_id == kept.pk
    assert EditorNote.objects.get(note="Ring henne.").thing_id == kept.pk
    assert (record.kept_name, record.gone_name) == ("Maria Dalhage", "Maria Dahlhage")
    actions = set(
        ModelLogEntry.objects.filter(Q(object_id=str(kept.pk)) | Q(object_id=str(gone.pk))).values_list(
            "action", "object_id"
        )
    )
    assert {("verkstad.merge", str(kept.pk)), ("verkstad.merge", str(gone.pk))} <= actions
    assert dossier(NOON)


def test_draft_that_waits_does_not_bring_the_merged_person_back():
    kept, gone, event, _other = two_that_are_one()
    merge(kept, gone, by=None, at=NOON + DAY)

    publish(Event.objects.get(pk=event.pk), by=None, at=NOON + 2 * DAY)

    (shown,) = [one for one in published(NOON).events if one.id == event.pk]
    assert shown.venue == "Sal 1"
    assert [one.person for one in shown.appearances[:2]] == [kept.pk, kept.pk]


def test_undo_brings_everything_back():
    kept, gone, _event, _other = two_that_are_one()
    before = everything()
    keys = list(Revision.objects.order_by("pk").values_list("pk", flat=True))
    revisions_before = revisions(keys)
    record = merge(kept, gone, by=None, at=NOON + DAY)
    assert everything() != before

    undone = undo_merge(record, by=None, at=NOON + 2 * DAY)

    assert undone.left == []
    assert everything() == before
    assert revisions(keys) == revisions_before
    assert {one.id for one in published(NOON).people} >= {kept.pk, gone.pk}
    with translation.override("en"), pytest.raises(CannotUndo, match="undone already"):
        undo_merge(record, by=None, at=NOON + 3 * DAY)


def test_undo_reaches_versions_that_were_saved_since():
    kept, gone, event, _other = two_that_are_one()
    record = merge(kept, gone, by=None, at=NOON + DAY)
    save_draft(Event.objects.get(pk=event.pk), {"venue": "Sal 2"}, by=None, at=NOON + DAY + MOMENT)

    undo_merge(record, by=None, at=NOON + 2 * DAY)
    publish(Event.objects.get(pk=event.pk), by=None, at=NOON + 3 * DAY)

    (shown,) = [one for one in published(NOON).events if one.id == event.pk]
    assert shown.venue == "Sal 2"
    assert [(one.person, one.billed_as) for one in shown.appearances[:2]] == [(gone.pk, None), (gone.pk, "Maja")]


def test_undo_leaves_and_tells_what_was_changed_since():
    kept, gone, event, _other = two_that_are_one()
    third = make.make_person()
    record = merge(kept, gone, by=None, at=NOON + DAY)
    Appearance.objects.filter(event=event, billed_as="Maja").update(person=third)

    told = cannot_be_undone(record, at=NOON + 2 * DAY)
    nothing_done = Person.objects.filter(pk=gone.pk).exists()
    undone = undo_merge(record, by=None, at=NOON + 2 * DAY)

    assert not nothing_done
    assert told == undone.left == ["Öppna data"]
    assert set(Appearance.objects.filter(event=event).values_list("person", flat=True)) > {gone.pk, third.pk}


def test_second_merge_is_undone_before_the_first():
    one, two, three = person("Anna Ek"), person("Anna Eek"), person("Anna Ekh")
    first = merge(two, one, by=None, at=NOON)
    second = merge(three, two, by=None, at=NOON + DAY)

    assert Tombstone.objects.get(pk=one.pk).merged_into == three.pk
    with pytest.raises(CannotUndo, match="Anna Eek → Anna Ekh"):
        undo_merge(first, by=None, at=NOON)
    undo_merge(second, by=None, at=NOON)
    assert Tombstone.objects.get(pk=one.pk).merged_into == two.pk
    undo_merge(first, by=None, at=NOON)
    assert Person.objects.filter(pk__in=[one.pk, two.pk, three.pk]).count() == 3
    assert not Tombstone.objects.exists()


def test_organisations_are_merged_wherever_they_are_named():
    kept, gone = (
        make.make_organisation(name="Digg", slug="digg"),
        make.make_organisation(name="Myndigheten för digital förvaltning", slug="myndigheten", wikidata="Q2"),
    )
    part = make.make_organisation(part_of=gone)
    Organisation.objects.filter(pk=kept.pk).update(part_of=gone)
    series = make.make_series()
    series.organisers.create(organisation=gone)
    series.organisers.create(organisation=kept)
    series.save()
    event = make.make_event(series=series)
    event.organisers.create(organisation=gone, role="organiser")
    event.organisers.create(organisation=kept, role="organiser")
    event.organisers.create(organisation=gone, role="host")
    event.appearances.create(organisation=gone, second_organisation=gone, person=make.make_person())
    event.save()
    event.save_revision()
    material = make.make_material(event, organisation=gone)
    user = make.make_user(role="editor", organisation=gone)
    before = everything()
    keys = list(Revision.objects.order_by("pk").values_list("pk", flat=True))
    revisions_before = revisions(keys)

    record = merge(Organisation.objects.get(pk=kept.pk), gone, by=None, at=NOON)

    found = Organisation.objects.get(pk=kept.pk)
    assert (found.aliases, found.wikidata, found.part_of) == (["Myndigheten för digital förvaltning"], "Q2", None)
    assert sorted(Organiser.objects.values_list("organisation", "role")) == [(kept.pk, "host"), (kept.pk, "organiser")]
    assert Series.objects.get().organisers.get().organisation_id == kept.pk
    appearance = Appearance.objects.get()
    assert (appearance.organisation_id, appearance.second_organisation_id) == (kept.pk, kept.pk)
    assert appearance.organisation_billed_as == "Myndigheten för digital förvaltning"
    (revision,) = Revision.objects.filter(pk__in=keys)
    assert len(revision.content["organisers"]) == 2
    assert Grant.objects.get(user=user).organisation_id == kept.pk
    assert {each.id for each in published(NOON).organisations} == {kept.pk, part.pk}
    assert material.pk == published(NOON).events[0].materials[0].id

    undone = undo_merge(record, by=None, at=NOON + DAY)

    assert undone.left == []
    assert everything() == before
    assert revisions(keys) == revisions_before


def test_topics_are_merged_with_what_is_broader():
    broad, kept, gone = make.make_topic(), make.make_topic(name="E-arkiv"), make.make_topic(name="eArkiv")
    gone.broader.create(topic=broad)
    gone.broader.create(topic=kept)
    kept.broader.create(topic=gone)
    for topic in (kept, gone):
        topic.save()
    event = make.make_event()
    event.topics.create(topic=kept)
    event.topics.create(topic=gone)
    event.save()
    before = everything()

    record = merge(Topic.objects.get(pk=kept.pk), Topic.objects.get(pk=gone.pk), by=None, at=NOON)

    assert TopicLink.objects.get().topic_id == kept.pk
    assert list(BroaderTopic.objects.values_list("narrower", "topic")) == [(kept.pk, broad.pk)]

    assert undo_merge(record, by=None, at=NOON).left == []
    assert everything() == before


def test_what_readers_know_is_not_merged_into_what_they_do_not():
    kept, gone = make.make_person(live=False), make.make_person()

    with pytest.raises(WouldHide):
        merge(kept, gone, by=None, at=NOON)
    with pytest.raises(NothingToMerge):
        merge(gone, gone, by=None, at=NOON)
    with pytest.raises(NothingToMerge):
        merge(gone, make.make_topic(), by=None, at=NOON)


def test_only_who_answers_for_everything_may_merge():
    kept, gone = make.make_person(), make.make_person()
    of_a_series = make.make_user(role="editor", series=make.make_series())

    with pytest.raises(NotAllowed):
        merge(kept, gone, by=of_a_series, at=NOON)
    assert merge(kept, gone, by=make.make_user(role="editor"), at=NOON)


def test_draft_is_merged_without_a_trace_for_readers():
    kept, gone = make.make_person(live=False), make.make_person(live=False, name="Utkast Person")
    kept.save_revision()

    merge(kept, gone, by=None, at=NOON)

    assert not Tombstone.objects.exists()
    assert Person.objects.get().aliases == ["Utkast Person"]
    assert Person.objects.get().get_latest_revision_as_object().aliases == ["Utkast Person"]


def test_person_who_is_taken_out_takes_the_merge_along():
    kept, gone, _event, _other = two_that_are_one()
    merge(kept, gone, by=None, at=NOON)

    take_person_out(Person.objects.get(pk=kept.pk), reason="personal_data", by=None, at=NOON + DAY)

    models = [*apps.get_app_config("archive").get_models(), Revision, ModelLogEntry]
    kept_everywhere = "".join(
        json.dumps(json.loads(serialize("json", model.objects.order_by("pk"))), ensure_ascii=False) for model in models
    )
    assert "hlhage" not in kept_everywhere
    assert "Dalhage" not in kept_everywhere


def test_templates_follow_merging_and_taking_out():
    kept, gone, event, _other = two_that_are_one()
    template = make_template(event, "Som förra gången", by=None, at=NOON, with_people=True)
    assert str(gone.pk) in json.dumps(template.content)

    record = merge(kept, gone, by=None, at=NOON)

    template.refresh_from_db()
    assert str(gone.pk) not in json.dumps(template.content)
    assert str(kept.pk) in json.dumps(template.content)
    undo_merge(record, by=None, at=NOON)
    template.refresh_from_db()
    assert str(gone.pk) in json.dumps(template.content)

    take_person_out(Person.objects.get(pk=gone.pk), reason="personal_data", by=None, at=NOON)

    template.refresh_from_db()
    assert str(gone.pk) not in json.dumps(template.content)
    assert "hlhage" not in json.dumps(template.content)
