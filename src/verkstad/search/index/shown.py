# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the index keeps of a passage to show it again: a line of JSON with its words, its place, and who said it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from verkstad.search.passages.passage import Bundle, Kind, Named, Passage, Picture, Place


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
    moments: tuple[int, ...]
    """Where it is said in further seconds, see :class:`Passage`."""
    page: int | None
    anchor: str
    address: str
    picture: Picture | None
    names: tuple[str, ...]
    """Of the thing itself, when it is no event: its Swedish name, its English one, and others."""


_quoted = json.encoder.encode_basestring
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Packer:
    """Packs the passages of a bundle; what they begin with, and whom they are by, is written once."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._head = _encode((bundle.key, bundle.slug, bundle.place))[:-1]
        self._by: dict[tuple[tuple[int, ...], tuple[int, ...]], str] = {}

    def pack(self, passage: Passage) -> bytes:
        alike = passage.people, passage.organisations
        by = self._by.get(alike)
        if by is None:
            by = self._by[alike] = self._written(*alike)
        moments = ",".join(map(str, _apart(passage.moments, int(passage.second or 0)))) if passage.moments else ""
        second = "null" if passage.second is None else repr(passage.second)
        page = "null" if passage.page is None else str(passage.page)
        picture = _encode(passage.picture) if passage.picture else "null"
        own = self._bundle.own_name(passage)
        names = _encode((own.swedish, own.english or own.swedish, *own.others)) if own else "[]"
        return (
            f'{self._head},"{passage.kind}","{passage.language}",{_quoted(passage.title)},{_quoted(passage.text)},{by},'
            f"{second},[{moments}],{page},{_quoted(passage.anchor)},{_quoted(passage.address)},{picture},{names}]"
        ).encode()

    def _written(self, people: tuple[int, ...], organisations: tuple[int, ...]) -> str:
        bundle = self._bundle
        persons = [(bundle.people[number].slug, bundle.people[number].swedish) for number in people]
        bodies = [_both(bundle.organisations[number]) for number in organisations]
        return f"{_encode(persons)},{_encode(bodies)}"


def _both(name: Named) -> tuple[str, str, str]:
    return name.slug, name.swedish, name.english or name.swedish


def _apart(moments: tuple[int, ...], second: int) -> Iterator[int]:
    """Each place and each second as what it is more than the one before: half the digits."""
    place = 0
    for number in range(0, len(moments), 2):
        yield moments[number] - place
        yield moments[number + 1] - second
        place, second = moments[number : number + 2]


def _together(apart: list[int], second: int) -> tuple[int, ...]:
    moments = [0] * len(apart)
    moments[::2] = accumulate(apart[::2])
    moments[1::2] = [second + more for more in accumulate(apart[1::2])]
    return tuple(moments)


def unpack(line: bytes) -> Shown:
    v = json.loads(line)
    v[2] = Place(*v[2]) if v[2] else None
    v[7], v[8], v[10], v[15] = (
        tuple(map(tuple, v[7])),
        tuple(map(tuple, v[8])),
        _together(v[10], int(v[9] or 0)),
        tuple(v[15]),
    )
    v[14] = Picture(*v[14]) if v[14] else None
    return Shown(*v)
