# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said in a recording, cue by cue: one language of one recording, as it is stored and published."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from verkstad.records.base import LanguageTag, Line, Record, Seconds
from verkstad.records.events import CaptionState

FORMAT: Literal["verkstad-captions/1"] = "verkstad-captions/1"

CUE_CHARACTERS_AT_MOST = 10_000
"""A quarter of an hour of speech in one piece, as plain transcripts have it; more is no caption."""

_NOT_IN_A_LINE = r"\x00-\x08\x0a-\x1f\x85\u2028\u2029\ufffe\uffff"

CueText = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=CUE_CHARACTERS_AT_MOST,
        pattern=rf"^[^{_NOT_IN_A_LINE}]+(\n[^{_NOT_IN_A_LINE}]+)*$",
    ),
]
"""The words of a cue in the lines that somebody chose; never an empty line, never HTML."""


class Cue(Record):
    """Words that are shown together. ``start`` and ``end`` count from the start of the recording; ``speaker`` is as it was written.

    Cues of different speakers may overlap: people do talk at once.
    """

    start: Seconds
    end: Seconds
    text: CueText
    speaker: Line | None = None

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.end <= self.start:
            raise PydanticCustomError(
                "cue_without_length",
                "a cue ends after it starts: {start} to {end}",
                {"start": self.start, "end": self.end},
            )
        return self

    @classmethod
    def trusted(cls, start: Seconds, end: Seconds, text: str, speaker: str | None = None) -> Self:
        """A cue that was checked when it was first read: a thousand hours are a million of them."""
        cue = _new(cls)
        _set(cue, "__dict__", {"start": start, "end": end, "text": text, "speaker": speaker})
        _set(cue, "__pydantic_fields_set__", _CUE_FIELDS)
        _set(cue, "__pydantic_extra__", None)
        _set(cue, "__pydantic_private__", None)
        return cue

    @property
    def words(self) -> str:
        """The text on one line."""
        return self.text.replace("\n", " ")


_new, _set = object.__new__, object.__setattr__
_CUE_FIELDS = {"start", "end", "text", "speaker"}
"""Shared by all trusted cues: they are frozen, and a copy of one copies it."""


class Captions(Record):
    """All cues of a recording in one language, in order of start, and how far people have looked at them."""

    format: Literal["verkstad-captions/1"] = FORMAT
    language: LanguageTag
    state: CaptionState
    cues: tuple[Cue, ...]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        for earlier, later in pairwise(self.cues):
            if later.start < earlier.start:
                raise PydanticCustomError(
                    "cues_out_of_order",
                    "cues stand in order of start: {later} comes after {earlier}",
                    {"earlier": earlier.start, "later": later.start},
                )
        return self

    @classmethod
    def trusted(cls, language: str, state: CaptionState, cues: Iterable[Cue]) -> Captions:
        """Captions whose cues were checked, and stand in order, already."""
        return cls.model_construct(None, format=FORMAT, language=language, state=state, cues=tuple(cues))

    def to_json(self) -> bytes:
        """One line of JSON, the same for the same captions; a cue without a speaker has no such key."""
        return self.__pydantic_serializer__.to_json(self, exclude_none=True)

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        """What :meth:`to_json` gave, checked. Raises pydantic's ValidationError."""
        return cls.model_validate_json(content)


__all__ = ["CUE_CHARACTERS_AT_MOST", "FORMAT", "CaptionState", "Captions", "Cue", "CueText"]
