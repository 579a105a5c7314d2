# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Dossier in, what keeps it from being saved into this archive out.

Addresses and ids that belong to other things there, and what was taken out for the sake of personal data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verkstad.archive.choices import TombstoneReason
from verkstad.archive.models import (
    AgendaItem,
    Appearance,
    FormerSlug,
    Link,
    Material,
    Recording,
    Session,
    Tombstone,
    Withdrawal,
)
from verkstad.archive.reading import KINDS, OF_EVENT
from verkstad.exchange.dossier import EVENTS, LISTS
from verkstad.intake.problems import Problem, Sentence, shown
from verkstad.records.dossier import Dossier, EventFile
from verkstad.records.events import Event

AT_ONCE = 900
"""Values in one question; SQLite takes 999 in its oldest builds."""

FILES: dict[str, tuple[str, str | None]] = {
    **{each.field: (each.kind, file) for file, each in LISTS.items() if each.kind in KINDS},
    EVENTS: ("event", None),
}
"""Fields of the Dossier: kind, and the one file in which they stand (an event has a file of its own)."""

PARTS: dict[str, tuple[Any, str, str]] = {
    "sessions": (Session, "uid", "event_id"),
    "agenda": (AgendaItem, "uid", "event_id"),
    "appearances": (Appearance, "uid", "event_id"),
    "links": (Link, "uid", "event_id"),
    "materials": (Material, "id", "event_id"),
    "recordings": (Recording, "id", "event_id"),
}


def clashes(dossier: Dossier) -> list[Problem]:
    """Every slug that another thing of the archive has or had, every id that is another kind of thing's there, and every thing
    that was taken out for the sake of personal data.

    A thing that is in the dossier too may give its slug away: what counts is what the dossier says of it.
    """
    found: list[Problem] = []
    for name, (kind, file) in FILES.items():
        things = {thing.id: thing for thing in getattr(dossier, name)}
        slugs = {slug: thing.id for thing in things.values() for slug in (*thing.former_slugs, thing.slug)}
        taken = [*_rows(KINDS[kind].objects, "slug", slugs, "slug", "pk"), *_former(kind, slugs)]
        for slug, owner in taken:
            if owner != slugs[slug] and owner not in things:
                found.append(
                    _problem("slug-taken", file, things[slugs[slug]], "slug", _SLUG_TAKEN, slug=slug, id=owner)
                )
        for model in (model for other, model in KINDS.items() if other != kind):
            rows = _rows(model.objects, "pk", things, "pk")
            found.extend(_problem("id-taken", file, things[key], "id", _ID_TAKEN, id=key) for (key,) in rows)
    return [*found, *_parts_elsewhere(dossier), *_taken_out(dossier)]


def _former(kind: str, slugs: Collection[str]) -> Iterable[tuple[str, UUID]]:
    return _rows(FormerSlug.objects.filter(thing_kind=kind), "slug", slugs, "slug", "thing_id")


def _parts_elsewhere(dossier: Dossier) -> Iterator[Problem]:
    """Parts of an event, by id, that in the archive belong to another event."""
    for name, (model, key, parent) in PARTS.items():
        belongs = {
            getattr(part, key): file
            for file in dossier.events
            for version in (file, file.draft)
            if isinstance(version, Event)
            for part in getattr(version, name)
        }
        for part, owner in _rows(model.objects, key, belongs, key, parent):
            if owner != belongs[part].id:
                yield _problem("id-taken", None, belongs[part], name, _ID_TAKEN, id=part)


def _taken_out(dossier: Dossier) -> Iterator[Problem]:
    """Things that would come back although they were taken out. What editors still keep as a draft may stay one."""
    for name, (kind, file) in FILES.items():
        things = {thing.id: thing for thing in getattr(dossier, name)}
        published = {key: thing.state == "published" for key, thing in things.items()}
        for key, at, reason in _come_back(KINDS[kind], published):
            thing = things[key]
            called = thing.name if kind == "person" else thing.slug
            words = _words(kind, reason)
            yield _problem("taken-out", file, thing, "id", words, name=shown(called), date=_day(at), kept=_kept(key))
    for name, model in OF_EVENT.items():
        files: dict[UUID, EventFile] = {}
        comes_back: dict[UUID, bool] = {}
        for event in dossier.events:
            for version in filter(None, (event, event.draft)):
                for part in getattr(version, name):
                    files[part.id] = event
                    comes_back.setdefault(part.id, version is event and event.state == "published")
        for key, at, reason in _come_back(model, comes_back):
            words = _words(model.thing_kind, reason)
            yield _problem("taken-out", None, files[key], name, words, name=key, date=_day(at))


def _come_back(model: Any, published: Mapping[UUID, bool]) -> Iterator[tuple[UUID, datetime, str]]:
    """What was taken out for the sake of personal data, is part of another since, or is held back, with when and why."""
    standing = Withdrawal.objects.of_things()
    held_back = {key for (key,) in _rows(standing, "thing_id", published, "thing_id")}
    found = {
        key: (at, reason)
        for key, at, reason in _rows(Tombstone.objects.all(), "pk", published, "pk", "at", "reason")
        if reason in {TombstoneReason.PERSONAL_DATA, TombstoneReason.MERGED} or key in held_back
    }
    kept = {key for (key,) in _rows(model.objects, "pk", found, "pk")}
    return ((key, at, reason) for key, (at, reason) in found.items() if published[key] or key not in kept)


def _kept(key: UUID) -> UUID | None:
    return Tombstone.objects.filter(pk=key).values_list("merged_into", flat=True).first()


def _words(kind: str, reason: str) -> tuple[Any, Any]:
    if reason == TombstoneReason.MERGED:
        return _MERGED
    if reason != TombstoneReason.PERSONAL_DATA:
        return _HELD_BACK
    return _PERSON_TAKEN_OUT if kind == "person" else _TAKEN_DOWN


def _day(at: datetime) -> str:
    return timezone.localtime(at).date().isoformat()


def _rows(rows: Any, column: str, values: Collection[Any], *columns: str) -> Iterator[Any]:
    wanted = list(values)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        yield from rows.filter(**{f"{column}__in": some}).order_by(column).values_list(*columns)


def _problem(kind: str, file: str | None, thing: Any, field: str, words: tuple[Any, Any], **values: Any) -> Problem:
    where = file or f"{EVENTS}/{thing.slug}.yaml"
    field = f"{thing.slug}.{field}" if file else field
    return Problem(kind, where, Sentence(words[0], values), Sentence(words[1], values), field=field)


_SLUG_TAKEN = (
    _("In the archive the slug “%(slug)s” belongs, or once belonged, to the thing with the id %(id)s."),
    _("If they are the same, use that id here; if not, choose another slug."),
)
_PERSON_TAKEN_OUT = (
    _("%(name)s was taken out on %(date)s at their own request."),
    _("Remove the person from people.yaml and from the workshops that name it."),
)
_TAKEN_DOWN = (
    _("“%(name)s” was taken down on %(date)s to protect personal data."),
    _("Remove it from the dossier."),
)
_MERGED = (
    _("“%(name)s” was merged with another on %(date)s."),
    _("Use the id %(kept)s of the one that was kept, or undo the merge at the desk."),
)
_HELD_BACK = (
    _("“%(name)s” was taken down on %(date)s for a reason that holds."),
    _("Remove it from the dossier, or show it again with 'verkstad reinstate'."),
)
_ID_TAKEN = (
    _("In the archive the id %(id)s belongs to something else."),
    _("Give this one a new id."),
)
