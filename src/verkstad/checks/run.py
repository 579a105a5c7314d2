# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Running the checks over a dossier, or over one entry of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from verkstad.archive.rules.addresses import Known
from verkstad.archive.rules.captions_due import Limits
from verkstad.checks import afterwards as afterwards
from verkstad.checks import elsewhere as elsewhere
from verkstad.checks import events as events
from verkstad.checks import things as things
from verkstad.checks.register import CHECKS, SEVERITIES, By, Check, Finding, Found
from verkstad.records.dossier import EventFile, OrganisationEntry, PersonEntry, SeriesEntry, TopicEntry

if TYPE_CHECKING:
    from verkstad.records.dossier import Dossier

AS_USUAL = Limits()
NONE_DEAD: Mapping[str, Known] = {}

Entry = EventFile | SeriesEntry | PersonEntry | OrganisationEntry | TopicEntry

KINDS: dict[type[Any], str] = {
    SeriesEntry: "series",
    OrganisationEntry: "organisation",
    PersonEntry: "person",
    TopicEntry: "topic",
    EventFile: "event",
}


def run(
    dossier: Dossier, at: datetime, limits: Limits = AS_USUAL, addresses: Mapping[str, Known] = NONE_DEAD
) -> list[Finding]:
    """What all checks find at ``at``: errors first, then by kind, slug and check. The same dossier gives the same findings."""
    entries: tuple[Entry, ...] = (
        *dossier.series,
        *dossier.organisations,
        *dossier.people,
        *dossier.topics,
        *dossier.events,
    )
    found = [finding for entry in entries for finding in findings_of(entry, at, limits, addresses)]
    return sorted(
        found, key=lambda one: (SEVERITIES.index(one.severity), one.kind, one.slug, one.check, one.field or "")
    )


def findings_of(
    entry: Entry, at: datetime, limits: Limits = AS_USUAL, addresses: Mapping[str, Known] = NONE_DEAD
) -> list[Finding]:
    """What the checks find in one entry. Where a draft waits, it is the draft that is looked at: that is what will be read.

    A check of what readers see looks at what is published alone: a draft has helped nobody yet.
    """
    latest: Any = entry
    if entry.draft is not None:
        latest = entry.model_copy(
            update={name: getattr(entry.draft, name) for name in type(entry.draft).model_fields}, deep=False
        )
    told: dict[By | None, Any] = {"limits": limits, "addresses": addresses}
    return [
        Finding(
            check=check.id,
            severity=found.severity or check.severity,
            kind=KINDS[type(entry)],
            id=entry.id,
            slug=entry.slug,
            field=found.field,
            sentence=check.message,
            values=found.values,
        )
        for check in CHECKS.values()
        if type(entry) in check.kinds
        for found in _look(check, entry, latest, at, told)
    ]


def _look(check: Check, entry: Any, latest: Any, at: datetime, told: Mapping[By | None, Any]) -> Iterator[Found]:
    if check.of_what_readers_see and entry.state != "published":
        return iter(())
    seen = entry if check.of_what_readers_see else latest
    return check.look(seen, at, told[check.by]) if check.by else check.look(seen, at)
