# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a dossier in, what does not hold together between them out: ids and slugs given twice, names of nobody.

It looks at the plain values, before they are records, so that a fault here and a missing field there are told at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from verkstad.intake.problems import Sentence, shown
from verkstad.intake.yaml_marks import Path

EACH = "*"
"""In a pattern of a path: every element of a list."""

SERIES, ORGANISATION, PERSON, TOPIC, EVENT, TOMBSTONE = (
    "series",
    "organisation",
    "person",
    "topic",
    "event",
    "tombstone",
)
AGENDA_ITEM, SESSION, APPEARANCE, MATERIAL, RECORDING, LINK = (
    "agenda item", "session", "appearance", "material", "recording", "link",
)  # fmt: skip

NAMES: dict[str, tuple[tuple[Path, str], ...]] = {
    SERIES: ((("organisers", EACH), ORGANISATION),),
    ORGANISATION: ((("part_of",), ORGANISATION),),
    PERSON: (),
    TOPIC: ((("broader", EACH), TOPIC),),
    EVENT: (
        (("series",), SERIES),
        (("organisers", EACH, "organisation"), ORGANISATION),
        (("topics", EACH, "topic"), TOPIC),
        (("agenda", EACH, "session"), SESSION),
        (("appearances", EACH, "agenda_item"), AGENDA_ITEM),
        (("appearances", EACH, "person"), PERSON),
        (("appearances", EACH, "organisation"), ORGANISATION),
        (("appearances", EACH, "second_organisation"), ORGANISATION),
        (("recordings", EACH, "chapters", EACH, "agenda_item"), AGENDA_ITEM),
        (("materials", EACH, "agenda_item"), AGENDA_ITEM),
        (("materials", EACH, "organisation"), ORGANISATION),
        (("links", EACH, "organisation"), ORGANISATION),
        (("relations", EACH, "event"), EVENT),
    ),
}
"""Which fields of a thing name another, and of what kind."""

PARTS: tuple[tuple[Path, str], ...] = (
    (("sessions", EACH, "uid"), SESSION),
    (("agenda", EACH, "uid"), AGENDA_ITEM),
    (("appearances", EACH, "uid"), APPEARANCE),
    (("materials", EACH, "id"), MATERIAL),
    (("recordings", EACH, "id"), RECORDING),
    (("links", EACH, "uid"), LINK),
)
"""Which parts of an event have an id of their own."""

WITHIN_EVENT = frozenset({AGENDA_ITEM, SESSION})

LISTED_IN = {
    SERIES: "series.yaml",
    ORGANISATION: "organisations.yaml",
    PERSON: "people.yaml",
    TOPIC: "topics.yaml",
    EVENT: "events/",
}

NOBODY = {
    SERIES: _("There is no series with the id %(id)s in the dossier."),
    ORGANISATION: _("There is no organisation with the id %(id)s in the dossier."),
    PERSON: _("There is no person with the id %(id)s in the dossier."),
    TOPIC: _("There is no topic with the id %(id)s in the dossier."),
    EVENT: _("There is no event with the id %(id)s in the dossier."),
    AGENDA_ITEM: _("The event has no agenda item with the id %(id)s."),
    SESSION: _("The event has no session with the id %(id)s."),
}


class Entry(NamedTuple):
    """One thing as it stands in a file: its kind, the file, the path there, and its plain values."""

    kind: str
    file: str
    path: Path
    value: dict[str, Any]


class Finding(NamedTuple):
    kind: str
    file: str
    path: Path
    message: Sentence
    remedy: Sentence


class _Given(NamedTuple):
    """Who has an id: which part of which thing, in its published form or its draft."""

    kind: str
    owner: UUID | None
    in_draft: bool
    file: str


def findings(entries: list[Entry]) -> list[Finding]:
    """Every reference to nobody and every id or slug that two things have."""
    known: dict[UUID, str] = {}
    slugs: dict[tuple[str, str], UUID] = {}
    for entry in entries:
        if (own := identity(entry.value.get("id"))) is not None:
            known.setdefault(own, entry.kind)
            if isinstance(slug := entry.value.get("slug"), str):
                slugs.setdefault((entry.kind, slug), own)
    return [*_given_twice(entries), *_slugs_twice(entries), *_names_of_nobody(entries, known, slugs)]


def findings_within(entry: Entry) -> list[Finding]:
    """The same for one event by itself: only what it can tell of its own parts."""
    return [*_given_twice([entry]), *_names_of_nobody([entry], None, {})]


def _versions(entry: Entry) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A thing as published, and its pending draft, which has the same ids by right."""
    yield (), entry.value
    if isinstance(draft := entry.value.get("draft"), dict):
        yield ("draft",), draft


def _given_twice(entries: list[Entry]) -> Iterator[Finding]:
    given: dict[UUID, _Given] = {}
    for entry in entries:
        owner = identity(entry.value.get("id"))
        for prefix, version in _versions(entry):
            patterns = [(("id",), entry.kind), *(PARTS if entry.kind == EVENT else ())]
            for pattern, kind in patterns:
                for path, value in at(version, pattern):
                    here = identity(value)
                    if here is None:
                        continue
                    found = entry.path + prefix + path
                    mine = _Given(kind, owner, bool(prefix), entry.file)
                    first = given.setdefault(here, mine)
                    if prefix and path == ("id",) and here != owner:
                        yield _finding("draft-of-another", entry, found, *_DRAFT_OF_ANOTHER, id=here)
                    elif first is not mine and not _same_thing(first, mine):
                        yield _finding("same-id", entry, found, *_SAME_ID, id=here, file=first.file)


def _same_thing(first: _Given, second: _Given) -> bool:
    return first.kind == second.kind and first.owner == second.owner and not first.in_draft and second.in_draft


def _slugs_twice(entries: list[Entry]) -> Iterator[Finding]:
    """Two current slugs alike, or a former one that another thing has now or had: a redirect leads to one place."""
    current: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.kind != TOMBSTONE and isinstance(slug := entry.value.get("slug"), str):
            first = current.setdefault((entry.kind, slug), entry)
            if first is not entry:
                yield _finding(
                    "same-slug", entry, (*entry.path, "slug"), *_SAME_SLUG, slug=shown(slug), file=first.file
                )
    former: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for path, slug in at(entry.value, ("former_slugs", EACH)):
            if entry.kind == TOMBSTONE or not isinstance(slug, str):
                continue
            first = current.get((entry.kind, slug)) or former.setdefault((entry.kind, slug), entry)
            if first is not entry:
                yield _finding("same-slug", entry, entry.path + path, *_SAME_SLUG, slug=shown(slug), file=first.file)


def _names_of_nobody(
    entries: list[Entry], known: dict[UUID, str] | None, slugs: dict[tuple[str, str], UUID]
) -> Iterator[Finding]:
    for entry in entries:
        for prefix, version in _versions(entry):
            own_parts = {kind: _ids(version, kind) for kind in WITHIN_EVENT} if entry.kind == EVENT else {}
            for pattern, kind in _names(entry):
                for path, value in at(version, pattern):
                    found = entry.path + prefix + path
                    named = identity(value)
                    if named is None:
                        if isinstance(value, str) and (kind, value) in slugs:
                            meant = slugs[kind, value]
                            yield _finding("slug-for-id", entry, found, *_SLUG_FOR_ID, slug=shown(value), id=meant)
                    elif kind in WITHIN_EVENT:
                        if named not in own_parts[kind]:
                            yield _finding("nobody", entry, found, NOBODY[kind], _IN_EVENT, id=named)
                    elif known is not None and known.get(named) != kind and not _follows(entry, known.get(named)):
                        remedy = _OTHER_KIND if named in known else _ADD_TO
                        yield _finding("nobody", entry, found, NOBODY[kind], remedy, id=named, file=LISTED_IN[kind])


def _names(entry: Entry) -> tuple[tuple[Path, str], ...]:
    if entry.kind == TOMBSTONE and entry.value.get("kind") in LISTED_IN:
        return ((("merged_into",), entry.value["kind"]),)
    return NAMES.get(entry.kind, ())


def _follows(entry: Entry, named: str | None) -> bool:
    """A thing merged into another that was itself taken down later."""
    return entry.kind == named == TOMBSTONE


def _ids(version: dict[str, Any], kind: str) -> set[UUID]:
    pattern = next(pattern for pattern, part in PARTS if part == kind)
    return {found for _path, value in at(version, pattern) if (found := identity(value)) is not None}


def identity(value: Any) -> UUID | None:
    """The id that a value is, if it is one; a value that is none is told of where the field is read."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def at(value: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value at the places that the pattern means, with the path of each."""
    if not pattern:
        if value is not None:
            yield path, value
    elif pattern[0] == EACH:
        if isinstance(value, list):
            for index, part in enumerate(value):
                yield from at(part, pattern[1:], (*path, index))
    elif isinstance(value, dict) and pattern[0] in value:
        yield from at(value[pattern[0]], pattern[1:], (*path, pattern[0]))


def _finding(kind: str, entry: Entry, path: Path, message: Any, remedy: Any, **values: Any) -> Finding:
    return Finding(kind, entry.file, path, Sentence(message, values), Sentence(remedy, values))


_SAME_ID = (
    _("The id %(id)s is given a second time; the first stands in %(file)s."),
    _("Every thing has an id of its own: give the newer one a new id."),
)
_SAME_SLUG = (
    _("The slug ‘%(slug)s’ is given a second time; the first stands in %(file)s."),
    _("Change one of them: two pages cannot have one address."),
)
_DRAFT_OF_ANOTHER = (
    _("The draft has another id (%(id)s) than the thing it is a draft of."),
    _("Give the draft the same id as the thing."),
)
_SLUG_FOR_ID = (_("‘%(slug)s’ is a slug; an id should stand here."), _("Write %(id)s."))
_ADD_TO = _("Add it to %(file)s, or correct the id.")
_OTHER_KIND = _("The id belongs to a thing of another kind: correct it.")
_IN_EVENT = _("Correct the id, or take the line away.")
