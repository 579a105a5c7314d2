# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Running the checks over a dossier, or over one entry of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from verkstad.checks import afterwards as afterwards
from verkstad.checks import events as events
from verkstad.checks import things as things
from verkstad.checks.register import CHECKS, SEVERITIES, Finding
from verkstad.records.dossier import EventFile, OrganisationEntry, PersonEntry, SeriesEntry, TopicEntry

if TYPE_CHECKING:
    from verkstad.records.dossier import Dossier

Entry = EventFile | SeriesEntry | PersonEntry | OrganisationEntry | TopicEntry

KINDS: dict[type[Any], str] = {
    SeriesEntry: "series",
    OrganisationEntry: "organisation",
    PersonEntry: "person",
    TopicEntry: "topic",
    EventFile: "event",
}


def run(dossier: Dossier, at: datetime) -> list[Finding]:
    """What all checks find at ``at``: errors first, then by kind, slug and check. The same dossier gives the same findings."""
    entries: tuple[Entry, ...] = (
        *dossier.series,
        *dossier.organisations,
        *dossier.people,
        *dossier.topics,
        *dossier.events,
    )
    found = [finding for entry in entries for finding in findings_of(entry, at)]
    return sorted(
        found, key=lambda one: (SEVERITIES.index(one.severity), one.kind, one.slug, one.check, one.field or "")
    )


def findings_of(entry: Entry, at: datetime) -> list[Finding]:
    """What the checks find in one entry. Where a draft waits, it is the draft that is looked at: that is what will be read."""
    latest: Any = entry
    if entry.draft is not None:
        latest = entry.model_copy(
            update={name: getattr(entry.draft, name) for name in type(entry.draft).model_fields}, deep=False
        )
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
        for found in check.look(latest, at)
    ]
