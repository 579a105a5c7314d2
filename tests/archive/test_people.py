# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import json

import pytest
from django.apps import apps
from django.core.serializers import serialize
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from tests import factories as make
from tests.factories import DAY, NOON
from verkstad.archive.actions.changing import change_published
from verkstad.archive.actions.people import take_person_out
from verkstad.archive.actions.planning import StepContent, add_step, set_series_steps
from verkstad.archive.actions.publishing import change_slug, publish, save_draft
from verkstad.archive.actions.saving import save_things
from verkstad.archive.journal import changed_after, newest_serial
from verkstad.archive.models import AgendaItem, Appearance, Claim, EditorNote, Event, Person
from verkstad.records.read import published
from verkstad.records.read_desk import dossier

pytestmark = pytest.mark.django_db


def _everything_kept() -> str:
    """All that the archive and its history hold, as one text."""
    models = [*apps.get_app_config("archive").get_models(), Revision, ModelLogEntry]
    rows = [serialize("json", model.objects.order_by("pk")) for model in models]
    # Revisions keep å, ä and ö escaped within their own JSON.
    return "\n".join(json.dumps(json.loads(row), ensure_ascii=False) for row in rows)


def _person_in_everything():
    series, organisation = make.make_series(), make.make_organisation()
    person = make.person_content(slug="asa-oberg", name="Åsa Öberg", aliases=["Åsa Ö. Nilsson"])
    person["notes"] = [{"note": "Vill helst bli ringd."}]
    person["claims"] = [{"field": "name", "value": "Åsa Öberg", "source": "sidan"}]
    save_things("person", [person], by=None, at=NOON)
    event = make.event_content(
        series.pk,
        appearances=[
            {
                "uid": make.new_id(),
                "person": person["id"],
                "organisation": organisation.pk,
                "billed_as": "Åsa Ö. Nilsson",
                "title": "chef",
            },
            {"uid": make.new_id(), "person": person["id"]},
            {"uid": make.new_id(), "person": make.make_person().pk},
        ],
        materials=[{"id": make.new_id(), "title": make.words("Bilder"), "creators": ["Åsa Öberg", "Bo Ek"]}],
        claims=[{"field": "appearances", "value": "Åsa Öberg, chef", "source": "sidan", "words": "med Åsa Öberg"}],
        notes=[{"note": "Fråga Åsa Öberg om bilderna."}],
    )
    save_things("event", [event], by=None, at=NOON)
    step = StepContent("Ring Åsa Öberg", -7, "Åsa Öberg")
    add_step(Event.objects.get(pk=event["id"]), step, by=None, at=NOON)
    set_series_steps(series, [step], by=None, at=NOON)
    return Person.objects.get(pk=person["id"]), Event.objects.get(pk=event["id"]), organisation


def test_take_person_out_leaves_nothing_of_the_name():
    person, event, organisation = _person_in_everything()
    change_slug(person, "asa-nilsson", by=None, at=NOON)
    change_published(
        person, {"name": "Åsa Nilsson Öberg", "aliases": ["Åsa Öberg", "Åsa Ö. Nilsson"]}, by=None, at=NOON
    )
    save_draft(event, {"venue": "Sal 2"}, by=None, at=NOON)
    draft_only = make.make_event(live=False)
    draft_only.appearances.add(Appearance(person=person))
    draft_only.save_revision()
    key = str(person.pk)
    for trace in ("Åsa", "Öberg", "asa-oberg", "asa-nilsson", "Ö. Nilsson"):
        assert trace in _everything_kept()

    taken = take_person_out(person, reason="personal_data", by=None, at=NOON + DAY)

    kept = _everything_kept()
    for trace in ("Åsa", "Öberg", "asa-oberg", "asa-nilsson", "Ö. Nilsson"):
        assert trace not in kept
    assert taken.events == (event.pk,)
    assert {(one.kind, one.column) for one in taken.rewritten} == {("material", "creators")}
    assert taken.named_in_address == ()
    records = published(NOON)
    (record,) = records.events
    shown = [(part.person, part.organisation, part.billed_as, part.title) for part in record.appearances]
    assert shown[0] == (None, organisation.pk, None, None)
    assert len(shown) == 2
    assert record.materials[0].creators == ("Bo Ek",)
    assert record.modified_at == NOON + DAY
    (stone,) = records.tombstones
    assert (stone.slug, stone.former_slugs, stone.reason) == (key, (), "personal_data")
    assert Claim.objects.get().words == "med […]"
    assert EditorNote.objects.get().note == "Fråga […] om bilderna."


def test_person_does_not_come_back_with_the_next_published_draft():
    person, event, _organisation = _person_in_everything()
    save_draft(event, {"venue": "Sal 2"}, by=None, at=NOON)

    take_person_out(person, reason="author_request", by=None, at=NOON)
    publish(event, by=None, at=NOON)

    (record,) = published(NOON).events
    assert record.venue == "Sal 2"
    assert [part.person for part in record.appearances if part.organisation] == [None]
    assert dossier(NOON).events[0].appearances == record.appearances


def test_take_person_out_puts_other_words_for_the_name_in_every_text():
    person, event, _organisation = _person_in_everything()
    summary = make.words(
        "Åsa Öberg berättade. Sedan visade Åsa Öberg, och Åsa Öbergs bilder finns här.", "Åsa Öberg's talk."
    )
    change_published(event, {"summary": summary}, by=None, at=NOON)
    item = AgendaItem.objects.create(event=event, title_sv="Frågor till Åsa Öberg")
    topic = make.make_topic(description="Åsa Öberg kan detta.")
    recording = make.make_recording(
        event, chapters=[{"start_seconds": 0, "title": {"sv": "Åsa Öberg", "original": "sv"}}]
    )
    before = newest_serial()

    taken = take_person_out(person, reason="personal_data", by=None, at=NOON + DAY)

    (record,) = published(NOON).events
    assert (
        record.summary.sv
        == "En medverkande berättade. Sedan visade en medverkande, och en medverkandes bilder finns här."
    )
    assert record.summary.en == "A speaker's talk."
    assert record.agenda[0].title.sv == "Frågor till en medverkande"
    assert record.recordings[0].chapters[0].title.sv == "En medverkande"
    assert published(NOON).topics[0].description.sv == "En medverkande kan detta."
    assert {(one.kind, one.id, one.column) for one in taken.rewritten} >= {
        ("event", event.pk, "summary_sv"),
        ("event", event.pk, "summary_en"),
        ("event", event.pk, "title_sv"),
        ("topic", topic.pk, "description_sv"),
        ("recording", recording.pk, "chapters"),
    }
    assert set(changed_after(before)[0]) >= {("person", person.pk), ("event", event.pk), ("topic", topic.pk)}
    assert "Öberg" not in _everything_kept()
    assert item.uid == record.agenda[0].uid


def test_namesake_stays():
    person, event, _organisation = _person_in_everything()
    namesake = make.make_person(name="Åsa Öberg", slug="asa-oberg-2")
    Appearance.objects.create(event=event, person=namesake, billed_as="Åsa Öberg", sort_order=9)

    take_person_out(person, reason="personal_data", by=None, at=NOON)

    records = published(NOON)
    assert records.events[0].appearances[-1].billed_as == "Åsa Öberg"
    assert [each.name for each in records.people if each.id == namesake.pk] == ["Åsa Öberg"]


def test_address_that_holds_the_name_is_told():
    person, event, _organisation = _person_in_everything()
    named = make.make_event(series=event.series, slug="2024-05-07-asa-oberg-berattar")

    taken = take_person_out(person, reason="personal_data", by=None, at=NOON)

    assert taken.named_in_address == (named.pk,)


def test_name_within_another_name_is_left_alone():
    person, _event, _organisation = _person_in_everything()
    EditorNote.objects.update(note="Åsa Öbergsson är en annan.")

    take_person_out(person, reason="personal_data", by=None, at=NOON)

    assert EditorNote.objects.get().note == "Åsa Öbergsson är en annan."


def test_what_the_log_says_of_other_things_loses_the_name():
    person, event, _organisation = _person_in_everything()
    namesake = make.make_person(name="Åsa Öberg", slug="asa-oberg-2")
    log(instance=event, action="verkstad.import", title="Åsa Öberg berättar", data={"title": {"old": "Med Åsa Öberg"}})
    log(instance=namesake, action="verkstad.import", title="Åsa Öberg")
    log(instance=event, action="verkstad.import", title="Vårmöte", data={"n": 1})
    gone = make.make_person(name="Åsa Öberg", slug="asa-oberg-3", live=False, first_published_at=None)
    log(instance=gone, action="wagtail.delete", title="Åsa Öberg", deleted=True)
    gone_id = str(gone.pk)
    gone.delete()

    take_person_out(person, reason="personal_data", by=None, at=NOON)

    about = ModelLogEntry.objects.order_by("pk")
    said = [(entry.label, entry.data) for entry in about.filter(object_id=str(event.pk))]
    assert ("[…] berättar", {"title": {"old": "Med […]"}}) in said
    assert ("Vårmöte", {"n": 1}) in said
    assert {entry.label for entry in about.filter(object_id=str(namesake.pk))} == {"Åsa Öberg"}
    assert {entry.label for entry in about.filter(object_id=gone_id)} == {"[…]"}
