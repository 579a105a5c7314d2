# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Dossier in, rows of the archive out: all of it or nothing, and the second time nothing new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from verkstad.archive.actions.saving import Saved, save_things, save_tombstones
from verkstad.archive.errors import ArchiveError
from verkstad.archive.reading import KINDS
from verkstad.intake.clashes import clashes
from verkstad.intake.problems import DossierRefused, IntakeError
from verkstad.records.dossier import Dossier

Progress = Callable[[int, int], None]
"""Called with how many things are saved, of how many."""

AT_ONCE = 500
"""Things between two reports of progress."""

FIELDS = {
    "series": "series",
    "organisations": "organisation",
    "people": "person",
    "topics": "topic",
    "events": "event",
}
"""Fields of the Dossier and their kinds, in an order in which what is named comes before what names it."""


@dataclass(frozen=True)
class Counts:
    created: int = 0
    changed: int = 0
    unchanged: int = 0


class Vanished(NamedTuple):
    """A thing of the archive that the source no longer has. It was left as it is."""

    kind: str
    id: UUID
    slug: str


@dataclass(frozen=True)
class Report:
    """What saving came to, by field of the dossier; ``kept`` says whether it stays or was only tried."""

    counts: dict[str, Counts] = field(default_factory=dict)
    vanished: tuple[Vanished, ...] = ()
    kept: bool = True

    @property
    def created(self) -> int:
        return sum(each.created for each in self.counts.values())

    @property
    def changed(self) -> int:
        return sum(each.changed for each in self.counts.values())

    @property
    def unchanged(self) -> int:
        return sum(each.unchanged for each in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        return {
            "kept": self.kept,
            "counts": {name: vars(counts) for name, counts in self.counts.items()},
            "vanished": [{"kind": each.kind, "id": str(each.id), "slug": each.slug} for each in self.vanished],
        }


class NotSaved(IntakeError):
    """The archive did not take the dossier; nothing of it was kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return _("Nothing was imported. %(reason)s") % {"reason": self.reason}


class _OnlyTried(Exception):
    """Leaves the transaction of a dry run without keeping it."""


def save_dossier(
    dossier: Dossier, *, by: Any = None, at: datetime, dry_run: bool = False, progress: Progress | None = None
) -> Report:
    """Save everything in one transaction: published facts to what readers see, drafts to drafts.

    A thing that is there already is changed where it differs, and a draft that waits for it is kept. What the archive has
    and the dossier lacks is reported and left alone. With ``dry_run`` the same is done, and then undone.

    Raises DossierRefused where something of the dossier clashes with what the archive holds (an address that is
    taken, a person who was taken out),
    NotSaved when the archive refuses it for another reason.
    """
    try:
        with transaction.atomic():
            report = _save(dossier, by=by, at=at, kept=not dry_run, progress=progress)
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        return report
    except ArchiveError as error:
        raise NotSaved(str(error)) from error
    except DatabaseError as error:
        raise NotSaved(_("The database did not take it (%(error)s).") % {"error": error}) from error
    return report


def _save(dossier: Dossier, *, by: Any, at: datetime, kept: bool, progress: Progress | None) -> Report:
    if found := clashes(dossier):
        raise DossierRefused(found)
    counts = {}
    done, total = 0, sum(len(getattr(dossier, name)) for name in FIELDS)
    for name, kind in FIELDS.items():
        things, saved = getattr(dossier, name), Saved()
        for start in range(0, len(things), AT_ONCE):
            some = things[start : start + AT_ONCE]
            saved += save_things(kind, (thing.model_dump() for thing in some), by=by, at=at)
            done += len(some)
            if progress:
                progress(done, total)
        counts[name] = Counts(saved.added, saved.changed, saved.unchanged)
    save_tombstones(stone.model_dump() for stone in dossier.tombstones)
    return Report(counts, tuple(_vanished(dossier)), kept)


def _vanished(dossier: Dossier) -> list[Vanished]:
    found = []
    for name, kind in FIELDS.items():
        has = {thing.id for thing in getattr(dossier, name)}
        for key, slug in KINDS[kind].objects.order_by("slug").values_list("pk", "slug"):
            if key not in has:
                found.append(Vanished(kind, key, slug))
    return found
