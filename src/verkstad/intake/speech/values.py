# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is heard, as values that do not change; and the limits under which it is heard."""

from __future__ import annotations

from typing import NamedTuple

UNSURE_BELOW = 0.5
"""A word that the recogniser gave less than this is marked. It is a mark for the eye, and no measure of how often a word is wrong."""

STRETCH_SECONDS = 300.0
"""A stretch is heard whole or not at all: what a kill costs at most."""


class HeardWord(NamedTuple):
    """Seconds from the start of the recording; no white space in the text; ``probability`` from 0 to 1, the recogniser's own."""

    start: float
    end: float
    text: str
    probability: float

    @property
    def is_unsure(self) -> bool:
        return self.probability < UNSURE_BELOW


class HeardCue(NamedTuple):
    """What is shown at once: one line or two, parted by a line feed. The text is the words', parted by one space or line feed each."""

    start: float
    end: float
    text: str
    words: tuple[HeardWord, ...]

    @property
    def unsure(self) -> tuple[tuple[int, int], ...]:
        """The words the recogniser was unsure of, as spans of ``text`` from the first character to after the last; neighbours are one."""
        spans: list[tuple[int, int]] = []
        at = 0
        for word in self.words:
            end = at + len(word.text)
            if word.is_unsure and spans and spans[-1][1] == at - 1:
                spans[-1] = (spans[-1][0], end)
            elif word.is_unsure:
                spans.append((at, end))
            at = end + 1
        return tuple(spans)


class Heard(NamedTuple):
    """``language`` is a tag such as sv; ``model`` its name with the beginning of its sum; cues stand in order of time."""

    language: str
    model: str
    length_seconds: float
    cues: tuple[HeardCue, ...]


class Progress(NamedTuple):
    """Seconds of the recording that are heard, of how many; and how many of the clock are left, once that can be guessed."""

    heard_seconds: float
    whole_seconds: float
    left_seconds: float | None


class Limits(NamedTuple):
    """What hearing may take. None: by the size of the model for memory, no limit for time."""

    memory_bytes: int | None = None
    seconds: float | None = None
    seconds_without_progress: float = 900
    """A piece of half a minute is heard between two signs of life; a large model on a slow machine takes minutes for it."""
    threads: int = 0
    """0: as many as there are processors. It gives way to everything else all the same."""
    niceness: int = 10
    stretch_seconds: float = STRETCH_SECONDS
