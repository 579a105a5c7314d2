# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a name out of texts, lines and lists, wherever the archive and its history hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from verkstad.archive.models import Appearance, Event, Organisation, Root, Series, Topic
from verkstad.archive.reading import OF_EVENT
from verkstad.archive.shapes import shape_of

LEFT_OUT = "[…]"

# In a sentence somebody still did it: "Åsa Öbergs bilder" becomes "En medverkandes bilder".
_INSTEAD = {"sv": "en medverkande", "en": "a speaker"}

# Whom an appearance names is settled by its person, not by a name that two people may share.
_NOT_BY_NAME = "appearances"


class Rewritten(NamedTuple):
    """A text that lost the name: of which thing, and in which column."""

    kind: str
    id: UUID
    column: str


class Names:
    """The names of one person."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names), key=lambda name: (-len(name), name)))
        whole = [name for name in self.names if " " in name.strip()]
        # A single word is too often somebody else's, so in sentences only whole names go; with a genitive s.
        self._in_sentences = re.compile("|".join(rf"\b{re.escape(name)}(s?)\b" for name in whole)) if whole else None
        self._alone = {name.casefold() for name in self.names}

    def is_name(self, line: str) -> bool:
        return line.strip().casefold() in self._alone

    def without(self, text: str, language: str | None = None) -> str:
        """The text with other words for the name, in its language; in a line without one, a mark that something went."""
        if self.is_name(text):
            return _INSTEAD[language].capitalize() if language in _INSTEAD else LEFT_OUT
        return (
            self._in_sentences.sub(lambda found: self._instead(found, text, language), text)
            if self._in_sentences
            else text
        )

    def _instead(self, found: re.Match[str], text: str, language: str | None) -> str:
        genitive = next((group for group in found.groups() if group), "")
        if language not in _INSTEAD:
            return LEFT_OUT
        words = _INSTEAD[language] + genitive
        starts_sentence = re.search(r"(^|[.!?:]\s+|\n\s*)$", text[: found.start()])
        return words[0].upper() + words[1:] if starts_sentence else words

    def taken_from(self, value: Any, language: str | None = None) -> Any:
        """The same value, however nested, without the name; the value itself when it was not there."""
        if isinstance(value, str):
            return self.without(value, language)
        if isinstance(value, list):
            return [self.taken_from(inner) for inner in value if not (isinstance(inner, str) and self.is_name(inner))]
        if isinstance(value, dict):
            return {
                key: inner if key == _NOT_BY_NAME else self.taken_from(inner, key.rpartition("_")[2])
                for key, inner in value.items()
            }
        return value


def take_from_rows(names: Names, *, event: UUID | None = None) -> Iterator[Rewritten]:
    """Write rows of events, topics, series and organisations without the names; which columns changed.

    With ``event``, only that event with its parts, material and recordings.
    """
    for model in (Event, Series, Topic, Organisation) if event is None else (Event,):
        yield from _take_from(model, names, "pk", {} if event is None else {"pk": event})
    of_event = {} if event is None else {"event": event}
    for model in OF_EVENT.values():
        yield from _take_from(model, names, "pk", of_event)
    for child in shape_of(Event).children.values():
        if child.model is not Appearance:
            parent = child.parent or ""
            yield from _take_from(child.model, names, parent, {} if event is None else {parent: event})


def _take_from(model: type[models.Model], names: Names, owner: str, among: Mapping[str, Any]) -> Iterator[Rewritten]:
    columns = [
        column
        for column in shape_of(model).columns
        if isinstance(
            model._meta.get_field(column.removesuffix("_id")), models.CharField | models.TextField | models.JSONField
        )
    ]
    root: type[Root] = model if issubclass(model, Root) else Event
    for key, owner_id, *values in list(model.objects.filter(**among).order_by("pk").values_list("pk", owner, *columns)):
        taken = {
            column: without
            for column, value in zip(columns, values, strict=True)
            if value and (without := names.taken_from(value, column.rpartition("_")[2])) != value
        }
        if taken:
            model.objects.filter(pk=key).update(**taken)
            yield from (Rewritten(root.thing_kind, owner_id, column) for column in taken)


def take_from_revisions(names: Names, *, of: Collection[str] | None = None, namesakes: Collection[str] = ()) -> None:
    """Write every revision without the names; with ``of``, those of the things with these ids.

    Revisions of ``namesakes`` are left: the name in them is their own.
    """
    named = Q(pk=None)
    for name in names.names:
        # One database keeps JSON as it was written, with å as an escape; the other as text.
        named |= Q(as_text__contains=name) | Q(as_text__contains=json.dumps(name)[1:-1])
    found = Revision.objects.annotate(as_text=Cast("content", TextField())).filter(named)
    if of is not None:
        found = found.filter(object_id__in=of)
    for revision in list(found.order_by("pk")):
        if revision.object_id in namesakes:
            continue
        content = names.taken_from(revision.content)
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(
                content=content, object_str=names.without(revision.object_str)
            )
