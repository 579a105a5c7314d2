# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a person out of everything: what is published, drafts, history, claims and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from verkstad.archive.actions.beside import change_json_naming, take_names_from_beside
from verkstad.archive.actions.captions_names import take_names_from_captions
from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.deleting import revisions_naming
from verkstad.archive.actions.names import LEFT_OUT, Names, Rewritten, take_from_revisions, take_from_rows
from verkstad.archive.actions.visibility import referring
from verkstad.archive.actions.withdrawing import note_withdrawal, without_person
from verkstad.archive.journal import Change, note_changes
from verkstad.archive.models import (
    Appearance,
    Claim,
    EditorNote,
    Event,
    FormerSlug,
    Merge,
    Organisation,
    Person,
    Series,
    Tombstone,
    Topic,
)
from verkstad.archive.reading import OF_EVENT
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.rules.slugs import slugify


@dataclass(frozen=True)
class TakenOut:
    """What became of it: the events that changed, and the texts in which other words now stand for the name.

    A person should read those texts. ``named_in_address`` are events whose address holds the name: only an editor can choose
    another.
    """

    events: tuple[UUID, ...]
    rewritten: tuple[Rewritten, ...]
    named_in_address: tuple[UUID, ...]


@transaction.atomic
def take_person_out(person: Person, *, reason: str, reference: str | None = None, by: Any, at: datetime) -> TakenOut:
    """Take a person out of everything, at once and in every draft and former version.

    An appearance keeps the organisation it was for; without one it goes. In texts other words stand for the name. What stays
    of the person is a tombstone with the id and the class of reason, without the name, not even in its address.
    Raises NotAllowed.
    """
    refuse_unless(by, "withdraw", person)
    person = locked(person)
    names = names_of(person)
    changes = {*referring(person), (Person.thing_kind, person.pk)}
    _from_rows(person)
    _from_revisions(person)
    rewritten = tuple(take_from_rows(names))
    take_from_revisions(names, namesakes=_others(person))
    _from_desk(person, names)
    take_names_from_beside(names)
    changes |= {(Event.thing_kind, key) for key in take_names_from_captions(names, at=at)}
    Merge.objects.filter(Q(kept_id=person.pk) | Q(gone_id=person.pk)).delete()
    _from_log(person, names)
    changes |= {(one.kind, one.id) for one in rewritten} | set(_events_of(rewritten))
    for model in (Event, Series, Topic, Organisation):
        touched = [key for kind, key in changes if kind == model.thing_kind]
        model.objects.filter(pk__in=touched, live=True).update(last_published_at=at)
    changes |= set(_leave_stones(person, reason, at))
    note_withdrawal(person, reason=reason, reference=reference, by=by, at=at)
    log(instance=person, action="verkstad.take_out", user=by, title=LEFT_OUT, deleted=True, timestamp=at)
    person.being_disposed_of = True
    person.delete()
    note_changes(changes)
    events = tuple(sorted(key for kind, key in changes if kind == Event.thing_kind))
    return TakenOut(events, rewritten, tuple(_named_in_address(names)))


def names_of(person: Person) -> Names:
    """All names that the person has, or has in a draft."""
    own = Revision.objects.for_instance(person).order_by("pk")
    drafts = own.values_list("content", flat=True)
    drafted = (name for content in drafts for name in (content.get("name"), *(content.get("aliases") or ())))
    return Names((person.name, *person.aliases, *filter(None, drafted)))


def _others(person: Person) -> set[str]:
    """The ids of all other people: what their own versions say of their names is theirs."""
    return {str(key) for key in Person.objects.exclude(pk=person.pk).order_by("pk").values_list("pk", flat=True)}


def _leave_stones(person: Person, reason: str, at: datetime) -> Iterator[Change]:
    """One for the person, and for each that was merged into the person: none has an address with a name."""
    merged = Tombstone.objects.filter(merged_into=person.pk).order_by("pk").values_list("pk", flat=True)
    for key in [person.pk, *merged]:
        FormerSlug.objects.filter(thing_id=key).delete()
        Tombstone.objects.update_or_create(
            pk=key,
            defaults={
                "thing_kind": Person.thing_kind,
                "slug": str(key),
                "former_slugs": [],
                "reason": reason,
                "at": at,
                "merged_into": None,
            },
        )
        yield Person.thing_kind, key


def _events_of(rewritten: Iterable[Rewritten]) -> Iterator[tuple[str, UUID]]:
    """The events of materials and recordings whose texts were rewritten."""
    for model in OF_EVENT.values():
        keys = [one.id for one in rewritten if one.kind == model.thing_kind]
        for event in model.objects.filter(pk__in=keys).order_by("pk").values_list("event_id", flat=True):
            yield Event.thing_kind, event


def _named_in_address(names: Names) -> Iterator[UUID]:
    slugs = [slug for name in names.names if "-" in (slug := slugify(name))]
    for key, slug in Event.objects.order_by("slug").values_list("pk", "slug"):
        if any(f"-{name}-" in f"-{slug}-" for name in slugs):
            yield key


def _from_rows(person: Person) -> None:
    appearances = Appearance.objects.filter(person=person)
    appearances.filter(organisation__isnull=True).delete()
    appearances.update(person=None, billed_as=None, title=None)


def _from_revisions(person: Person) -> None:
    own = str(person.pk)
    for revision in revisions_naming(own):
        if revision.object_id != own:  # the person's own go with the person
            Revision.objects.filter(pk=revision.pk).update(content=without_person(revision.content, own))
    list(change_json_naming(person.pk, lambda content: without_person(content, own)))


def _from_desk(person: Person, names: Names) -> None:
    Claim.objects.filter(thing_id=person.pk).delete()
    EditorNote.objects.filter(thing_id=person.pk).delete()
    for model, columns in ((Claim, ("value", "words", "note")), (EditorNote, ("note",))):
        for row in list(model.objects.order_by("pk").only(*columns)):
            taken = {
                column: without
                for column in columns
                if (text := getattr(row, column)) and (without := names.without(text)) != text
            }
            if taken:
                model.objects.filter(pk=row.pk).update(**taken)


def _from_log(person: Person, names: Names) -> None:
    """The person's own entries, and what entries about other things say: their titles of that time, and what changed."""
    content_type = ContentType.objects.get_for_model(Person)
    ModelLogEntry.objects.filter(content_type=content_type, object_id=str(person.pk)).update(label=LEFT_OUT, data={})
    others = _others(person)
    taken = []
    entries = ModelLogEntry.objects.order_by("pk").values_list("pk", "content_type_id", "object_id", "label", "data")
    for key, kind, about, label, data in entries.iterator(chunk_size=2000):
        if kind == content_type.pk and about in others:
            continue  # a namesake's
        without = {"label": names.without(label), "data": names.taken_from(data)}
        if without != {"label": label, "data": data}:
            taken.append((key, without))
    for key, without in taken:
        ModelLogEntry.objects.filter(pk=key).update(**without)
