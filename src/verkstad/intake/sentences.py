# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""pydantic's errors in, problems out: the field by its path, and words that need no programmer to explain them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError

from verkstad.intake.problems import Problem, Sentence, shown
from verkstad.intake.yaml_marks import Marks, Path
from verkstad.records.base import LanguageTag, Licence, Line, OriginalHash, Prose, Sha256, Slug, WebAddress, Wikidata

Words = tuple[Any, Any]

_WRITE_TEXT = _("Write text after the key, on the same line or indented below it.")
_WRITE_FIELDS = _("Write its fields on lines of their own, indented, each with a key and a colon.")
_WRITE_LIST = _("Write each on a line of its own, beginning with a hyphen and a space.")
_WRITE_DATE = _("Write a date of the calendar as year, month, day: 2024-05-07.")
_WRITE_TIME = _("Write hour and minute with quotation marks: '12:00'.")
_WRITE_MOMENT = _("Write date, time and time zone: 2024-05-07T10:00:00Z.")
_WRITE_NUMBER = _("Write digits only.")
_WRITE_ID = _("Copy the id whole: 36 characters, as in 0190163d-8694-739b-aea5-966c26f8ad91.")

NO_DATE: Words = (_("There is no date %(value)s."), _WRITE_DATE)
NO_TIME: Words = (_("There is no time of day %(value)s."), _WRITE_TIME)
NO_MOMENT: Words = (_("%(value)s is not a moment with its time zone."), _WRITE_MOMENT)
NO_WHOLE: Words = (_("%(value)s is not a whole number."), _WRITE_NUMBER)
NO_NUMBER: Words = (_("%(value)s is not a number."), _("Write digits, with a full stop before decimals."))
NO_BOOL: Words = (_("%(value)s is neither true nor false."), _("Write true or false."))
NO_ID: Words = (_("%(value)s is not an id."), _WRITE_ID)
NOT_TEXT: Words = (_("Here stands %(found)s where text should be."), _WRITE_TEXT)
NOT_FIELDS: Words = (_("Here stands %(found)s where a group of fields should be."), _WRITE_FIELDS)
NOT_LIST: Words = (_("Here stands %(found)s where a list should be."), _WRITE_LIST)
TOO_LOW: Words = (_("%(value)s is too low."), _("The lowest that may be written here is %(limit)s."))
TOO_HIGH: Words = (_("%(value)s is too high."), _("The highest that may be written here is %(limit)s."))

BY_TYPE: Mapping[str, Words] = {
    "string_type": NOT_TEXT,
    "string_too_short": (_("The text is empty."), _("Fill it in, or take the line away.")),
    "string_too_long": (_("The text has %(length)s characters; %(limit)s is the most."), _("Make it shorter.")),
    "string_unicode": (_("The text has a character that is half of one."), _("Write the text anew.")),
    "too_short": (_("The list is empty."), _WRITE_LIST),
    "tuple_type": NOT_LIST,
    "list_type": NOT_LIST,
    "model_type": NOT_FIELDS,
    "model_attributes_type": NOT_FIELDS,
    "dict_type": NOT_FIELDS,
    "uuid_parsing": NO_ID,
    "uuid_type": NO_ID,
    "bool_parsing": NO_BOOL,
    "bool_type": NO_BOOL,
    "int_parsing": NO_WHOLE,
    "int_parsing_size": NO_WHOLE,
    "int_from_float": NO_WHOLE,
    "int_type": NO_WHOLE,
    "float_parsing": NO_NUMBER,
    "float_type": NO_NUMBER,
    "finite_number": NO_NUMBER,
    "greater_than_equal": TOO_LOW,
    "less_than_equal": TOO_HIGH,
    "day": NO_DATE,
    "date_type": NO_DATE,
    "date_parsing": NO_DATE,
    "date_from_datetime_parsing": NO_DATE,
    "date_from_datetime_inexact": NO_DATE,
    "time_of_day": NO_TIME,
    "time_type": NO_TIME,
    "time_parsing": NO_TIME,
    "moment": NO_MOMENT,
    "datetime_type": NO_MOMENT,
    "datetime_parsing": NO_MOMENT,
    "datetime_from_date_parsing": NO_MOMENT,
    "datetime_object_invalid": NO_MOMENT,
    "timezone_aware": NO_MOMENT,
    "time_zone": (
        _("There is no time zone %(value)s."),
        _("Write it as in Europe/Stockholm, or take the line away for the usual one."),
    ),
    "year": (_("The year of %(value)s is out of reach."), _("Write a year from %(first)s to %(last)s.")),
    "image_size": (_("The picture has only one of width and height."), _("Write both, or neither.")),
    "merged_into_nothing": (
        _("The thing was merged, but into what is missing."),
        _("Add merged_into with the id of the other thing."),
    ),
    "web_address": (
        _("%(value)s is not an address of a page."),
        _("Write the whole address; it begins with https:// or http://."),
    ),
    "text_without_original": (
        _("The original language is %(language)s, but there are no words in it."),
        _("Write the text under %(language)s, or name the other language as original."),
    ),
    "appearance_of_nobody": (
        _("The appearance names neither a person nor an organisation."),
        _("Name one of them, or write to_be_confirmed: true."),
    ),
    "month_precision": (
        _("The workshop is known only to the month, but has a day or a time."),
        _("Let start_date be the first of the month, without times; or take precision: month away."),
    ),
    "stretch_of_nothing": (
        _("The stretch that is left out ends before it begins."),
        _("Let start come before end, both in seconds from the beginning of the recording."),
    ),
    "out_before_in": (
        _("The recording ends before it begins."),
        _("Let in_seconds come before out_seconds, both counted from the beginning of the whole recording."),
    ),
    "follows_from_a_file": (
        _("%(name)s is read from the file itself, and is not taken from here."),
        _("Take the line away."),
    ),
    "end_without_start": (
        _("The workshop has an end time but no start time."),
        _("Add start_time, or take end_time away."),
    ),
    "end_before_start": (_("The end (%(end)s) is not after the start (%(start)s)."), _("Change one of them.")),
}
"""Words for each type of error that the records can raise. ``%(value)s`` is what was written."""

AT_FIELD = {
    "end_before_start": ("end_time", "end_date"),
    "end_without_start": ("end_time",),
    "month_precision": ("precision",),
}
"""Rules of a whole thing are shown at the field that a person would change."""

COVERED_BY_REFERENCES = frozenset({"unknown_agenda_item", "unknown_session"})
"""Rules of the records that verkstad.intake.references finds itself, one by one and by field."""


def _pattern(of: Any) -> str:
    return next(part.pattern for part in of.__metadata__ if getattr(part, "pattern", None))


BY_PATTERN: Mapping[str, Words] = {
    _pattern(Slug): (
        _("%(value)s cannot stand in an address."),
        _("Write small letters a–z, digits, and single hyphens between them: roda-natverket."),
    ),
    _pattern(LanguageTag): (_("%(value)s is not a language tag."), _("Write it as in sv, en or nb.")),
    _pattern(Sha256): (
        _("%(value)s is not a SHA-256 sum."),
        _("It has 64 characters, 0–9 and a–f. Take the line away if the file is not known."),
    ),
    _pattern(OriginalHash): (
        _("%(value)s is not the mark of an original text."),
        _("Take the line away; without it nobody is told whether the translation is out of date."),
    ),
    _pattern(Prose): (
        _("The text has a character that cannot be seen."),
        _("Write the text anew; such characters come along from a PDF or an e-mail."),
    ),
    _pattern(Wikidata): (_("%(value)s is not a number of Wikidata."), _("Write it as in Q42.")),
    _pattern(Licence): (_("%(value)s is not an SPDX licence identifier."), _("Write it as in CC-BY-4.0.")),
    _pattern(WebAddress): (
        _("%(value)s is not an address of a page."),
        _("Write the address without spaces, quotation marks or angle brackets."),
    ),
    _pattern(Line): (
        _("The text has a line break, or a character that cannot be seen."),
        _("Write it on one line."),
    ),
}


def problems_of(
    error: ValidationError, model: type[BaseModel], *, file: str, marks: Marks, at: Path = ()
) -> list[Problem]:
    """Every error as a problem; ``at`` is the path of the validated value within the file."""
    every = error.errors(include_url=False)
    return [_problem(each, model, file, marks, at) for each in every if each["type"] not in COVERED_BY_REFERENCES]


def _problem(error: Any, model: type[BaseModel], file: str, marks: Marks, at: Path) -> Problem:
    loc, value, ctx = tuple(error["loc"]), error["input"], error.get("ctx") or {}
    path = (*at, *loc)
    place = marks.of(path)
    match error["type"]:
        case "missing":
            kind, message, remedy = "missing-field", *_missing(str(loc[-1]))
        case "extra_forbidden":
            kind, message, remedy = "unknown-key", *_unknown_key(str(loc[-1]), model_at(model, loc[:-1]))
            place = marks.of_key(path)
        case _ if value is None:
            kind = "empty-field"
            message, remedy = Sentence(_("The field is empty.")), Sentence(_("Fill it in, or take the line away."))
        case "literal_error":
            kind, message, remedy = "unknown-word", *_unknown_word(value, _choices(ctx))
        case other:
            kind = other.replace("_", "-")
            words = BY_PATTERN.get(ctx.get("pattern", "")) or BY_TYPE.get(other) or _UNFORESEEN
            values = _values(value, ctx)
            message, remedy = Sentence(words[0], values), Sentence(words[1], values)
            path = next(((*path, name) for name in AT_FIELD.get(other, ()) if (*path, name) in marks.values), path)
            place = marks.of(path)
    return Problem(kind, file, message, remedy, place and place.line, place and place.column, written(path))


_UNFORESEEN: Words = (_("%(value)s cannot stand here."), _("Look at the description of the format in docs/dossier.md."))


def _missing(name: str) -> tuple[Sentence, Sentence]:
    values = {"key": name}
    return (
        Sentence(_("The field “%(key)s” is missing."), values),
        Sentence(_("Add a line that begins with %(key)s and a colon."), values),
    )


def _unknown_key(name: str, model: type[BaseModel] | None) -> tuple[Sentence, Sentence]:
    message = Sentence(_("There is no field “%(key)s” here."), {"key": shown(name)})
    known = list(model.model_fields) if model else []
    if near := nearest(name, known):
        return message, Sentence(_("Did you mean “%(near)s”?"), {"near": near})
    remedy = _("Take the line away, or move it to where it belongs. The fields here are %(known)s.")
    return message, Sentence(remedy, {"known": ", ".join(known)})


def _unknown_word(value: Any, choices: list[str]) -> tuple[Sentence, Sentence]:
    if not isinstance(value, str):
        message = Sentence(NOT_TEXT[0], {"found": found_words(value)})
    else:
        message = Sentence(_("“%(value)s” is not one of the words that may stand here."), {"value": shown(value)})
        if near := nearest(value, choices):
            return message, Sentence(_("Did you mean “%(near)s”?"), {"near": near})
    return message, Sentence(_("Write one of %(known)s."), {"known": ", ".join(choices)})


def _choices(ctx: Mapping[str, Any]) -> list[str]:
    return re.findall(r"'([^']*)'", ctx.get("expected", ""))


def _values(value: Any, ctx: Mapping[str, Any]) -> dict[str, Any]:
    limit = next((ctx[name] for name in ("ge", "le", "max_length", "min_length") if name in ctx), "")
    return {
        **{name: shown(each) for name, each in ctx.items()},
        "value": shown(value) if isinstance(value, str) else found_words(value),
        "found": found_words(value),
        "length": len(value) if isinstance(value, str) else "",
        "limit": limit,
    }


def found_words(value: Any) -> Any:
    """What stands there instead, as words for “Here stands …”."""
    if isinstance(value, list):
        return _("a list")
    if isinstance(value, dict):
        return _("a group of fields")
    return _("a text")


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that was probably meant."""
    folded = {each.lower().replace("_", ""): each for each in known}
    near = difflib.get_close_matches(word[:80].lower().replace("_", "").replace("-", ""), folded, n=1, cutoff=0.7)
    return folded[near[0]] if near else None


def model_at(model: type[BaseModel], loc: Path) -> type[BaseModel] | None:
    """The record type that stands at ``loc`` within ``model``."""
    here: type[BaseModel] | None = model
    for step in loc:
        if here is not None and isinstance(step, str):
            info = here.model_fields.get(step)
            here = _record_in(info.annotation) if info else None
    return here


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """The record type within ``X | None`` or ``tuple[X, ...]``."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def written(path: Path) -> str:
    """A path as claims and messages write it: ``agenda[0].title.sv``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in path)
    return text.removeprefix(".")
