# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cues in the shape that is readable under a picture: lines of 42 characters, two at a time, long enough on the screen."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from verkstad.records.captions import Cue

LINE_CHARACTERS = 42
LINES = 2
READ_A_SECOND = 17
"""Characters. A cue that goes by faster stays on into the silence after it."""
LINGERS_SECONDS = 2.0
PART_SECONDS = 0.7
"""A long cue is not cut into parts that flash by faster: it keeps more lines instead."""


class Shown(NamedTuple):
    """A cue as it is shown, in milliseconds from the start of the recording; ``end`` is after ``start``."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str | None


def fitted(cues: Iterable[Cue]) -> list[Shown]:
    """The cues in rising order. Lines that fit stay as somebody chose them; a cue that does not is cut in proportion, between words."""
    found: list[Shown] = []
    cues = tuple(cues)
    for cue, following in _with_next(cues):
        start, end = round(cue.start * 1000), round(cue.end * 1000)
        after = round(following.start * 1000) if following else end + round(LINGERS_SECONDS * 1000)
        if end < after:
            wanted = start + math.ceil(len(cue.text) * 1000 / READ_A_SECOND)
            end = max(end, min(after, wanted, end + round(LINGERS_SECONDS * 1000)))
        found += _parts(cue, start, max(end, start + 1))
    found.sort(key=lambda shown: shown.start)
    return found


def _with_next(cues: tuple[Cue, ...]) -> Iterator[tuple[Cue, Cue | None]]:
    yield from pairwise(cues)
    if cues:
        yield cues[-1], None


def _parts(cue: Cue, start: int, end: int) -> Iterator[Shown]:
    lines = tuple(cue.text.split("\n"))
    if _fit(lines):
        yield Shown(start, end, lines, cue.speaker)
        return
    text = " ".join(cue.text.split())
    share = (end - start) / len(text)
    at = 0
    for stop in (*_cuts(text, at_most=int((end - start) / (PART_SECONDS * 1000))), len(text)):
        yield Shown(start + round(at * share), start + round(stop * share), wrap(text[at:stop].strip()), cue.speaker)
        at = stop


def _fit(lines: tuple[str, ...]) -> bool:
    return len(lines) <= LINES and all(len(line) <= LINE_CHARACTERS or " " not in line for line in lines)


def _cuts(text: str, *, at_most: int) -> list[int]:
    """Where to cut, so that each part fits; fewer and longer parts when only ``at_most`` have the time to be read."""
    spaces = [at for at, sign in enumerate(text) if sign == " "]
    fewest = min(math.ceil(len(text) / (LINE_CHARACTERS * LINES)), at_most)
    cuts: list[int] = []
    for number in range(fewest, min(2 * fewest + 1, at_most, len(spaces) + 1) + 1):
        cuts = _even_cuts(text, spaces, number)
        if all(_fit(wrap(text[one:other].strip())) for one, other in pairwise((0, *cuts, len(text)))):
            break
    return cuts


def _even_cuts(text: str, spaces: list[int], number: int) -> list[int]:
    cuts: list[int] = []
    at = -1
    for part in range(1, number):
        best = _near(text, spaces, len(text) * part / number, after=at, slack=LINE_CHARACTERS / 3)
        if best is None:
            break
        cuts.append(best)
        at = best
    return cuts


def _near(text: str, spaces: list[int], wanted: float, *, after: int, slack: float) -> int | None:
    """The space nearest to ``wanted``; one that ends a sentence or a clause is taken from further away."""
    first = max(bisect_left(spaces, wanted - slack), bisect_left(spaces, after + 1))
    last = bisect_left(spaces, wanted + slack)
    choices = spaces[first : max(last, first + 1)] + spaces[max(first - 1, bisect_left(spaces, after + 1)) : first]
    if not choices:
        return None
    return min(choices, key=lambda at: abs(at - wanted) - _worth(text, at))


_ENDS = dict.fromkeys(".!?…", 12) | dict.fromkeys(",;:–", 8)
_LEADS_ON = frozenset(
    ("och", "att", "som", "en", "ett", "den", "det", "de", "i", "på", "av", "för", "till", "med", "om", "när", "men", "eller", "inte", "vid",
     "från", "the", "a", "an", "of", "to", "and", "in", "on", "for", "at", "that", "with", "or", "but", "not", "from", "–", "-")
)  # fmt: skip
"""Words that belong to the next one: a line that ends in them reads badly."""


def _worth(text: str, at: int) -> int:
    """How many characters further away a break at this space may lie than another."""
    if worth := _ENDS.get(text[at - 1]):
        return worth
    return -6 if text[text.rfind(" ", 0, at) + 1 : at].lower() in _LEADS_ON else 0


def wrap(text: str) -> tuple[str, ...]:
    """Lines of at most LINE_CHARACTERS (a longer word stands alone): one, two of like length, or as few as will do."""
    if len(text) <= LINE_CHARACTERS:
        return (text,)
    middle = len(text) / 2
    spaces = [
        at
        for at, sign in enumerate(text)
        if sign == " " and at <= LINE_CHARACTERS and len(text) - at - 1 <= LINE_CHARACTERS
    ]
    if spaces:
        at = min(spaces, key=lambda at: abs(at - middle) - _worth(text, at))
        return text[:at], text[at + 1 :]
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE_CHARACTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return tuple(lines)
