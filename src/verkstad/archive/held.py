# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is held about one person, for the answer that GDPR article 15 asks for. In goes a person, out come plain values.

Rooms above add what they hold (``also_held``): messages, sign-ups. Texts are searched for whole names, so a name in another
form is not found; the answer says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, Revision

from verkstad.archive.actions.names import Names
from verkstad.archive.actions.people import names_of
from verkstad.archive.held_captions import held_in_captions
from verkstad.archive.models import (
    Appearance,
    Claim,
    EditorNote,
    Event,
    FormerSlug,
    Material,
    Merge,
    Organisation,
    Person,
    Recording,
    Series,
    Tombstone,
    Topic,
    Withdrawal,
)
from verkstad.archive.reading import OF_EVENT
from verkstad.archive.shapes import shape_of

Row = dict[str, Any]
Source = Callable[[Collection[str], Collection[str]], tuple[str, list[Row]]]
"""From names and mail addresses to the name of a section and its rows."""

_sources: list[Source] = []


def also_held(source: Source) -> Source:
    """Register what a room above holds about people."""
    _sources.append(source)
    return source


@dataclass
class Held:
    """All of it, in sections: each a list of plain rows."""

    at: datetime
    names: list[str]
    mails: list[str]
    sections: dict[str, list[Row]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {"at": self.at.isoformat(), "names": self.names, "mails": self.mails, **self.sections}

    def count(self) -> int:
        return sum(len(rows) for rows in self.sections.values())


def held_of(person: Person, *, mails: Collection[str] = (), thorough: bool = True, at: datetime) -> Held:
    """What the archive and the rooms above hold of a person; with ``mails``, also an editor's account under one of them.

    Unless it is ``thorough``, only what is tied to the person is told, of the newest workshops, and texts are not searched for the
    name: that takes seconds in a large archive. The number of queries is the same whatever there is.
    """
    names = names_of(person)
    found = Held(at, list(names.names), sorted(mails))
    events = {event.pk: event for event in _events_of(person, None if thorough else NEWEST)}
    for section, rows in (
        ("person", _self(person)),
        ("appearances", _appearances(person, events)),
        ("recordings", _recordings(events)),
        ("captions", held_in_captions(names, None if thorough else list(events))),
        ("materials", _materials(names, None if thorough else list(events))),
        ("texts", _texts(names) if thorough else ()),
        ("claims", _claims(person, names, thorough)),
        ("notes", _notes(person, names, thorough)),
        ("versions", _versions(person, names, thorough)),
        ("history", _history(person, names, thorough)),
        ("merges", _merges(person)),
        ("withdrawals", _withdrawals(person)),
        ("accounts", _accounts(mails)),
    ):
        found.sections[section] = list(rows)
    for source in _sources:
        section, rows = source(names.names, mails)
        found.sections[section] = rows
    return found


def _self(person: Person) -> Iterator[Row]:
    former = FormerSlug.objects.filter(thing_id=person.pk).order_by("sort_order", "pk").values_list("slug", flat=True)
    merged = Tombstone.objects.filter(merged_into=person.pk).order_by("slug").values_list("slug", flat=True)
    yield {
        "id": str(person.pk),
        "name": person.name,
        "other_names": list(person.aliases),
        "known_elsewhere": list(person.identities),
        "address": f"/person/{person.slug}/",
        "former_addresses": [f"/person/{slug}/" for slug in (*former, *merged)],
        "published": person.live,
        "open_to_search_engines": person.open_to_search,
        "first_published": _day(person.first_published_at),
        "last_changed": _day(person.last_published_at),
    }


def _events_of(person: Person, at_most: int | None) -> list[Event]:
    of_person = Appearance.objects.filter(person=person).values("event")
    found = Event.objects.filter(pk__in=of_person).only(*_OF_EVENT).order_by("-start_date", "pk")[:at_most]
    return sorted(found, key=lambda event: (event.start_date, event.pk))


_OF_EVENT = ("title_sv", "title_en", "title_original", "title_translated_from", "slug", "start_date", "live")
NEWEST = 100
"""Workshops that are told of at once."""


def _appearances(person: Person, events: dict[Any, Event]) -> Iterator[Row]:
    rows = list(Appearance.objects.filter(person=person, event__in=list(events)))
    keys = {key for row in rows for key in (row.organisation_id, row.second_organisation_id) if key}
    organisations = Organisation.objects.in_bulk(keys)
    for row in sorted(rows, key=lambda row: (events[row.event_id].start_date, row.sort_order)):
        event = events[row.event_id]
        first, second = (organisations.get(key) for key in (row.organisation_id, row.second_organisation_id))
        yield {
            "workshop": str(event),
            "date": event.start_date.isoformat(),
            "published": event.live,
            "announced_as": row.billed_as,
            "organisation": str(first) if first else None,
            "second_organisation": str(second) if second else None,
            "role": row.role,
            "title": row.title,
            "to_be_confirmed": row.to_be_confirmed,
        }


def _recordings(events: dict[Any, Event]) -> Iterator[Row]:
    for row in Recording.objects.filter(event__in=list(events)).order_by("event", "sort_order", "pk"):
        yield {
            "workshop": str(events[row.event_id]),
            "state": row.state,
            "published": row.live,
            "places": list(row.places),
            "file": row.file,
            "id": str(row.pk),
        }


def _materials(names: Names, events: list[Any] | None) -> Iterator[Row]:
    """Those whose creators have one of the names; of some events, or of all."""
    rows = Material.objects.select_related("event").order_by("event", "sort_order", "pk")
    for row in (rows if events is None else rows.filter(event__in=events)).iterator(chunk_size=1000):
        if any(names.is_name(creator) for creator in row.creators):
            yield {
                "title": str(row),
                "workshop": str(row.event),
                "published": row.live,
                "creators": list(row.creators),
                "licence": row.licence,
                "id": str(row.pk),
            }


def _texts(names: Names) -> Iterator[Row]:
    """Texts of things, as they stand, in which a whole name is."""
    models: list[Any] = [Event, Series, Topic, Organisation, *OF_EVENT.values()]
    children = [child for child in shape_of(Event).children.values() if child.model is not Appearance]
    for model, owner in [
        *((model, "pk") for model in models),
        *((child.model, child.parent or "") for child in children),
    ]:
        columns = [
            column
            for column in shape_of(model).columns
            if model._meta.get_field(column.removesuffix("_id")).get_internal_type()
            in {"CharField", "TextField", "JSONField"}
            and column != "creators"
        ]
        kind = getattr(model, "thing_kind", Event.thing_kind)
        for key, *values in (
            model._default_manager.order_by("pk").values_list(owner, *columns).iterator(chunk_size=1000)
        ):
            for column, value in zip(columns, values, strict=True):
                if value and names.taken_from(value) != value:
                    yield {"kind": kind, "id": str(key), "field": column, "text": value}


def _claims(person: Person, names: Names, thorough: bool) -> Iterator[Row]:
    rows = Claim.objects.all() if thorough else Claim.objects.filter(thing_id=person.pk)
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        said = (row.value, row.words, row.note)
        if row.thing_id == person.pk or any(text and names.without(text) != text for text in said):
            yield {
                "about": f"{row.thing_kind} {row.thing_id}",
                "field": row.field,
                "value": row.value,
                "source": row.source,
                "line": row.line,
                "words": row.words,
                "note": row.note,
            }


def _notes(person: Person, names: Names, thorough: bool) -> Iterator[Row]:
    rows = EditorNote.objects.all() if thorough else EditorNote.objects.filter(thing_id=person.pk)
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        if row.thing_id == person.pk or names.without(row.note) != row.note:
            yield {"about": f"{row.thing_kind} {row.thing_id}", "note": row.note, "written": _day(row.written_at)}


def _versions(person: Person, names: Names, thorough: bool) -> Iterator[Row]:
    """Saved versions that name the person: by id, or by a whole name; or only the person's own."""
    own = ContentType.objects.get_for_model(Person)
    found = Revision.objects.filter(base_content_type=own, object_id=str(person.pk))
    if thorough:
        named = Q(object_id=str(person.pk)) | Q(as_text__contains=str(person.pk))
        for name in names.names:
            if " " in name:
                named |= Q(as_text__contains=name) | Q(as_text__contains=json.dumps(name)[1:-1])
        found = Revision.objects.annotate(as_text=Cast("content", TextField())).filter(named)
    found = found.select_related("content_type")
    for row in found.order_by("created_at", "pk").defer("content"):
        model = row.content_type.model_class()
        yield {
            "kind": getattr(model, "thing_kind", row.content_type.model),
            "id": row.object_id,
            "called": row.object_str,
            "saved": row.created_at.isoformat(),
            "number": row.pk,
        }


def _history(person: Person, names: Names, thorough: bool) -> Iterator[Row]:
    content_type = ContentType.objects.get_for_model(Person)
    entries = ModelLogEntry.objects.order_by("timestamp", "pk")
    if not thorough:
        entries = entries.filter(content_type=content_type, object_id=str(person.pk))
    for row in entries.iterator(chunk_size=2000):
        own = row.content_type_id == content_type.pk and row.object_id == str(person.pk)
        if own or names.without(row.label) != row.label or names.taken_from(row.data) != row.data:
            yield {
                "when": row.timestamp.isoformat(),
                "action": row.action,
                "about": row.label,
                "data": row.data or None,
            }


def _merges(person: Person) -> Iterator[Row]:
    for row in Merge.objects.filter(Q(kept_id=person.pk) | Q(gone_id=person.pk)):
        yield {
            "kept": row.kept_name,
            "merged": row.gone_name,
            "when": row.at.isoformat(),
            "undone": _day(row.undone_at),
        }


def _withdrawals(person: Person) -> Iterator[Row]:
    for row in Withdrawal.objects.filter(thing_id=person.pk).newest_first():
        yield {
            "when": row.at.isoformat(),
            "reason": row.reason,
            "reference": row.reference,
            "workshop": str(row.event_id) if row.event_id else None,
        }


def _accounts(mails: Collection[str]) -> Iterator[Row]:
    wanted = {mail.casefold() for mail in mails if mail}
    if not wanted:
        return
    named = Q(pk=None)
    for mail in wanted:
        named |= Q(email__iexact=mail) | Q(username__iexact=mail)
    for user in get_user_model().objects.filter(named).order_by("pk"):
        entries = ModelLogEntry.objects.filter(user_id=user.pk).count()
        yield {
            "user_name": user.get_username(),
            "name": user.get_full_name(),
            "mail": user.email,
            "active": user.is_active,
            "joined": _day(user.date_joined),
            "last_log_in": _day(user.last_login),
            "roles": [str(grant) for grant in user.grants.select_related("series", "organisation").order_by("pk")],
            "actions_in_history": entries,
        }


def _day(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
