# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The texts that files of many events are joined from, during a full build: made beside each event, then held packed."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload
from uuid import UUID

from verkstad.edition import build, make
from verkstad.edition.library import Library
from verkstad.edition.units import Unit


class MakingParts:
    """The parts of one event at a time, made where its page is."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._unit: Unit | None = None
        self._texts: tuple[build.Text, ...] = ()

    def beside(self, unit: Unit) -> tuple[build.Text, ...]:
        if unit.kind != "event":
            return ()
        if unit != self._unit:
            self._texts = tuple(make.parts_of_event(self._library.event(unit.id), self._library))
            self._unit = unit
        return self._texts

    def one(self, format: str, thing: UUID) -> str:
        return next((text for of, _, text in self.beside(Unit("event", str(thing))) if of == format), "")

    def some(self, format: str, things: Sequence[UUID]) -> list[str]:
        return [self.one(format, thing) for thing in things]

    def every(self, format: str) -> dict[str, str]:
        raise LookupError("files of the whole archive are built when the parts of all events are made")


class Texts:
    """All parts, end to end in one buffer for each format.

    As strings they would lie scattered, and each worker would come to own a copy of every one that it looked at.
    """

    def __init__(self) -> None:
        self._buffers: dict[str, bytearray] = defaultdict(bytearray)
        self._numbers: dict[str, dict[str, int]] = defaultdict(dict)
        self._ends: dict[str, array[int]] = defaultdict(lambda: array("Q", [0]))

    def add(self, texts: Iterable[build.Text]) -> None:
        for format, thing, text in texts:
            buffer, ends = self._buffers[format], self._ends[format]
            buffer += text.encode()
            self._numbers[format][thing] = len(ends)
            ends.append(len(buffer))

    def beside(self, unit: Unit) -> tuple[build.Text, ...]:
        return ()

    def rows(self) -> Iterator[build.Text]:
        """Every text with its format and thing, in the order of these."""
        for format in sorted(self._numbers):
            for thing, number in sorted(self._numbers[format].items()):
                yield format, thing, self.text(format, number)

    def in_order(self, format: str) -> Sequence[str]:
        """The texts of a format by the ids of their things, each made when it is asked for."""
        return _Ordered(self, format, [number for _, number in sorted(self._numbers[format].items())])

    def every(self, format: str) -> Mapping[str, str]:
        return _Every(self, format, self._numbers[format])

    def one(self, format: str, thing: UUID) -> str:
        number = self._numbers[format].get(str(thing))
        return "" if number is None else self.text(format, number)

    def some(self, format: str, things: Sequence[UUID]) -> list[str]:
        return [self.one(format, thing) for thing in things]

    def text(self, format: str, number: int) -> str:
        ends = self._ends[format]
        return self._buffers[format][ends[number - 1] : ends[number]].decode()


class _Every(Mapping[str, str]):
    """All texts of a format by thing: a string is made of one when it is asked for."""

    def __init__(self, texts: Texts, format: str, numbers: Mapping[str, int]) -> None:
        self._texts, self._format, self._numbers = texts, format, numbers

    def __getitem__(self, thing: str) -> str:
        return self._texts.text(self._format, self._numbers[thing])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class _Ordered(Sequence[str]):
    def __init__(self, texts: Texts, format: str, numbers: Sequence[int]) -> None:
        self._texts, self._format, self._numbers = texts, format, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return _Ordered(self._texts, self._format, self._numbers[place])
        return self._texts.text(self._format, self._numbers[place])
