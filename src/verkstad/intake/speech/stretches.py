# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the sound of a recording to stretches of some minutes, and within them to pieces that the recogniser takes at once.

Runs in the child. Both are cut where nobody speaks, as long as there is such a place. A stretch depends on nothing before it but
where that ended: so hearing can go on with the next one, and comes to the same as if it had never stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from verkstad.intake.speech.sound import RATE, Samples

PIECE_SECONDS = 28.0
"""A model takes 30 at once, and does the same work for less."""
_EARLIEST = 0.6
"""Part of a piece before which it is not cut, if there is silence later on."""
_PAD = RATE // 5
"""Silence that a piece keeps on either side, where there is so much."""
_QUIET = RATE // 5


class Span(NamedTuple):
    """Samples from the start of what was looked at."""

    start: int
    end: int


class Piece(NamedTuple):
    """``start`` and ``end`` in samples of the recording; ``speech`` in samples of the piece."""

    start: int
    end: int
    sound: Samples
    speech: tuple[Span, ...]


class Stretch(NamedTuple):
    """Samples of the recording, to before ``end``; ``pieces`` hold all speech in it."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


FindSpeech = Callable[[Samples], list[Span]]


def stretches(runs: Iterator[Samples], *, start: int, seconds: float, find_speech: FindSpeech) -> Iterator[Stretch]:
    """The recording from sample ``start`` on, which is where ``runs`` begin, in stretches of ``seconds`` at most."""
    most = int(seconds * RATE)
    kept: list[Samples] = []
    length = 0
    for run in runs:
        kept.append(run)
        length += len(run)
        while length >= most:
            sound = np.concatenate(kept)
            end, pieces = _cut(sound[:most], find_speech(sound[:most]), start=start, is_last=False)
            yield Stretch(start, start + end, pieces)
            start += end
            kept = [sound[end:]]
            length = len(kept[0])
    if length:
        sound = np.concatenate(kept)
        end, pieces = _cut(sound, find_speech(sound), start=start, is_last=True)
        yield Stretch(start, start + end, pieces)


def _cut(sound: Samples, speech: list[Span], *, start: int, is_last: bool) -> tuple[int, tuple[Piece, ...]]:
    """Where the stretch ends, in samples of ``sound``, and its pieces. What may go on beyond the sound is left to the next."""
    most = int(min(PIECE_SECONDS * RATE, len(sound) / 2 if not is_last else PIECE_SECONDS * RATE))
    spans = _pieces(sound, speech, most)
    end = len(sound)
    if not is_last:
        if spans and end - spans[-1].end < RATE:  # somebody may be in the middle of a word
            last = spans.pop()
            end = last.start or last.end
            if not last.start:
                spans.append(last)
        elif not spans:
            end -= RATE
    return end, tuple(Piece(start + a, start + b, sound[a:b], tuple(_within(speech, a, b))) for a, b in spans)


def _within(speech: list[Span], start: int, end: int) -> Iterator[Span]:
    for span in speech:
        if span.start < end and span.end > start:
            yield Span(max(0, span.start - start), min(end, span.end) - start)


def _pieces(sound: Samples, speech: list[Span], most: int) -> list[Span]:
    """Parts of ``sound`` of at most ``most`` samples that together hold all speech, and begin and end with it, padded."""
    pieces: list[Span] = []
    left = list(speech)
    before = 0
    while left:
        start = max(before, left[0].start - _PAD)
        limit = start + most
        taken = [number for number, span in enumerate(left) if span.end <= limit]
        if len(taken) == len(left):
            end = min(len(sound), left[-1].end + _PAD, limit)
            left = []
        elif taken:
            last = _longest_silence_after(left, taken, start + int(most * _EARLIEST))
            middle = (left[last].end + left[last + 1].start) // 2
            end = min(left[last].end + _PAD, middle, limit)
            left = left[last + 1 :]
        else:
            end = _quietest(sound, start + int(most * _EARLIEST), limit)
            left[0] = Span(end, left[0].end)
        pieces.append(Span(start, end))
        before = end
    return pieces


def _longest_silence_after(spans: list[Span], taken: list[int], earliest: int) -> int:
    """The number of the span to end with; the last there is, when all end too early."""
    late = [number for number in taken if spans[number].end >= earliest] or taken[-1:]
    return max(late, key=lambda number: (spans[number + 1].start - spans[number].end, number))


def _quietest(sound: Samples, first: int, last: int) -> int:
    """The middle of the quietest fifth of a second: somebody speaks for half a minute without a breath."""
    part = sound[first:last].astype(np.float64) ** 2
    if len(part) <= _QUIET:
        return last
    sums = np.concatenate(([0.0], np.cumsum(part)))
    loudness = sums[_QUIET:] - sums[:-_QUIET]
    return first + int(np.argmin(loudness)) + _QUIET // 2
