# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which parts of a recording are shown, and what becomes of its captions and chapters.

An editor sets the cut. With the length of the recording they become a :class:`Timeline`: of a file of our own that is
really cut, whose times are then counted anew, or of a recording elsewhere, whose player leaps over what is left out.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Any, Protocol, Self, TypeVar, get_args

from verkstad.records.base import Seconds
from verkstad.records.captions import Cue
from verkstad.records.events import Cut, Stretch
from verkstad.records.speech import SpokenPassage, passages_of

LONGEST: float = next(part.le for part in get_args(Seconds)[1].metadata if hasattr(part, "le"))
"""Seconds: where a recording ends whose length is not known."""
EDGE_SECONDS = 0.5
"""How far a cue may reach out over the in point or the out point and stay, shortened: captions begin before the word does.

Into a stretch that is left out it may not reach at all: what was said there must not remain."""


class Cuts(Cut):
    """A cut that reckons."""

    @classmethod
    def of(cls, cut: Cut | None) -> Cuts:
        """No cut at all keeps everything."""
        return (
            cls() if cut is None else cls(in_seconds=cut.in_seconds, out_seconds=cut.out_seconds, left_out=cut.left_out)
        )

    @property
    def change_anything(self) -> bool:
        return bool(self.in_seconds or self.out_seconds is not None or self.left_out)

    def kept(self, length: Seconds | None) -> tuple[Stretch, ...]:
        """What is shown of a recording of that length, in order, without touching ends; empty when nothing is left.

        Without a length, the last one may end at the longest that a recording can be.
        """
        at = self.in_seconds or 0.0
        last = min(
            length if length is not None else LONGEST, self.out_seconds if self.out_seconds is not None else LONGEST
        )
        kept = []
        for stretch in sorted(self.left_out, key=lambda each: each.start):
            if at < min(stretch.start, last):
                kept.append(Stretch(start=at, end=min(stretch.start, last)))
            at = max(at, stretch.end)
        if at < last:
            kept.append(Stretch(start=at, end=last))
        return tuple(kept)

    def timeline(self, length: Seconds | None, *, is_cut: bool) -> Timeline:
        """``is_cut``: the file itself is cut, so that its times are counted anew; otherwise the player leaps, and they stay."""
        kept = self.kept(length)
        if not kept:
            return Timeline((), is_cut=is_cut)
        first, last = kept[0].start, kept[-1].end
        before = LONGEST if not first else self._slack(first - EDGE_SECONDS, first)
        after = LONGEST if self.out_seconds is None else EDGE_SECONDS
        return Timeline(kept, is_cut=is_cut, slack=(before, min(after, self._slack(last, last + after, after))))

    def _slack(self, start: float, end: float, most: float = EDGE_SECONDS) -> float:
        return 0.0 if any(each.start < end and start < each.end for each in self.left_out) else most


class Timeline:
    """How a second of the uncut recording is found in what is shown. ``kept`` are stretches in order that do not touch.

    ``slack`` is how many seconds a cue may reach out before the first and after the last: LONGEST where the recording itself begins
    and ends. Without it no cue may: what lies there may have been left out for a reason.
    """

    def __init__(self, kept: tuple[Stretch, ...], *, is_cut: bool, slack: tuple[float, float] = (0.0, 0.0)) -> None:
        self.kept = kept
        self.is_cut = is_cut
        self.slack = slack
        self._starts = [stretch.start for stretch in kept]
        self._ends = [stretch.end for stretch in kept]
        if kept and slack[1] >= LONGEST:
            self._ends[-1] = math.inf  # captions are not always as long as the recording is
        # To the millisecond, so that a second that begins a stretch is not found in the one before.
        self._before = [0.0, *(round(seconds, 3) for seconds in accumulate(stretch.length for stretch in kept))]

    @property
    def length(self) -> Seconds:
        """Seconds that are shown, all together."""
        return self._before[-1]

    @property
    def skips(self) -> tuple[tuple[Seconds, Seconds], ...]:
        """For a player of the uncut recording: from where to where it leaps, between what is shown first and last."""
        return tuple((before.end, after.start) for before, after in pairwise(self.kept))

    def shows(self, second: Seconds) -> bool:
        at = self._at(second)
        return at >= 0 and second < self._ends[at]

    def moved(self, second: Seconds) -> Seconds:
        """Where that second is found; for one that is left out, where what follows it begins. Never falls as ``second`` rises."""
        if not self.kept:
            return 0.0
        at = self._at(second)
        if self.is_cut:
            return 0.0 if at < 0 else self._counted(at, min(second, self._ends[at]))
        if at >= 0 and (second < self._ends[at] or at + 1 == len(self.kept)):
            return min(second, self._ends[at])
        return self._starts[at + 1]

    def original(self, second: Seconds) -> Seconds:
        """The second of the uncut recording that is shown at this one."""
        if not self.is_cut or not self.kept:
            return second
        at = min(bisect_right(self._before, second), len(self.kept)) - 1
        return round(min(self._starts[at] + second - self._before[at], self._ends[at]), 3)

    def cues(self, cues: Iterable[Cue]) -> tuple[Cue, ...]:
        """The cues that are shown, moved. One that reaches into what is left out goes whole: where in it a word stands is not known."""
        return tuple([cue for _, cue in self._kept(cues)])

    def lost(self, cues: Iterable[Cue]) -> tuple[Cue, ...]:
        """Cues of which a part would be shown and that yet go whole: an editor may want to divide them, or to move the cut."""
        return tuple([cue for cue in cues if self._place(cue) is None and self._shows_any(cue.start, cue.end)])

    def passages(self, cues: Iterable[Cue]) -> tuple[SpokenPassage, ...]:
        """The passages of what is shown, moved; none goes across a cut, so that no two halves of sentences are read as one."""
        groups: list[list[Cue]] = [[] for _ in self.kept]
        for at, cue in self._kept(cues):
            groups[at].append(cue)
        return tuple([passage for group in groups for passage in passages_of(group)])

    def chapters(self, chapters: Iterable[AnyChapter]) -> tuple[AnyChapter, ...]:
        """The chapters of which something is shown, in order, moved. One that begins in what is left out begins after it."""
        ordered = sorted(chapters, key=lambda chapter: chapter.start_seconds)
        ends = [*(chapter.start_seconds for chapter in ordered[1:]), math.inf]
        return tuple(
            [
                chapter.model_copy(update={"start_seconds": self.moved(chapter.start_seconds)})
                for chapter, end in zip(ordered, ends, strict=True)
                if self._shows_any(chapter.start_seconds, end)
            ]
        )

    def _at(self, second: Seconds) -> int:
        """The place of the last kept stretch that begins at ``second`` or before; -1 when there is none."""
        return bisect_right(self._starts, second) - 1

    def _counted(self, at: int, second: Seconds) -> Seconds:
        return round(self._before[at] + second - self._starts[at], 3)

    def _shows_any(self, start: Seconds, end: float) -> bool:
        at = self._at(start)
        return start < end and (
            (at >= 0 and start < self._ends[at]) or (at + 1 < len(self.kept) and self._starts[at + 1] < end)
        )

    def _place(self, cue: Cue) -> int | None:
        """The place of the kept stretch that a cue stays in; None when it goes."""
        at = self._at(cue.start)
        if at >= 0 and cue.end <= self._ends[at]:
            return at
        at = max(at, 0)
        if not self.kept or cue.end <= self._starts[at] or cue.start >= self._ends[at]:
            return None
        before, after = max(0.0, self._starts[at] - cue.start), max(0.0, cue.end - self._ends[at])
        if before > (self.slack[0] if at == 0 else 0) or after > (self.slack[1] if at + 1 == len(self.kept) else 0):
            return None
        within = cue.end - cue.start - before - after
        return at if within > max(before, after) else None

    def _kept(self, cues: Iterable[Cue]) -> Iterator[tuple[int, Cue]]:
        for cue in cues:
            at = self._place(cue)
            if at is None:
                continue
            start, end = max(cue.start, self._starts[at]), min(cue.end, self._ends[at])
            if self.is_cut:
                start = self._counted(at, start)
                end = max(self._counted(at, end), round(start + 0.001, 3))
            yield at, cue if (start, end) == (cue.start, cue.end) else Cue.trusted(start, end, cue.text, cue.speaker)


class _Chapter(Protocol):
    @property
    def start_seconds(self) -> Seconds: ...

    def model_copy(self, *, update: dict[str, Any] | None = None) -> Self: ...


AnyChapter = TypeVar("AnyChapter", bound=_Chapter)
