# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the index keeps of a passage to show it again: a line of JSON with its words, its place, and who said it."""

from __future__ import annotations

import json
from typing import NamedTuple

from verkstad.search.passages.passage import Bundle, Kind, Named, Passage, Place


class Shown(NamedTuple):
    """A passage as a result shows it. ``slug`` is that of the thing whose page it stands on."""

    key: str
    slug: str
    place: Place | None
    kind: Kind
    language: str
    title: str
    text: str
    people: tuple[tuple[str, str], ...]
    """(slug, name) of each."""
    organisations: tuple[tuple[str, str, str], ...]
    """(slug, Swedish name, English name) of each."""
    second: float | None
    page: int | None
    anchor: str
    address: str
    names: tuple[str, ...]
    """Of the thing itself, when it is no event: its Swedish name, its English one, and others."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def head_of(bundle: Bundle) -> str:
    """What all passages of a bundle begin with, written once."""
    return _encode((bundle.key, bundle.slug, bundle.place))[:-1]


def pack(head: str, bundle: Bundle, passage: Passage) -> bytes:
    people = [(bundle.people[number].slug, bundle.people[number].swedish) for number in passage.people]
    bodies = [_both(bundle.organisations[number]) for number in passage.organisations]
    own = {
        "person": bundle.people,
        "organisation": bundle.organisations,
        "topic": bundle.topics,
        "series": bundle.series,
    }
    name = own[passage.kind][0] if passage.kind in own else None
    names = (name.swedish, name.english or name.swedish, *name.others) if name else ()
    rest = (
        passage.kind, passage.language, passage.title, passage.text, people, bodies,
        passage.second, passage.page, passage.anchor, passage.address, names,
    )  # fmt: skip
    return f"{head},{_encode(rest)[1:]}".encode()


def _both(name: Named) -> tuple[str, str, str]:
    return name.slug, name.swedish, name.english or name.swedish


def unpack(line: bytes) -> Shown:
    v = json.loads(line)
    v[2] = Place(*v[2]) if v[2] else None
    v[7], v[8], v[13] = tuple(map(tuple, v[7])), tuple(map(tuple, v[8])), tuple(v[13])
    return Shown(*v)
