# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a dossier in, what does not hold together between them out: ids and slugs given twice, names of nobody.

It looks at the plain values, before they are records, so that a fault here and a missing field there are told at once.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from verkstad.intake.problems import Sentence, shown
from verkstad.intake.yaml_marks import Path
from verkstad.records.events import Organiser

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
    EVENT: _("There is no workshop with the id %(id)s in the dossier."),
    AGENDA_ITEM: _("The workshop has no agenda item with the id %(id)s."),
    SESSION: _("The workshop has no session with the id %(id)s."),
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
    about: str = ""
    """The kind of thing that is named, where that is what the finding is about."""


class _Given(NamedTuple):
    """Who has an id: which part of which thing, in its published form or its draft."""

    kind: str
    owner: UUID | None
    in_draft: bool
    file: str


def findings(entries: list[Entry], *, unread: Container[str] = ()) -> list[Finding]:
    """Every reference to nobody or to the same thing twice, and every id or slug that two things have.

    Of the kinds in ``unread`` not everything could be read, so a reference to one of them proves nothing.
    """
    living = sorted((entry for entry in entries if entry.kind != TOMBSTONE), key=lambda entry: entry.kind == EVENT)
    stones = [entry for entry in entries if entry.kind == TOMBSTONE]
    entries = [*living, *stones]
    known: dict[UUID, str] = {}
    slugs: dict[tuple[str, str], UUID] = {}
    for entry in entries:
        if (own := identity(entry.value.get("id"))) is not None:
            known.setdefault(own, entry.kind)
            if isinstance(slug := entry.value.get("slug"), str):
                slugs.setdefault((entry.kind, slug), own)
    return [
        *_given_twice(living),
        *_standing_and_gone(living, stones),
        *slugs_twice(entries),
        *(each for each in _names_of_nobody(entries, known, slugs) if each.about not in unread),
        *_named_twice(living),
        *_facts_of_drafts(living),
    ]


def findings_within(entry: Entry) -> list[Finding]:
    """The same for one event by itself: only what it can tell of its own parts."""
    nobody = _names_of_nobody([entry], None, {})
    return [*_given_twice([entry]), *nobody, *_named_twice([entry]), *_facts_of_drafts([entry])]


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


def _standing_and_gone(living: list[Entry], stones: list[Entry]) -> Iterator[Finding]:
    """What was taken down may still be a draft for editors, but is not published; and it goes once."""
    published = {identity(entry.value.get("id")) for entry in living if entry.value.get("state") != "draft"}
    first: dict[UUID, Entry] = {}
    for stone in stones:
        if (own := identity(stone.value.get("id"))) is None:
            continue
        if first.setdefault(own, stone) is not stone:
            yield _finding("same-id", stone, (*stone.path, "id"), *_SAME_ID, id=own, file=stone.file)
        elif own in published:
            yield _finding("published-and-gone", stone, (*stone.path, "id"), *_PUBLISHED_AND_GONE, id=own)


def slugs_twice(entries: list[Entry]) -> Iterator[Finding]:
    """A slug that two things of a kind have or had: an address leads to one place. The living come before the gone."""
    taken: dict[tuple[str, str], tuple[Any, Entry]] = {}
    for pattern in (("slug",), ("former_slugs", EACH)):
        for entry in entries:
            stone = entry.kind == TOMBSTONE
            kind = _kind_that_went(entry) if stone else entry.kind
            if kind is None:
                continue
            owner = identity(entry.value.get("id")) or id(entry)
            for path, slug in at(entry.value, pattern):
                if not isinstance(slug, str):
                    continue
                first_owner, first = taken.setdefault((kind, slug), (owner, entry))
                if first is not entry and first_owner != owner and not (stone and first.kind == TOMBSTONE):
                    values = {"slug": shown(slug), "file": first.file}
                    yield _finding("same-slug", entry, entry.path + path, *_SAME_SLUG, **values)


ONCE: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    SERIES: (("organisers", ()),),
    TOPIC: (("broader", ()),),
    EVENT: (("organisers", ("organisation", "role")), ("topics", ("topic",))),
}
"""Lists in which nothing is named twice, and the fields that make two alike."""

_DEFAULTS = {"role": Organiser.model_fields["role"].default, "sequence": "0"}

NOT_ITSELF: dict[str, tuple[Path, ...]] = {
    ORGANISATION: (("part_of",),),
    TOPIC: (("broader", EACH),),
    EVENT: (("relations", EACH, "event"),),
}


def _named_twice(entries: list[Entry]) -> Iterator[Finding]:
    for entry in entries:
        for prefix, version in _versions(entry):
            for name, fields in ONCE.get(entry.kind, ()):
                seen: set[str] = set()
                for path, value in at(version, (name, EACH)):
                    alike = str(
                        [value.get(each, _DEFAULTS.get(each)) for each in fields] if isinstance(value, dict) else value
                    )
                    if alike in seen:
                        yield _finding("named-twice", entry, entry.path + prefix + path, *_NAMED_TWICE)
                    seen.add(alike)
            own = identity(entry.value.get("id"))
            for pattern in NOT_ITSELF.get(entry.kind, ()):
                for path, value in at(version, pattern):
                    if own is not None and identity(value) == own:
                        yield _finding("names-itself", entry, entry.path + prefix + path, *_NAMES_ITSELF)


OF_THE_THING = ("slug", "former_slugs", "published_at", "modified_at", "sequence")
"""What belongs to a thing as a whole: its draft does not bring its own."""


BY_THEMSELVES = ("materials", "recordings")
"""Parts of an event that are published and taken down by themselves: its draft cannot leave one out."""


def _facts_of_drafts(entries: list[Entry]) -> Iterator[Finding]:
    for entry in entries:
        draft = entry.value.get("draft")
        if not isinstance(draft, dict):
            continue
        if entry.value.get("state") == "draft":
            yield _finding("draft-of-draft", entry, (*entry.path, "draft"), *_DRAFT_OF_DRAFT)
        for name in OF_THE_THING:
            if draft.get(name) and draft[name] != entry.value.get(name, _DEFAULTS.get(name)):
                yield _finding("draft-differs", entry, (*entry.path, "draft", name), *_DRAFT_DIFFERS, key=name)
        for name in BY_THEMSELVES if entry.kind == EVENT else ():
            kept = {identity(value) for _path, value in at(draft, (name, EACH, "id"))}
            for path, value in at(entry.value, (name, EACH, "id")):
                if identity(value) not in kept:
                    yield _finding("draft-leaves-out", entry, entry.path + path, *_DRAFT_LEAVES_OUT, id=shown(value))


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
                        missing = _finding("nobody", entry, found, NOBODY[kind], remedy, id=named, file=LISTED_IN[kind])
                        yield missing._replace(about=kind)


def _names(entry: Entry) -> tuple[tuple[Path, str], ...]:
    if entry.kind == TOMBSTONE:
        kind = _kind_that_went(entry)
        return ((("merged_into",), kind),) if kind else ()
    return NAMES.get(entry.kind, ())


def _kind_that_went(stone: Entry) -> str | None:
    kind = stone.value.get("kind")
    return kind if isinstance(kind, str) and kind in LISTED_IN else None


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
    _("The slug “%(slug)s” is given a second time; the first stands in %(file)s."),
    _("Change one of them: two pages cannot have one address."),
)
_DRAFT_OF_ANOTHER = (
    _("The draft has another id (%(id)s) than the thing it is a draft of."),
    _("Give the draft the same id as the thing."),
)
_DRAFT_OF_DRAFT = (
    _("The thing is a draft (state: draft), and holds a draft within."),
    _("Keep one of them: move the fields of the inner draft out, or take state: draft away."),
)
_DRAFT_DIFFERS = (
    _("A draft has no “%(key)s” of its own, but here stands another than outside it."),
    _("Change it outside the draft, and take this line away or let it be the same."),
)
_DRAFT_LEAVES_OUT = (
    _("The draft leaves out what is published with the id %(id)s: slides and recordings are taken down by themselves."),
    _("Add it to the draft, or take it away here too."),
)
_SLUG_FOR_ID = (_("“%(slug)s” is a slug; an id should stand here."), _("Write %(id)s."))
_PUBLISHED_AND_GONE = (
    _("The thing with the id %(id)s is published, and taken down as well."),
    _("Take this entry away, or let the thing be a draft (state: draft)."),
)
_NAMED_TWICE = (_("The same is named here a second time."), _("Keep one of the two."))
_NAMES_ITSELF = (_("The thing names itself here."), _("Name another, or take the line away."))
_ADD_TO = _("Add it to %(file)s, or correct the id.")
_OTHER_KIND = _("The id belongs to a thing of another kind: correct it.")
_IN_EVENT = _("Correct the id, or take the line away.")
