# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cues in, passages out: what was said, in stretches that can be read, found and linked to.

A cue is as much as fits on a picture; it begins and ends in the middle of sentences. A passage is some sentences by one speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self

from verkstad.records.base import Line, Prose, Record, Seconds
from verkstad.records.captions import Cue

PASSAGE_SECONDS = 30.0
"""A passage grows by whole sentences up to this; a sentence that is longer is cut, between cues where there is a place."""
SILENCE_SECONDS = 2.5
"""A pause that ends a passage after a sentence; within one, people may think for twice as long."""
PASSAGE_CHARACTERS = 1_500
"""Three times what is said in PASSAGE_SECONDS: bounds the passages of captions whose times are wrong."""


class SpokenPassage(Record):
    """Some sentences by one speaker, on one line; ``start`` and ``end`` count from the start of the recording.

    ``moments`` are the seconds within it that can be linked to: where in ``text`` a cue or a sentence begins that is not said in the
    whole second of what is before it, and that second.
    """

    start: Seconds
    end: Seconds
    speaker: Line | None
    text: Prose
    moments: tuple[tuple[int, int], ...] = ()

    @classmethod
    def trusted(
        cls, start: Seconds, end: Seconds, speaker: str | None, text: str, moments: tuple[tuple[int, int], ...] = ()
    ) -> Self:
        """A passage of cues that were checked."""
        passage = _new(cls)
        _set(passage, "__dict__", {"start": start, "end": end, "speaker": speaker, "text": text, "moments": moments})
        _set(passage, "__pydantic_fields_set__", _FIELDS)
        _set(passage, "__pydantic_extra__", None)
        _set(passage, "__pydantic_private__", None)
        return passage


_new, _set = object.__new__, object.__setattr__
_FIELDS = {"start", "end", "speaker", "text", "moments"}


class _Piece(NamedTuple):
    """A part of one cue, at most a sentence long. Times within a cue are in proportion to its characters."""

    start: float
    end: float
    text: str
    ends_sentence: bool


def passages_of(cues: Iterable[Cue]) -> tuple[SpokenPassage, ...]:
    """The passages of cues that stand in order of start, in the same order; every word once, none cut.

    A new one begins when the speaker changes (unless the other only puts in a word and is through before the first is), after a silence, and at the end of a sentence when the next would go beyond
    PASSAGE_SECONDS. A sentence that is longer is cut between cues, at a clause or a pause if there is one in its last
    third; within a cue, between words, only when the cue alone is longer.
    """
    found: list[SpokenPassage] = []
    speaker: str | None = None
    run: list[_Piece] = []
    heard = 0.0
    for cue in cues:
        if run and cue.speaker != speaker and cue.end <= heard:  # "mm", while the other goes on
            found += _cut(list(_pieces(cue)), cue.speaker)
            continue
        if run and (cue.speaker != speaker or cue.start - heard >= SILENCE_SECONDS * (2 - run[-1].ends_sentence)):
            found += _cut(run, speaker)
            run = []
        if not run:
            speaker, heard = cue.speaker, 0.0
        run += _pieces(cue)
        heard = max(heard, cue.end)
    found += _cut(run, speaker)
    found.sort(key=lambda passage: passage.start)
    return tuple(found)


def _cut(run: list[_Piece], speaker: str | None) -> Iterator[SpokenPassage]:
    """Passages of what one speaker said without a pause."""
    start = 0
    while start < len(run):
        stop = _stop(run, start)
        pieces = run[start:stop]
        yield SpokenPassage.trusted(
            pieces[0].start,
            max(piece.end for piece in pieces),
            speaker,
            " ".join([piece.text for piece in pieces]),
            tuple(_moments(pieces)) if len(pieces) > 1 else (),
        )
        start = stop


def _moments(pieces: list[_Piece]) -> Iterator[tuple[int, int]]:
    place, before = 0, int(pieces[0].start)
    for piece in pieces:
        second = int(piece.start)
        if second > before:
            yield place, second
            before = second
        place += len(piece.text) + 1


def _stop(run: list[_Piece], start: int) -> int:
    """Where the passage that begins at ``start`` stops: a place in ``run``, after ``start``."""
    limit = run[start].start + PASSAGE_SECONDS
    characters, sentence, fits, best, weight = 0, 0, start, 0, -1.0
    for at in range(start, len(run)):
        piece = run[at]
        characters += len(piece.text) + 1
        if at > start and (piece.end > limit or characters > PASSAGE_CHARACTERS):
            break
        fits = at + 1
        if piece.ends_sentence:
            sentence = fits
        # Where a long sentence may be cut: by the clause, by the pause; late rather than early.
        if fits < len(run) and piece.end - run[start].start >= PASSAGE_SECONDS * 2 / 3:
            pause = max(0.0, run[fits].start - piece.end) + (0.5 if piece.text[-1] in _CLAUSE_ENDS else 0.0)
            if pause >= weight:
                best, weight = fits, pause
    else:
        return len(run)
    return sentence or best or fits


_CLAUSE_ENDS = frozenset(",;:–—")
_SENTENCE_END = re.compile(r"""[.!?…]["”’'»)\]]*(?=\s|$)""")
_NO_END = re.compile(
    r"(?:^|[\s(\"”“])(?:[^\W\d_]|\d{1,3}|t\.ex|bl\.a|m\.m|d\.v\.s|dvs|s\.k|p\.g\.a|pga|fr\.o\.m|t\.o\.m|o\.s\.v|osv|f\.d|kl|ca|nr|jfr|resp|tel"
    r"|e\.g|i\.e|cf|dr|mr|mrs|ms|no|vs|st|prof)\.$",
    re.IGNORECASE,
)
"""What ends in a full stop and seldom ends a sentence: an initial, an ordinal number, an abbreviation."""


def _pieces(cue: Cue) -> Iterator[_Piece]:
    text = " ".join(cue.text.split())
    length = len(text)
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if not _is_abbreviation(text, match)]
    is_whole = bool(ends) and ends[-1] == length
    is_long = cue.end - cue.start > PASSAGE_SECONDS or length > PASSAGE_CHARACTERS
    if not is_long and len(ends) == is_whole:
        yield _Piece(cue.start, cue.end, text, is_whole)
        return
    share = (cue.end - cue.start) / length
    if not is_whole:
        ends.append(length)
    at = 0
    for stop in ends:
        for begin, end in _short(text, at, stop, share) if is_long else ((at, stop),):
            yield _Piece(
                round(cue.start + begin * share, 3),
                cue.end if end == length else round(cue.start + end * share, 3),
                text[begin:end].strip(),
                end == stop and (is_whole or stop != length),
            )
        at = stop


def _short(text: str, at: int, stop: int, share: float) -> Iterator[tuple[int, int]]:
    """A sentence in parts of at most a passage: cut after a clause if there is one in the last third, or between words."""
    most = max(1, min(int(PASSAGE_SECONDS / share), PASSAGE_CHARACTERS))
    while stop - at > most:
        clause = max(text.rfind(sign, at + most * 2 // 3, at + most) for sign in (", ", "; ", ": ", " – "))
        space = clause + 1 if clause >= 0 else text.rfind(" ", at + 1, at + most + 1)
        if space < 0:  # one word that is longer than that
            space = text.find(" ", at + 1, stop)
            if space < 0:
                break
        yield at, space
        at = space
    yield at, stop


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    return match[0] == "." and _NO_END.search(text, max(0, match.start() - 8), match.end()) is not None
