# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From words with times to cues that can be read: sentences where they end, two lines at most, never inside a word.

Where to part is weighed over all words of a breath at once: each place to part has a cost, each cue another, and the cheapest
way through is taken. The time it takes grows with the number of words and no faster.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from verkstad.intake.speech.values import HeardCue, HeardWord

LINE = 42
LINES = 2
LONGEST_SECONDS = 7.0
SHORTEST_SECONDS = 1.0
CHARACTERS_A_SECOND = 17
"""What people read; a cue that was said faster stays as long as the silence after it lets it."""
SILENCE_SECONDS = 1.5
"""A silence that ends a cue, wherever the sentence is."""
BETWEEN_SECONDS = 0.08
"""Two frames between cues, so that a change of text is seen."""

_FLASH_SECONDS = 0.04
"""What a cue lasts at least, when its words were given no time at all."""

_ENDS = (".", "?", "!", "…")
_PAUSES = (",", ";", ":", "–", "—")
_CLOSING = "\"'”’»)]"
_JOINING = {
    "och", "men", "eller", "som", "att", "när", "där", "eftersom", "medan", "så", "för", "utan", "om", "innan", "sedan",
    "and", "but", "or", "that", "which", "who", "when", "where", "because", "while", "so", "for", "if", "before", "then",
}  # fmt: skip
"""Words that a new part of a sentence begins with, in Swedish and English: better to part before them than elsewhere."""
_ABBREVIATED = {
    "t.ex.", "bl.a.", "dvs.", "m.m.", "osv.", "s.k.", "kl.", "ca.", "nr.", "e.g.", "i.e.", "mr.", "mrs.", "ms.", "dr.", "vs.",
}  # fmt: skip


def shape_cues(words: Sequence[HeardWord]) -> tuple[HeardCue, ...]:
    """The words in cues, in their order; every word is in one. Words are expected in order of time."""
    shaped = [cue for breath in _breaths(words) for cue in _parted(breath)]
    following = [*(cue[0].start for cue in shaped[1:]), float("inf")]
    return tuple(_cue(cue, until) for cue, until in zip(shaped, following[: len(shaped)], strict=True))


def _breaths(words: Sequence[HeardWord]) -> Iterator[Sequence[HeardWord]]:
    first = 0
    for at in range(1, len(words)):
        if words[at].start - words[at - 1].end > SILENCE_SECONDS:
            yield words[first:at]
            first = at
    if words:
        yield words[first:]


def _parted(words: Sequence[HeardWord]) -> list[Sequence[HeardWord]]:
    """The cheapest way to part them; a single word is always a cue, however long it is."""
    offsets = [0, *accumulate(len(word.text) + 1 for word in words)]
    partings = [0.0, *(_parting(before, after) for before, after in pairwise(words)), 0.0]
    sentences = [0, *accumulate(_ends_sentence(word.text) for word in words)]
    costs = [0.0] + [float("inf")] * len(words)
    befores = [0] * (len(words) + 1)
    for end in range(1, len(words) + 1):
        for first in range(end - 1, -1, -1):
            length = offsets[end] - offsets[first] - 1
            seconds = words[end - 1].end - words[first].start
            if first < end - 1 and (seconds > LONGEST_SECONDS or not _fits(offsets, first, end)):
                break
            cost = costs[first] + 1 + partings[end]  # 1 a cue, so that there are no more than needed
            # Short cues flicker by.
            if seconds < SHORTEST_SECONDS or length < LINE / 3:
                cost += 1.5
            # A sentence that begins in one cue and ends in the next is harder to read than two cues.
            cost += 1.3 * (sentences[end - 1] - sentences[first])
            if cost < costs[end]:
                costs[end], befores[end] = cost, first
    cues = []
    end = len(words)
    while end:
        cues.append(words[befores[end] : end])
        end = befores[end]
    return cues[::-1]


def _fits(offsets: Sequence[int], first: int, end: int) -> bool:
    """In one line; or in two, with as much as there is room for in the first."""
    if offsets[end] - offsets[first] - 1 <= LINE:
        return True
    upper = bisect_right(offsets, offsets[first] + LINE + 1, first, end) - 1
    return upper > first and offsets[end] - offsets[upper] - 1 <= LINE


def _parting(before: HeardWord, after: HeardWord) -> float:
    if _ends_sentence(before.text):
        return 0.0
    cost = 4.0
    if before.text.rstrip(_CLOSING).endswith(_PAUSES):
        cost = 1.2
    elif after.text.lower().strip("(\"'”’") in _JOINING:
        cost = 2.2
    # People stop where the sense does.
    return max(0.5, cost - 2 * min(1.0, after.start - before.end))


def _ends_sentence(text: str) -> bool:
    bare = text.rstrip(_CLOSING)
    if not bare.endswith(_ENDS) or bare.lower() in _ABBREVIATED:
        return False
    return not (bare.endswith(".") and len(bare) == 2 and bare[0].isupper())  # an initial: J. Berg


def _break_of(words: Sequence[HeardWord]) -> int | None:
    """Before which word the second line begins, so that both lines fit and are as even as sense allows; None when none does."""
    lengths = [len(word.text) for word in words]
    whole = sum(lengths) + len(lengths) - 1
    best: tuple[float, int] | None = None
    upper = -1
    for at in range(1, len(words)):
        upper += lengths[at - 1] + 1
        lower = whole - upper - 1
        if upper > LINE or lower > LINE:
            continue
        uneven = abs(upper - lower) / LINE + (0.1 if upper > lower else 0)
        cost = uneven + _parting(words[at - 1], words[at]) / 8
        if best is None or cost < best[0]:
            best = cost, at
    return best[1] if best else None


def _cue(words: Sequence[HeardWord], until: float) -> HeardCue:
    """``until``: where the next begins. The cue may stay after the last word, so that it can be read."""
    length = sum(len(word.text) for word in words) + len(words) - 1
    at = _break_of(words) if length > LINE else None
    text = " ".join(word.text for word in words)
    if at is not None:
        upper = " ".join(word.text for word in words[:at])
        text = f"{upper}\n{text[len(upper) + 1 :]}"
    start = words[0].start
    wished = start + max(SHORTEST_SECONDS, length / CHARACTERS_A_SECOND)
    end = min(max(words[-1].end, wished), until - BETWEEN_SECONDS, start + LONGEST_SECONDS)
    return HeardCue(start, round(max(end, words[-1].end, start + _FLASH_SECONDS), 3), text, tuple(words))
