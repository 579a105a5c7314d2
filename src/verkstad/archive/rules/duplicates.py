# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Near-duplicates: names so alike that somebody should ask whether they are the same, before a second one is made.

``why_alike`` compares two names and nothing else; ``near_duplicates`` looks through what the archive has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple
from uuid import UUID

from verkstad.archive.rules.names import Folded, fold, is_one_slip

Why = Literal["same", "order", "initials", "middle", "slip"]
"""In falling order of likeness: the same but for case, marks, spaces and hyphens; the names in another order; initials for
names; a name in between left out; one slip of the finger."""

_ORDER: tuple[Why, ...] = ("same", "order", "initials", "middle", "slip")
_SHORTEST_SLIP = 6
"""Below this many letters one letter makes another name: *SCB* is not *SKB*, *Eva* not *Ewa Bo*."""
_LEGAL_FORMS = frozenset({"ab", "hb", "kb", "inc", "ltd", "gmbh", "as", "oy", "ek", "for", "forening"})


class Near(NamedTuple):
    """A thing that may be the same: its id, the name that is alike, and why."""

    id: UUID
    name: str
    why: Why


def why_alike(one: str, other: str, kind: str) -> Why | None:
    """Why two names of things of a kind (``person`` …) may be one; None when nothing says so."""
    left, right = fold(one), fold(other)
    if not left.words or not right.words:
        return None
    if kind == "person":
        return _alike_people(left, right)
    left, right = _without_legal_form(left), _without_legal_form(right)
    if left.joined == right.joined:
        return "same"
    if len(left.bare) > 1 and sorted(left.bare) == sorted(right.bare):
        return "order"
    return "slip" if _slipped(left.joined, right.joined) else None


def _alike_people(left: Folded, right: Folded) -> Why | None:
    if left.joined == right.joined:
        return "same"
    if sorted(left.bare) == sorted(right.bare):
        return "order"
    if min(len(left.bare), len(right.bare)) < 2:
        return None
    # *Dalhage, M.* has its family name first.
    for one, other in (
        (left.bare, right.bare),
        (left.bare, _family_name_last(right.bare)),
        (_family_name_last(left.bare), right.bare),
    ):
        if (why := _same_but_shorter(one, other)) is not None:
            return why
    return "slip" if _slipped(left.joined, right.joined) or _slipped_in_one(left.bare, right.bare) else None


def _family_name_last(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[1:], words[0])


def _same_but_shorter(left: tuple[str, ...], right: tuple[str, ...]) -> Why | None:
    if left[-1] != right[-1] or not _is_same_or_initial(left[0], right[0]):
        return None
    if len(left) == len(right):
        same = all(_is_same_or_initial(one, other) for one, other in zip(left, right, strict=True))
        return "initials" if same else None
    shorter, longer = sorted((left[1:-1], right[1:-1]), key=len)
    # What both have in between must be met in order; the rest was left out.
    rest = iter(longer)
    if not all(any(_is_same_or_initial(one, other) for other in rest) for one in shorter):
        return None
    return "middle" if len(left[0]) > 1 and len(right[0]) > 1 else "initials"


def _is_same_or_initial(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _slipped(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST_SLIP and is_one_slip(one, other)


def _slipped_in_one(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """The same words in another order, one of them with a slip."""
    ones, others = sorted(left), sorted(right)
    return len(ones) == len(others) and _slipped("".join(ones), "".join(others))


def _without_legal_form(name: Folded) -> Folded:
    kept = [place for place, word in enumerate(name.bare) if place == 0 or word not in _LEGAL_FORMS]
    return Folded(tuple(name.words[place] for place in kept), tuple(name.bare[place] for place in kept))


def near_duplicates(name: str, kind: str, limit: int = 5, *, leaving_out: Iterable[Any] = ()) -> list[Near]:
    """Things of a kind with a name or another name alike this one, likest first; drafts too. One query."""
    from verkstad.archive.named import known_names  # reads models, which are made after the rules they ask

    out = set(leaving_out)
    found: list[tuple[int, str, Near]] = []
    for thing in known_names(kind):
        if thing.id in out:
            continue
        alike = [(why, one) for one in thing.names if (why := why_alike(name, one, kind)) is not None]
        if alike:
            why, one = min(alike, key=lambda pair: _ORDER.index(pair[0]))
            found.append((_ORDER.index(why), one, Near(thing.id, one, why)))
    return [near for _, _, near in sorted(found, key=lambda entry: (*entry[:2], str(entry[2].id)))[:limit]]
