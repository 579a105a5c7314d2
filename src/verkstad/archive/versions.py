# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions of one thing beside each other: what differs, place by place, and what two people wrote at the same time made one.

A version is the content of a revision: columns by key, and lists of children that are known by their ``uid``. Pure functions.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from verkstad.archive.shapes import Shape

Version = Mapping[str, Any]
Whose = Literal["mine", "theirs"]

ORDER = "@order"
"""The key of the order of a list, which no column is called."""


class Place(NamedTuple):
    """Where in a version: a column of the thing itself, a part as a whole (no key), a column of a part, or a list's order."""

    list: str = ""
    uid: str = ""
    key: str = ""

    def __str__(self) -> str:
        return "/".join(self)

    @classmethod
    def read(cls, text: str) -> Place:
        """Raises ValueError for what is no place."""
        parts = text.split("/")
        if len(parts) != 3:
            raise ValueError(text)
        return cls(*parts)


class Difference(NamedTuple):
    """``before`` and ``after`` are values of a column; of a part as a whole its content or None; of an order a list of uids."""

    place: Place
    before: Any
    after: Any


class Clash(NamedTuple):
    """Both changed the same place. ``base`` is what both began from, None also when that is not known any more."""

    place: Place
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """What two people wrote, made one as far as it does not clash. ``theirs`` is the version that was saved first."""

    shape: Shape
    theirs: Version
    added: list[Difference] = field(default_factory=list)
    """My changes that clash with nothing: they are in the result whatever is chosen."""
    clashes: list[Clash] = field(default_factory=list)

    def resolved(self, choices: Mapping[Place, Whose]) -> dict[str, Any]:
        """The version with the chosen side at each clash; theirs where nothing was chosen."""
        mine = [Difference(at, None, mine) for at, _, mine, _ in self.clashes if choices.get(at) == "mine"]
        return changed(self.shape, self.theirs, [*self.added, *mine])


def keys_of(shape: Shape) -> list[str]:
    """The columns in which versions differ: not those that belong to the thing as a whole, whichever its version."""
    return [key for key in shape.keys if key not in getattr(shape.model, "of_the_row", ())]


def essence(shape: Shape, version: Version) -> dict[str, Any]:
    """The content without what the row or the list keep for themselves (keys of children, schedules)."""
    return {
        **{key: version.get(key) for key in keys_of(shape)},
        **{
            name: [
                {"uid": str(part["uid"]), **{key: part.get(key) for key in child.keys}}
                for part in _parts(version, name)
            ]
            for name, child in shape.children.items()
        },
    }


def digest(shape: Shape, version: Version) -> str:
    """Sixteen hexadecimal digits that change when the content does."""
    written = json.dumps(essence(shape, version), sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def differences(shape: Shape, before: Version, after: Version) -> list[Difference]:
    """What differs, in the order of the model; of each list first what went, then what is there in its order."""
    found = [
        Difference(Place(key=key), before.get(key), after.get(key))
        for key in keys_of(shape)
        if before.get(key) != after.get(key)
    ]
    for name, child in shape.children.items():
        found += _list_differences(name, child, _parts(before, name), _parts(after, name))
    return found


def _list_differences(
    name: str, child: Shape, before: Sequence[Version], after: Sequence[Version]
) -> Iterable[Difference]:
    was, now = _by_uid(before), _by_uid(after)
    yield from (Difference(Place(name, uid), part, None) for uid, part in was.items() if uid not in now)
    for uid, part in now.items():
        if uid not in was:
            yield Difference(Place(name, uid), None, part)
            continue
        for key in child.keys:
            if was[uid].get(key) != part.get(key):
                yield Difference(Place(name, uid, key), was[uid].get(key), part.get(key))
    kept = [uid for uid in was if uid in now]
    if kept != [uid for uid in now if uid in was]:
        yield Difference(Place(name, key=ORDER), list(was), list(now))


def changed(shape: Shape, version: Version, changes: Iterable[Difference]) -> dict[str, Any]:
    """The version with the changes made in it; what they say of a part that is gone is left out."""
    made = copy.deepcopy(dict(version))
    orders: dict[str, Sequence[str]] = {}
    for place, _, after in changes:
        if not place.list:
            made[place.key] = after
            continue
        parts = made.setdefault(place.list, [])
        if place.key == ORDER:
            orders[place.list] = after
        elif place.key:
            for part in parts:
                if str(part["uid"]) == place.uid:
                    part[place.key] = after
        else:
            parts[:] = [part for part in parts if str(part["uid"]) != place.uid]
            if after is not None:
                parts.append(copy.deepcopy(dict(after)))
    for name, order in orders.items():
        made[name] = _in_order(made.get(name, []), order)
    for name in shape.children:
        for number, part in enumerate(made.get(name) or ()):
            if "sort_order" in part:
                part["sort_order"] = number
    return made


def _in_order(parts: Sequence[dict[str, Any]], order: Sequence[str]) -> list[dict[str, Any]]:
    """Parts in an order of uids; one that the order does not name stays behind the part it stood behind."""
    places = {uid: number for number, uid in enumerate(order)}
    at, placed = -1, []
    for number, part in enumerate(parts):
        at = places.get(str(part["uid"]), at)
        placed.append((at, number, part))
    return [part for _, _, part in sorted(placed, key=lambda found: found[:2])]


def merge(shape: Shape, base: Version | None, mine: Version, theirs: Version) -> Merge:
    """Make my version and theirs one. Without a ``base`` every difference between the two is a clash."""
    if base is None:
        clashes = [Clash(at, None, after, before) for at, before, after in differences(shape, theirs, mine)]
        return Merge(shape, theirs, [], clashes)
    by_them = {found.place: found for found in differences(shape, base, theirs)}
    added, clashes = [], {}
    for found in differences(shape, base, mine):
        place = found.place
        if place in by_them:
            if by_them[place].after != found.after:
                clashes[place] = Clash(place, found.before, found.after, by_them[place].after)
        elif place.list and (whole := _clash_over_a_part(place, by_them, base, mine, theirs)):
            clashes[whole.place] = whole
        else:
            added.append(found)
    return Merge(shape, theirs, _with_place_in_line(shape, mine, theirs, added), list(clashes.values()))


def _clash_over_a_part(
    place: Place, by_them: Mapping[Place, Difference], base: Version, mine: Version, theirs: Version
) -> Clash | None:
    """One took a part away and the other changed something in it."""
    whole = Place(place.list, place.uid)
    they_took_it = place.key and place.key != ORDER and whole in by_them
    they_changed_it = not place.key and any(other[:2] == place[:2] and other.key for other in by_them)
    if not they_took_it and not they_changed_it:
        return None
    sides = (_by_uid(_parts(version, place.list)).get(place.uid) for version in (base, mine, theirs))
    return Clash(whole, *sides)


def _with_place_in_line(shape: Shape, mine: Version, theirs: Version, added: Sequence[Difference]) -> list[Difference]:
    """The changes, and where I put parts of my own: behind the part they stand behind in my version, not last."""
    new = {found.place.list for found in added if found.place.list and not found.place.key and found.after is not None}
    ordered = {found.place.list for found in added if found.place.key == ORDER}
    orders = []
    for name in shape.children:
        if name in new - ordered:
            own = {found.place.uid for found in added if found.place.list == name and not found.place.key}
            order = list(_by_uid(_parts(theirs, name)))
            last = ""
            for uid in _by_uid(_parts(mine, name)):
                if uid in own:
                    order.insert(order.index(last) + 1 if last in order else 0, uid)
                last = uid if uid in order else last
            orders.append(Difference(Place(name, key=ORDER), None, order))
    return [*added, *orders]


def _parts(version: Version, name: str) -> Sequence[Any]:
    return version.get(name) or ()


def _by_uid(parts: Sequence[Version]) -> dict[str, Version]:
    return {str(part["uid"]): part for part in parts}
