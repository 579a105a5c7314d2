# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import gc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from verkstad.archive.actions.publishing import take_down
from verkstad.archive.actions.saving import save_things
from verkstad.archive.models import (
    AgendaItem,
    Appearance,
    BroaderTopic,
    Event,
    Link,
    Organiser,
    Relation,
    SeriesOrganiser,
    TopicLink,
)
from verkstad.records import events, things
from verkstad.records.read import RecordUnreadable, published

pytestmark = pytest.mark.django_db


def _full_event(**values):
    series, person, organisation, topic = (
        make.make_series(),
        make.make_person(),
        make.make_organisation(),
        make.make_topic(),
    )
    related = make.make_event(series=series)
    moments = {"published_at": make.NOON - make.DAY, "modified_at": make.NOON}
    return make.full_event_content(series.pk, person.pk, organisation.pk, topic.pk, related.pk, **{**moments, **values})


def test_published_gives_back_every_field_of_a_full_event():
    content = _full_event()
    assert set(events.Event.model_fields) == set(content)

    save_things("event", [content], by=None, at=make.NOON)

    assert published(make.NOON, only=[content["id"]]).events == (events.Event.model_validate(content),)


def test_published_gives_back_every_field_of_the_other_things():
    organisation = {
        **make.organisation_content(former_slugs=["verket"], published_at=make.NOON, modified_at=make.NOON),
        "short_name": "DIGG",
        "aliases": ["Digg", "Myndigheten för digital förvaltning"],
        "kind": "authority",
        "organisation_number": "202100-6883",
        "wikidata": "Q56273712",
        "url": "https://www.digg.se/",
        "part_of": make.make_organisation().pk,
    }
    person = make.person_content(
        former_slugs=["anna"],
        published_at=make.NOON,
        modified_at=make.NOON,
        aliases=["Anna B."],
        identities=[{"scheme": "wikidata", "value": "Q42"}],
        open_to_search=True,
    )
    topic = make.topic_content(
        former_slugs=["arkiv"],
        published_at=make.NOON,
        modified_at=make.NOON,
        kind="standard",
        aliases=["e-arkiv"],
        description=make.words("Att bevara.", "To keep."),
        broader=[make.make_topic().pk, make.make_topic().pk],
        identities=[{"scheme": "web", "value": "https://example.se/arkiv"}],
        url="https://example.se/",
    )
    picture = {"file": "a" * 64, "alternative": make.words("Ett nät", "A net"), "width": 4, "height": 3}
    series = make.series_content(
        former_slugs=["natverket"],
        published_at=make.NOON,
        modified_at=make.NOON,
        short_name="NOSAD",
        description=make.words("Ett nätverk", "A network"),
        audience=make.words("Alla", "All"),
        responsible=make.words("Värdmyndigheten", "The host"),
        organisers=[make.make_organisation().pk],
        url="https://nosad.se/",
        forum_url="https://forum.example.se/",
        contact_email="info@example.se",
        language="en",
        time_zone="Europe/Oslo",
        default_licence="CC-BY-4.0",
        text_licence="CC0-1.0",
        image=picture,
        records_by_default=True,
    )
    cases = {
        "organisation": (organisation, things.Organisation, "organisations"),
        "person": (person, things.Person, "people"),
        "topic": (topic, things.Topic, "topics"),
        "series": (series, things.Series, "series"),
    }

    for kind, (content, record, name) in cases.items():
        assert set(record.model_fields) == set(content)
        save_things(kind, [content], by=None, at=make.NOON)
        assert getattr(published(make.NOON, only=[content["id"]]), name) == (record.model_validate(content),)


def test_published_asks_as_many_questions_of_1_3_and_30_events():
    asked = {}
    for more in (1, 2, 27):
        for _ in range(more):
            save_things("event", [_full_event()], by=None, at=make.NOON)
        with CaptureQueriesContext(connection) as queries:
            found = published(make.NOON).events
        full = [event for event in found if event.materials]
        asked[len(full)] = len(queries)

    assert set(asked) == {1, 3, 30}
    assert len(set(asked.values())) == 1
    assert asked[1] <= 25


def test_published_asks_as_many_questions_of_few_and_of_many_chosen():
    chosen = [_full_event() for _ in range(3)]
    save_things("event", chosen, by=None, at=make.NOON)
    ids = [content["id"] for content in chosen]

    with CaptureQueriesContext(connection) as one:
        published(make.NOON, only=ids[:1])
    with CaptureQueriesContext(connection) as three:
        published(make.NOON, only=ids)

    assert len(one) == len(three)


def test_published_reads_chosen_things_of_any_kind_and_nothing_else():
    person, other, event = make.make_person(), make.make_person(), make.make_event()

    records = published(make.NOON, only=[person.pk, event.pk])

    assert [thing.id for thing in records.people] == [person.pk] != [other.pk]
    assert [thing.id for thing in records.events] == [event.pk]
    assert records.series == ()


def test_published_chosen_one_by_one_is_published_as_a_whole():
    full = _full_event()
    save_things("event", [full], by=None, at=make.NOON)
    whole = published(make.NOON)

    for name in ("series", "organisations", "people", "topics", "events"):
        for thing in getattr(whole, name):
            assert getattr(published(make.NOON, only=[thing.id]), name) == (thing,)


def test_published_with_very_many_chosen_is_the_same(monkeypatch):
    save_things("event", [_full_event(), _full_event()], by=None, at=make.NOON)
    ids = [event.id for event in published(make.NOON).events][:3]
    few = published(make.NOON, only=ids)

    monkeypatch.setattr("verkstad.records.read.TOO_MANY_TO_NAME", 2)

    assert len(ids) == 3
    assert published(make.NOON, only=ids) == few


def test_published_sorts_by_slug():
    series = make.make_series()
    for slug in ("b", "a-2", "a-10"):
        make.make_event(series=series, slug=slug)

    assert [event.slug for event in published(make.NOON).events] == ["a-10", "a-2", "b"]


def test_published_leaves_out_drafts_and_events_of_an_unpublished_series():
    seen = make.make_event()
    make.make_event(live=False, series=seen.series)
    make.make_event(series=make.make_series(live=False))
    make.make_person(live=False)

    records = published(make.NOON)

    assert [event.id for event in records.events] == [seen.pk]
    assert records.people == ()


def test_published_never_has_a_private_meeting_address_or_attendance():
    private = make.make_event(
        meeting_address_url="https://meet.example.se/hemligt", attendance_number=12, attendance_source="värden"
    )
    public = make.make_event(
        meeting_address_url="https://meet.example.se/oppet",
        meeting_address_public=True,
        attendance_number=12,
        attendance_public=True,
    )

    records = {event.id: event for event in published(make.NOON).events}

    assert records[private.pk].meeting_address is None
    assert records[private.pk].attendance is None
    assert records[public.pk].meeting_address.url == "https://meet.example.se/oppet"
    assert records[public.pk].attendance.number == 12
    assert "hemligt" not in published(make.NOON).model_dump_json()


def test_published_lets_go_of_references_to_what_is_not_published():
    seen, hidden = make.make_organisation(), make.make_organisation(live=False)
    person, secret = make.make_person(), make.make_person(live=False)
    topic, unsaid = make.make_topic(), make.make_topic(live=False)
    draft = make.make_event(live=False)
    orphan = make.make_event(series=make.make_series(live=False))
    series = make.make_series(
        organisers=[SeriesOrganiser(organisation=seen), SeriesOrganiser(organisation=hidden, sort_order=1)]
    )
    make.make_organisation(slug="del", part_of=hidden)
    make.make_topic(slug="smalare", broader=[BroaderTopic(topic=unsaid), BroaderTopic(topic=topic)])
    event = make.make_event(
        series=series,
        organisers=[Organiser(organisation=seen), Organiser(organisation=hidden)],
        topics=[TopicLink(topic=topic), TopicLink(topic=unsaid)],
        relations=[Relation(event=draft), Relation(event=orphan)],
        links=[Link(title_sv="Sida", organisation=hidden)],
        appearances=[
            Appearance(person=person, organisation=hidden, sort_order=0),
            Appearance(person=secret, organisation=seen, billed_as="Hemliga Namnet", title="chef", sort_order=1),
            Appearance(person=secret, sort_order=2),
            Appearance(organisation=hidden, sort_order=3),
            Appearance(person=secret, to_be_confirmed=True, sort_order=4),
            Appearance(organisation=seen, second_organisation=hidden, sort_order=5),
        ],
    )
    make.make_material(event, organisation=hidden)

    records = published(make.NOON)
    (record,) = (found for found in records.events if found.id == event.pk)

    assert [part.organisation for part in record.organisers] == [seen.pk]
    assert [part.topic for part in record.topics] == [topic.pk]
    assert record.relations == ()
    assert record.links[0].organisation is None
    assert record.materials[0].organisation is None
    shown = [(part.person, part.organisation, part.billed_as, part.to_be_confirmed) for part in record.appearances]
    assert shown == [
        (person.pk, None, None, False),
        (None, seen.pk, None, False),
        (None, None, None, True),
        (None, seen.pk, None, False),
    ]
    assert record.appearances[3].second_organisation is None
    assert next(found for found in records.series if found.id == series.pk).organisers == (seen.pk,)
    assert next(found for found in records.organisations if found.slug == "del").part_of is None
    assert next(found for found in records.topics if found.slug == "smalare").broader == (topic.pk,)
    for gone in (hidden, secret, unsaid, draft, orphan):
        assert str(gone.pk) not in records.model_dump_json()
    assert "Hemliga" not in records.model_dump_json()


def test_published_has_no_material_or_recording_that_is_a_draft():
    event = make.make_event()
    shown = make.make_material(event)
    make.make_material(event, live=False)
    make.make_recording(event, live=False)

    (record,) = published(make.NOON).events

    assert [material.id for material in record.materials] == [shown.pk]
    assert record.recordings == ()


def test_published_lets_go_of_an_agenda_item_that_is_only_in_a_draft():
    item, unknown = AgendaItem(title_sv="Punkt"), make.new_id()
    event = make.make_event(agenda=[item], appearances=[Appearance(to_be_confirmed=True, agenda_item_uid=unknown)])
    make.make_material(event, agenda_item_uid=unknown)
    make.make_material(event, agenda_item_uid=item.uid, sort_order=1)

    (record,) = published(make.NOON).events

    assert record.appearances[0].agenda_item is None
    assert [material.agenda_item for material in record.materials] == [None, item.uid]


def test_published_has_tombstones_of_what_was_taken_down():
    event = make.make_event(slug="borta")
    take_down(event, reason="rights", by=None, at=make.NOON)

    records = published(make.NOON)

    assert records.events == ()
    assert [(stone.id, stone.kind, stone.slug, stone.reason, stone.at) for stone in records.tombstones] == [
        (event.pk, "event", "borta", "rights", make.NOON)
    ]
    assert published(make.NOON, only=[event.series_id]).tombstones == ()


def test_published_names_the_thing_that_no_record_may_be():
    event = make.make_event(slug="trasig")
    Event.objects.filter(pk=event.pk).update(time_zone="Mars/Olympus")

    with pytest.raises(RecordUnreadable) as failed:
        published(make.NOON)

    assert (failed.value.kind, failed.value.id, failed.value.slug) == ("event", event.pk, "trasig")
    assert "time_zone" in str(failed.value)
    assert gc.isenabled()


@pytest.mark.django_db(transaction=True)
def test_published_leaves_no_transaction_behind():
    event = make.make_event()

    published(make.NOON)

    assert not connection.in_atomic_block
    Event.objects.filter(pk=event.pk).update(venue="Sal 1")
    assert published(make.NOON).events[0].venue == "Sal 1"
