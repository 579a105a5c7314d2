# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking down for a reason that must hold: out of sight at once and everywhere, and not published again unless somebody says so.

``take_down`` is for what an editor puts aside and may publish again. What is withdrawn stays down until it is reinstated; kept
editions go (they would bring it back), and the change log forgets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from verkstad.archive.actions.beside import take_names_from_beside
from verkstad.archive.actions.captions_names import take_names_from_captions
from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.names import LEFT_OUT, Names, Rewritten, take_from_revisions, take_from_rows
from verkstad.archive.actions.publishing import publish, take_down
from verkstad.archive.actions.visibility import shown_in
from verkstad.archive.errors import BytesGone, NotOnAgenda, NotWithdrawn
from verkstad.archive.journal import note_changes
from verkstad.archive.models import (
    Appearance,
    Disposal,
    Event,
    Material,
    Person,
    Recording,
    Root,
    Withdrawal,
)
from verkstad.archive.pending import RevisionContent, as_revision
from verkstad.archive.rules.access import refuse_unless

Thing = TypeVar("Thing", bound=Root)

WITHDRAWN = ("material", "recording", "event", "topic", "organisation")
"""Kinds that can be withdrawn as a whole and shown again. A person is taken out instead, which cannot be undone."""


@transaction.atomic
def withdraw(thing: Root, *, reason: str, reference: str | None = None, by: Any, at: datetime) -> Withdrawal:
    """Take a thing out of readers' sight and keep it so; a draft is held back from being published.

    A tombstone tells readers why, in one class of reasons. Withdrawing it again changes the reason.
    Raises NotAllowed; ValueError for a kind that is taken out in another way.
    """
    refuse_unless(by, "withdraw", thing)
    if thing.thing_kind not in WITHDRAWN:
        raise ValueError(f"{thing.thing_kind} cannot be withdrawn")
    row = locked(thing)
    before = Withdrawal.objects.filter(thing_id=row.pk, event_id__isnull=True).standing()
    shown = row.live_revision_id if row.live else before.values_list("shown_revision", flat=True).first()
    if row.live:
        take_down(row, reason=reason, by=by, at=at)
    elif row.first_published_at is not None:
        from verkstad.archive.actions.visibility import note_taken_down

        note_taken_down(row, reason=reason, at=at)
    row.revisions.update(approved_go_live_at=None)
    before.update(reinstated_at=at, reinstated_by=by)
    kept = note_withdrawal(row, reason=reason, reference=reference, shown=shown, by=by, at=at)
    log(
        instance=row,
        action="verkstad.withdraw",
        user=by,
        data={"reason": reason, "reference": reference},
        content_changed=True,
        timestamp=at,
    )
    note_changes(shown_in(row))
    return kept


def note_withdrawal(
    thing: Root,
    *,
    reason: str,
    reference: str | None,
    event: Event | None = None,
    shown: int | None = None,
    by: Any,
    at: datetime,
) -> Withdrawal:
    return Withdrawal.objects.create(
        thing_kind=thing.thing_kind,
        thing_id=thing.pk,
        event_id=event.pk if event else None,
        reason=reason,
        reference=reference or None,
        shown_revision_id=shown,
        at=at,
        by=by,
    )


@transaction.atomic
def reinstate(thing: Thing, *, latest: bool = False, by: Any, at: datetime) -> Thing:
    """Let readers see a withdrawn thing again as they saw it last, or with ``latest`` as its latest draft reads.

    A draft that is newer stays a draft. What was never published is only no longer held back.
    Raises NotAllowed, NotWithdrawn, BytesGone, and all that ``publish`` does.
    """
    refuse_unless(by, "withdraw", thing)
    row = locked(thing)
    standing = Withdrawal.objects.filter(thing_id=row.pk, event_id__isnull=True).standing()
    if not standing.exists():
        raise NotWithdrawn(row)
    revision = None if latest else seen_last(row)
    if is_destroyed(row, revision):
        raise BytesGone(row)
    standing.update(reinstated_at=at, reinstated_by=by)
    log(instance=row, action="verkstad.reinstate", user=by, content_changed=True, timestamp=at)
    return publish(row, revision=revision, by=by, at=at) if row.first_published_at is not None else row


def seen_last(thing: Root) -> Revision | None:
    """The version of a withdrawn thing that readers saw last, when a later one was saved since."""
    standing = Withdrawal.objects.filter(thing_id=thing.pk, event_id__isnull=True).standing().newest_first().first()
    revision = standing.shown_revision if standing else None
    return revision if revision is not None and revision.pk != thing.latest_revision_id else None


def is_destroyed(thing: Root, revision: Revision | None = None) -> bool:
    """Whether the file that a version names, the latest unless another is given, was destroyed."""
    content = as_revision(revision.as_object() if revision else thing.get_latest_revision_as_object())
    sha256 = content.get("file")
    return bool(sha256) and Disposal.objects.filter(thing_id=thing.pk, sha256=sha256).exists()


@dataclass(frozen=True)
class NameTaken:
    """What became of it: the texts in which other words now stand for the name. A person should read them."""

    withdrawal: Withdrawal
    rewritten: tuple[Rewritten, ...]


@transaction.atomic
def take_name_from_event(
    person: Person, event: Event, *, reason: str, reference: str | None = None, by: Any, at: datetime
) -> NameTaken:
    """Take a person's name out of one workshop: its agenda, texts, material, recordings, every draft and former version.

    An appearance keeps the organisation it was for; without one it goes. The person and all other workshops stay as they are.
    It cannot be undone. Raises NotAllowed, or NotOnAgenda when nothing in the workshop names the person.
    """
    refuse_unless(by, "withdraw", event)
    event, person = locked(event), locked(person)
    names = Names((person.name, *person.aliases))
    own = str(person.pk)
    appearances = Appearance.objects.filter(event=event, person=person)
    was_there = appearances.exists()
    appearances.filter(organisation__isnull=True).delete()
    appearances.update(person=None, billed_as=None, title=None)
    rewritten = tuple(take_from_rows(names, event=event.pk))
    parts = [
        *Material.objects.filter(event=event).order_by("pk"),
        *Recording.objects.filter(event=event).order_by("pk"),
    ]
    keys = {str(event.pk), *(str(part.pk) for part in parts)}
    in_versions = _from_revisions(own, str(event.pk))
    take_from_revisions(names, of=keys)
    in_captions = take_names_from_captions(names, event=event.pk, at=at)
    if not (was_there or rewritten or in_versions or in_captions):
        raise NotOnAgenda(person, event)
    _from_beside(names, [event.pk, *(part.pk for part in parts)])
    Event.objects.filter(pk=event.pk, live=True).update(last_published_at=at)
    kept = note_withdrawal(person, reason=reason, reference=reference, event=event, by=by, at=at)
    log(
        instance=event,
        action="verkstad.take_name",
        user=by,
        title=names.without(str(Event.objects.get(pk=event.pk))),
        data={"reason": reason, "reference": reference},
        content_changed=True,
        timestamp=at,
    )
    note_changes({(Event.thing_kind, event.pk), (Person.thing_kind, person.pk)})
    return NameTaken(kept, rewritten)


def _from_revisions(person: str, event: str) -> bool:
    found = False
    for revision in list(Revision.objects.filter(object_id=event).order_by("pk")):
        content = without_person(revision.content, person)
        if content != revision.content:
            found = True
            Revision.objects.filter(pk=revision.pk).update(content=content)
    return found


def without_person(content: RevisionContent, person: str) -> RevisionContent:
    """An event's revision in which the person's appearances are their organisations', or gone."""
    if "appearances" not in content:
        return content
    appearances = []
    for appearance in content["appearances"]:
        if appearance.get("person") == person:
            if appearance.get("organisation") is None:
                continue
            appearance = {**appearance, "person": None, "billed_as": None, "title": None}
        appearances.append(appearance)
    return {**content, "appearances": appearances}


def _from_beside(names: Names, keys: list[UUID]) -> None:
    """What the desk keeps of one workshop, and its log."""
    take_names_from_beside(names, of=keys)
    kinds = [ContentType.objects.get_for_model(model).pk for model in (Event, Material, Recording)]
    entries = ModelLogEntry.objects.filter(content_type__in=kinds, object_id__in=[str(key) for key in keys])
    for entry in list(entries.order_by("pk")):
        label, data = names.without(entry.label), names.taken_from(entry.data)
        if (label, data) != (entry.label, entry.data):
            ModelLogEntry.objects.filter(pk=entry.pk).update(label=label or LEFT_OUT, data=data)
