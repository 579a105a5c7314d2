# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ground that every record stands on: frozen values without unknown keys, and a text in two languages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any, Literal, NamedTuple, Self, TypeVar
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

AnyDate = TypeVar("AnyDate", bound=date)

Language = Literal["sv", "en"]
"""The languages of the interface; a text is original in one of them and may be translated to the other."""

LANGUAGES: tuple[Language, ...] = ("sv", "en")

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""BCP 47 language tag of something said or shown: ``sv``, ``en``, ``nb``."""

_NOT_IN_XML = r"\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
"""Characters that no XML format can carry (https://www.w3.org/TR/xml/#charsets), so no text has them."""

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=rf"^[^\r\n{_NOT_IN_XML}]*$")
]
"""One line of text: a name, a title."""

Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50_000, pattern=rf"^[^{_NOT_IN_XML}]*$")
]
"""Paragraphs of plain text, parted by an empty line. Never HTML."""

OriginalHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""What :meth:`Text.original_hash` gives."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Wikidata = Annotated[str, StringConstraints(pattern=r"^[QPL][1-9][0-9]*$", max_length=16)]
Licence = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.+-]+$", max_length=64)]
"""An SPDX licence identifier, such as ``CC-BY-4.0``. Source: https://spdx.org/licenses/"""


def _written(pattern: str, code: str, message: str) -> BeforeValidator:
    """Refuse what pydantic would guess at: a number, or text of another shape, taken as seconds since 1970 or since midnight."""
    shape: Callable[[str], object] = re.compile(pattern, re.ASCII).fullmatch

    def check(value: Any) -> Any:
        if isinstance(value, int | float) or (isinstance(value, str) and not shape(value)):
            raise PydanticCustomError(code, message)
        return value

    return BeforeValidator(check)


FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Beyond these a date cannot be counted with: a day later or a time zone away, the calendar may end."""


def _within_the_calendar(value: AnyDate) -> AnyDate:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError(
            "year", "a year lies between {first} and {last}", {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return value


def _without_zone(value: time) -> time:
    if value.tzinfo is not None:
        raise PydanticCustomError("time_of_day", "a time of day is written 12:00, without a time zone")
    return value


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):  # what ZoneInfo raises for a name that is odd, a folder, or unknown
        raise PydanticCustomError(
            "time_zone", "there is no time zone of that name; write it as in Europe/Stockholm"
        ) from None
    return value


Day = Annotated[
    date,
    _written(r"\d{4}-\d{2}-\d{2}", "day", "a date is written 2024-05-07"),
    AfterValidator(_within_the_calendar),
]
TimeOfDay = Annotated[
    time,
    _written(r"\d{2}:\d{2}(:\d{2})?", "time_of_day", "a time of day is written 12:00, without a time zone"),
    AfterValidator(_without_zone),
    # Not "format": "time", which asks for an offset (RFC 3339).
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"}),
]
"""Wall-clock time in the time zone of the thing it belongs to."""

Moment = Annotated[
    AwareDatetime,
    _written(
        r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*", "moment", "a moment is written 2024-05-07T10:00:00Z, with its time zone"
    ),
    AfterValidator(_within_the_calendar),
]
TimeZone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_zone)]
"""A name of the IANA time zone database: ``Europe/Stockholm``."""

Count = Annotated[int, Field(ge=0, le=2_147_483_647)]
"""A number of things, as far as a database counts."""

Seconds = Annotated[float, Field(ge=0, le=7 * 24 * 3600)]
Id = UUID
"""A UUIDv7, given once to a thing and never changed."""


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:  # "Invalid IPv6 URL"
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise PydanticCustomError("web_address", "an address starts with https:// or http:// and names a host")
    return value


WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000, pattern=r'^[^\s<>"\x00]*$'),
    AfterValidator(_web_address),
    WithJsonSchema({"type": "string", "format": "uri", "maxLength": 2000, "pattern": "^[hH][tT][tT][pP][sS]?://"}),
]
"""An http or https address; other schemes (``javascript:`` above all) are refused here, once, for every writer."""


class Record(BaseModel):
    """A frozen value. Equal content is an equal record; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)


READ_ONLY: JsonDict = {"readOnly": True}
"""Marks a field that follows from a stored file: it is told of what is published, and is in no dossier."""


class Shown(NamedTuple):
    """A text as a reader in some language meets it: the words, and the language that they really are in."""

    words: str
    language: Language


_tuple = tuple.__new__


class Text(Record):
    """A text in Swedish, English or both, one of them the original.

    ``translated_from`` is the hash of the original that the translation was made from (see :meth:`original_hash`):
    when the original has changed since, the translation is out of date.
    """

    sv: Prose | None = None
    en: Prose | None = None
    original: Language = "sv"
    translated_from: OriginalHash | None = None

    @model_validator(mode="after")
    def _original_exists(self) -> Self:
        if getattr(self, self.original) is None:
            raise PydanticCustomError(
                "text_without_original",
                "the text says that its original is in '{language}', but has no words in that language",
                {"language": self.original},
            )
        return self

    @classmethod
    def trusted(cls, sv: str | None, en: str | None, original: Language) -> Self:
        """A text that was checked when it was first read, without ``translated_from``: lists are made of thousands."""
        text = cls.__new__(cls)
        values = {"sv": sv, "en": en, "original": original, "translated_from": None}
        object.__setattr__(text, "__dict__", values)
        object.__setattr__(text, "__pydantic_fields_set__", set(values))
        object.__setattr__(text, "__pydantic_extra__", None)
        object.__setattr__(text, "__pydantic_private__", None)
        return text

    def shown(self, language: Language) -> Shown:
        """The words for a reader in ``language``; without a translation, the original and its own language."""
        words = self.sv if language == "sv" else self.en
        # A page asks dozens of times: straight to the tuple, past the constructor that NamedTuple writes.
        if words is not None:
            return _tuple(Shown, (words, language))
        return Shown(getattr(self, self.original), self.original)

    def original_hash(self) -> str:
        """Twelve hexadecimal digits that change when the original changes."""
        return hashlib.sha256(getattr(self, self.original).encode()).hexdigest()[:12]
