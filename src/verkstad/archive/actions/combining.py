# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one of two things gets when the other turns out to be the same, and taking it back. Plain functions of what revisions keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from verkstad.archive.fields import new_id
from verkstad.archive.models import Root
from verkstad.archive.pending import RevisionContent
from verkstad.archive.shapes import Part, shape_of

_NAMES = ("name", "short_name")


@dataclass
class Given:
    """What is added: entries of lists, values of what was empty, and parts."""

    lists: dict[str, list[Any]] = field(default_factory=dict)
    filled: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[RevisionContent]] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return asdict(self)

    def added_to(self, content: RevisionContent) -> RevisionContent:
        added = {key: [*(content.get(key) or ()), *entries] for key, entries in (self.lists | self.parts).items()}
        return {**content, **self.filled, **added}


def combined(model: type[Root], kept: RevisionContent, gone: RevisionContent) -> Given:
    """What ``kept`` lacks and ``gone`` has: its names as other names, entries of its lists, values, and references of its parts."""
    given = Given()
    for part in shape_of(model).parts:
        if part.name == "name":
            continue
        key = part.keys[0]
        if part.is_list:
            if new := [entry for entry in gone.get(key) or () if entry not in (kept.get(key) or ())]:
                given.lists[key] = new
        elif part.name != "kind" and _is_empty(part, kept) and not _is_empty(part, gone):
            given.filled |= {key: gone.get(key) for key in part.keys if gone.get(key) != kept.get("pk")}
    own = set(_names(model, kept)) | set(kept.get("aliases") or ())
    names = [name for name in dict.fromkeys(_names(model, gone)) if name not in own]
    aliases = [*names, *(name for name in given.lists.get("aliases", ()) if name not in {*own, *names})]
    given.lists.pop("aliases", None)
    given.filled = {key: value for key, value in given.filled.items() if not key.startswith(_NAMES)}
    if aliases:
        given.lists["aliases"] = aliases
    given.parts = dict(_parts(model, kept, gone))
    return given


def _is_empty(part: Part, content: RevisionContent) -> bool:
    words = part.keys[:2] if part.is_text else part.keys
    # A tick that is not set is an answer; a reference to one of the two would be one to itself.
    return all(content.get(key) in (None, "") for key in words)


def _names(model: type[Root], content: RevisionContent) -> Iterator[str]:
    for part in shape_of(model).parts:
        if part.name in _NAMES:
            keys = part.keys[:2] if part.is_text else part.keys
            yield from (content[key] for key in keys if content.get(key))


def _parts(
    model: type[Root], kept: RevisionContent, gone: RevisionContent
) -> Iterator[tuple[str, list[RevisionContent]]]:
    """Bare references (the broader topics of a topic) that the other has; parts with a uid of their own are new."""
    for name, shape in shape_of(model).children.items():
        if not shape.bare:
            continue
        key = shape.keys[0]
        there = {part[key] for part in kept.get(name) or ()} | {kept.get("pk"), gone.get("pk")}
        new = [part for part in gone.get(name) or () if part[key] not in there]
        if new:
            parent = (shape.parent or "").removesuffix("_id")
            yield name, [{**part, "pk": None, "uid": str(new_id()), parent: kept.get("pk")} for part in new]


def separated(content: RevisionContent, told: dict[str, Any]) -> RevisionContent:
    """The content without what was given, as far as it is still as it was given."""
    given = Given(**told)
    taken: dict[str, Any] = {}
    for key, entries in given.lists.items():
        taken[key] = [entry for entry in content.get(key) or () if entry not in entries]
    for key, parts in given.parts.items():
        uids = {part["uid"] for part in parts}
        taken[key] = [part for part in content.get(key) or () if part["uid"] not in uids]
    for key, value in given.filled.items():
        if content.get(key) == value and not key.endswith(
            "_original"
        ):  # of no text it says nothing, and is never empty
            taken[key] = None
    return {**content, **taken}
