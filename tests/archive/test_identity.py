# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import time

import pytest
from django.db import transaction

from tests import factories as make
from verkstad.archive.errors import IdentityChanged, NamedElsewhere, WasPublished
from verkstad.archive.fields import new_id
from verkstad.archive.models import AgendaItem, Appearance, Event, Material, Person, Recording, Root, Series, Topic

pytestmark = pytest.mark.django_db


def test_new_id_is_a_uuid7_and_later_ones_sort_later():
    first = new_id()
    time.sleep(0.002)
    second = new_id()

    assert (first.version, second.version) == (7, 7)
    assert first < second


@pytest.mark.parametrize("model", [Series, Event, Person, Topic, Material, Recording])
def test_thing_read_from_the_database_is_never_saved_under_another_id(model: type[Root]):
    event = make.make_event()
    things = {
        Series: event.series,
        Event: event,
        Person: make.make_person(),
        Topic: make.make_topic(),
        Material: make.make_material(event),
        Recording: make.make_recording(event),
    }
    thing = model.objects.get(pk=things[model].pk)
    was = thing.pk
    thing.id = new_id()

    with pytest.raises(IdentityChanged) as refused:
        thing.save()

    assert refused.value.stored == was
    assert str(was) in refused.value.message()
    assert list(model.objects.order_by("pk").values_list("pk", flat=True)) == [was]


def test_thing_just_made_is_never_saved_under_another_id():
    person = make.make_person()
    person.id = new_id()

    with pytest.raises(IdentityChanged), transaction.atomic():
        person.save()

    assert Person.objects.count() == 1


def test_part_never_changes_its_uid():
    event = make.make_event(agenda=[AgendaItem(title_sv="Punkt")])
    item = event.agenda.get()
    was = item.uid
    item.uid = new_id()

    with pytest.raises(IdentityChanged), transaction.atomic():
        item.save()

    assert AgendaItem.objects.get().uid == was


def test_part_keeps_its_uid_when_an_event_is_published_from_a_draft():
    event = make.make_event(agenda=[AgendaItem(title_sv="Punkt")])
    uid = event.agenda.get().uid
    event = Event.objects.get()
    event.agenda.add(AgendaItem(title_sv="Ny", sort_order=1))
    first = event.save_revision()
    new = first.as_object().agenda.all()[1].uid

    first.publish()
    Event.objects.get().save_revision().publish()
    first.refresh_from_db()
    first.publish()  # an earlier version again: its new part had no key when it was saved

    assert list(AgendaItem.objects.order_by("sort_order").values_list("uid", flat=True)) == [uid, new]


def test_published_thing_is_not_deleted():
    person = make.make_person()

    with pytest.raises(WasPublished), transaction.atomic():
        person.delete()
    with pytest.raises(WasPublished), transaction.atomic():
        Person.objects.filter(pk=person.pk).delete()

    assert Person.objects.filter(pk=person.pk).exists()


def test_draft_is_deleted_unless_another_draft_names_it():
    loose, named = make.make_person(live=False), make.make_person(live=False)
    event = make.make_event(live=False, title="Utkastet")
    event.appearances.add(Appearance(person=named))
    event.save_revision()

    loose.delete()
    with pytest.raises(NamedElsewhere) as refused, transaction.atomic():
        named.delete()

    assert list(Person.objects.all()) == [named]
    assert "Utkastet" in refused.value.message()
