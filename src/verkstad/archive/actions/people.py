# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a person out of everything: what is published, drafts, history, claims and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.deleting import revisions_naming
from verkstad.archive.actions.visibility import referring
from verkstad.archive.journal import note_changes
from verkstad.archive.models import Appearance, Claim, EditorNote, Event, FormerSlug, Material, Person, Tombstone
from verkstad.archive.pending import RevisionContent
from verkstad.archive.shapes import shape_of

LEFT_OUT = "[…]"


@dataclass(frozen=True)
class TakenOut:
    """What became of it: the events that changed, and the texts of published events in which the name still stands.

    Those texts are sentences that a person wrote; a person has to rewrite them.
    """

    events: tuple[UUID, ...]
    still_named_in: tuple[tuple[UUID, str], ...]


@transaction.atomic
def take_person_out(person: Person, *, reason: str, by: Any, at: datetime) -> TakenOut:
    """Take a person out of everything, at once and in every draft and former version.

    An appearance keeps the organisation it was for; without one it goes. What stays of the person is a tombstone with
    the id and the class of reason, without the name, not even in its address.
    """
    person = locked(person)
    names = (person.name, *person.aliases)
    changes = {*referring(person), (Person.thing_kind, person.pk)}
    _from_rows(person)
    _from_revisions(person, names)
    changes |= {(Event.thing_kind, key) for key in _from_creators(names)}
    _from_desk(person, names)
    events = tuple(sorted(key for kind, key in changes if kind == Event.thing_kind))
    Event.objects.filter(pk__in=events, live=True).update(last_published_at=at)

    FormerSlug.objects.filter(thing_id=person.pk).delete()
    Tombstone.objects.update_or_create(
        pk=person.pk,
        defaults={
            "thing_kind": Person.thing_kind,
            "slug": str(person.pk),
            "former_slugs": [],
            "reason": reason,
            "at": at,
        },
    )
    _from_log(person)
    log(instance=person, action="verkstad.take_out", user=by, title=LEFT_OUT, deleted=True, timestamp=at)
    person.being_disposed_of = True
    person.delete()
    note_changes(changes)
    return TakenOut(events, tuple(_still_named(events, names)))


def _from_rows(person: Person) -> None:
    appearances = Appearance.objects.filter(person=person)
    appearances.filter(organisation__isnull=True).delete()
    appearances.update(person=None, billed_as=None, title=None)


def _from_revisions(person: Person, names: Iterable[str]) -> None:
    own = str(person.pk)
    for revision in revisions_naming(own):
        if revision.object_id == own:
            continue  # goes with the person
        revision.content = without_person(revision.content, own)
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    gone = _matching(names)
    for revision in Revision.objects.filter(content_type=ContentType.objects.get_for_model(Material)).order_by("pk"):
        creators = revision.content.get("creators") or []
        if kept := _without(creators, gone):
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "creators": kept.lines})


def without_person(content: RevisionContent, person: str) -> RevisionContent:
    """An event's revision in which the person's appearances are their organisations', or gone."""
    appearances = []
    for appearance in content.get("appearances", ()):
        if appearance.get("person") == person:
            if appearance.get("organisation") is None:
                continue
            appearance = {**appearance, "person": None, "billed_as": None, "title": None}
        appearances.append(appearance)
    return {**content, "appearances": appearances} if "appearances" in content else content


@dataclass(frozen=True)
class _Kept:
    lines: list[str]


def _without(lines: list[str], gone: re.Pattern[str]) -> _Kept | None:
    """The lines without those that are the name; None when it is in none of them."""
    kept = [line for line in lines if not gone.fullmatch(line.strip())]
    return _Kept(kept) if len(kept) != len(lines) else None


def _matching(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest_first), re.IGNORECASE)


def _from_creators(names: Iterable[str]) -> Iterator[UUID]:
    gone = _matching(names)
    for material in Material.objects.exclude(creators=[]).order_by("pk").only("creators", "event_id"):
        if kept := _without(material.creators, gone):
            Material.objects.filter(pk=material.pk).update(creators=kept.lines)
            yield material.event_id


def _from_desk(person: Person, names: Iterable[str]) -> None:
    gone = _matching(names)
    Claim.objects.filter(thing_id=person.pk).delete()
    EditorNote.objects.filter(thing_id=person.pk).delete()
    for model, columns in ((Claim, ("value", "words", "note")), (EditorNote, ("note",))):
        for row in list(model.objects.order_by("pk").only(*columns)):
            found = {
                column: gone.sub(LEFT_OUT, text)
                for column in columns
                if (text := getattr(row, column)) and gone.search(text)
            }
            if found:
                model.objects.filter(pk=row.pk).update(**found)


def _from_log(person: Person) -> None:
    content_type = ContentType.objects.get_for_model(Person)
    ModelLogEntry.objects.filter(content_type=content_type, object_id=str(person.pk)).update(label=LEFT_OUT, data={})


def _still_named(events: Iterable[UUID], names: Iterable[str]) -> Iterator[tuple[UUID, str]]:
    named = _matching(names)
    columns = [column for column in shape_of(Event).columns if column.endswith(("_sv", "_en"))]
    for key, *texts in Event.objects.filter(pk__in=list(events)).order_by("pk").values_list("pk", *columns):
        yield from ((key, column) for column, text in zip(columns, texts, strict=True) if text and named.search(text))
