# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fields of the dossier as Markdown, read from the types of records."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Iterator
from typing import Any, Literal

from pydantic.fields import FieldInfo

from verkstad.records import base
from verkstad.records.dossier import Dossier, EventFile, OrganisationEntry, PersonEntry, SeriesEntry, TopicEntry
from verkstad.records.things import Tombstone

FILES: dict[str, type[base.Record]] = {
    "events/<slug>.yaml": EventFile,
    "series.yaml": SeriesEntry,
    "organisations.yaml": OrganisationEntry,
    "people.yaml": PersonEntry,
    "topics.yaml": TopicEntry,
    "tombstones.yaml": Tombstone,
}
_DRAFTS = {parent for model in FILES.values() for parent in model.__mro__[1:] if parent is not base.Record}
WORDS: list[tuple[Any, str]] = [
    (base.Line, "one line of text"),
    (base.Prose, "paragraphs of plain text"),
    (base.Slug, "slug"),
    (base.Sha256, "SHA-256, in hexadecimal"),
    (base.Wikidata, "Wikidata id, `Q42`"),
    (base.Licence, "SPDX licence, `CC-BY-4.0`"),
    (base.Language, "`sv` or `en`"),
    (base.LanguageTag, "language tag, `sv`"),
    (base.Day, "date, `2024-05-07`"),
    (base.TimeOfDay, "time of day, `'12:00'`"),
    (base.Moment, "moment, `2024-05-07T10:00:00Z`"),
    (base.TimeZone, "time zone, `Europe/Stockholm`"),
    (base.WebAddress, "web address"),
    (base.Seconds, "seconds"),
    (base.Id, "id (UUID)"),
    (bool, "`true` or `false`"),
    (int, "whole number"),
    (str, "text"),
]


def fields() -> str:
    """One section per file, then one per type that a file contains, in order of first mention."""
    assert set(Dossier.model_fields) - {"format"} == {_field(path) for path in FILES}
    sections = []
    waiting: list[tuple[str, type[base.Record]]] = [(f"`{path}`", model) for path, model in FILES.items()]
    seen = {model for _, model in waiting}
    for title, model in waiting:  # grows while it is read
        rows, inner = [], []
        for name, hint in typing.get_type_hints(model, include_extras=True).items():
            if name in model.model_fields and model.model_fields[name].json_schema_extra != base.READ_ONLY:
                rows.append((f"`{name}`", _say(hint), _default(model.model_fields[name])))
                inner += [found for found in _records(hint) if found not in seen and found not in FILES.values()]
        for found in dict.fromkeys(inner):
            seen.add(found)
            waiting.append((found.__name__, found))
        about = " ".join(_doc(model).split())
        head = "| field | is | without it |\n| --- | --- | --- |\n"
        table = head + "".join(f"| {' | '.join(row)} |\n" for row in rows)
        sections.append(f"### {title}\n\n" + (f"{about}\n\n" if about else "") + table)
    return "\n".join(sections)


def _field(path: str) -> str:
    return path.removesuffix(".yaml").split("/")[0]


def _doc(model: type[base.Record]) -> str:
    told = (parent.__doc__ for parent in model.__mro__ if issubclass(parent, base.Record) and parent is not base.Record)
    own = next(filter(None, told), "")
    return re.sub(r":\w+:(?=`)", "", inspect.cleandoc(own).replace("``", "`"))


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    if field.default in (None, ()):
        return ""
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _say(hint: Any) -> str:
    for known, words in WORDS:
        if hint == known:
            return words
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _say(typing.Union[tuple(part for part in arguments if part is not type(None))])  # noqa: UP007 (built)
    if origin is typing.Annotated:
        return _say(arguments[0])
    if origin is Literal:
        return ", ".join(f"`{code}`" for code in arguments)
    if origin is tuple:
        return f"list: {_say(arguments[0])}"
    if hint in _DRAFTS:
        return "the fields above `state`, as the draft has them"
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _records(hint: Any) -> Iterator[type[base.Record]]:
    if isinstance(hint, type) and not typing.get_origin(hint) and issubclass(hint, base.Record) and hint not in _DRAFTS:
        yield hint
    for argument in typing.get_args(hint):
        yield from _records(argument)
