# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""YAML text in, plain values out (text, None, lists, dictionaries), and the line and column of each when asked for.

A small part of YAML, on purpose. An unquoted word is text until the field that it stands in says otherwise, so ``no`` is
the language and never "false", 2024-05-07 never a date of somebody else's making, and 010 never eight. Anchors, aliases
and tags are refused: they let ten lines grow to ten gigabytes, or name code to run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

import yaml
from django.utils.translation import gettext_lazy as _
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from verkstad.intake.problems import Sentence, shown
from verkstad.intake.yaml_syntax import syntax_words

Value = str | None | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

MAX_DEPTH = 24
"""Lists and fields within each other; a dossier's own files reach ten."""

MAX_VALUES = 2_000_000
"""Values in one file, so that a file of nothing but commas cannot fill the memory."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Mark(NamedTuple):
    """A place in a text, counted from 1."""

    line: int
    column: int


@dataclass
class Marks:
    """Where each value stands, and where the key that names it does."""

    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)

    def of(self, path: Path) -> Mark | None:
        """The place of the value at ``path``, or of the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path)

    def of_key(self, path: Path) -> Mark | None:
        return self.keys.get(path) or self.of(path)


class Fault(NamedTuple):
    """Something that the text may not have, by kind, place and words."""

    kind: str
    mark: Mark | None
    message: Sentence
    remedy: Sentence
    path: Path = ()


class YamlRefused(Exception):
    """The text is not YAML, or not of the kind that is read here. ``faults`` has one fault or more."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


def read_yaml(text: str, *, marks: Marks | None = None) -> Value:
    """The one value that the text holds; fills ``marks`` when given (which takes longer: ask only to tell of a fault).

    Raises YamlRefused with every forbidden part found before the text ended or stopped being YAML.
    """
    return _Reading(marks).read(text)


@dataclass
class _Open:
    """A list or a group of fields that is being read; ``key`` is the key that waits for its value."""

    value: list[Value] | dict[str, Value]
    path: Path
    key: str | None = None


class _Reading:
    """One run over the parser's events, without recursion: depth costs no stack."""

    def __init__(self, marks: Marks | None) -> None:
        self.marks = marks
        self.faults: list[Fault] = []
        self.open: list[_Open] = []
        self.root: list[Value] = []
        self.documents = 0
        self.count = 0

    def read(self, text: str) -> Value:
        try:
            parser = CParser(text)
            while (event := parser.get_event()) is not None:
                self._take(event)
        except yaml.YAMLError as error:
            kind, place, message, remedy = syntax_words(error, text)
            self._stop(Fault(kind, Mark(*place), message, remedy))
        if not self.root and not self.faults:
            self._stop(_fault("empty", None, _("The file holds no values."), _("Fill it in, or take the file away.")))
        if self.faults:
            raise YamlRefused(self.faults)
        return self.root[0]

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._refuse_extras(event)
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse_extras(event)
            self._begin({} if kind is yaml.MappingStartEvent else [], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.open.pop()
        elif kind is yaml.AliasEvent:
            what = _("*%(name)s refers to another place in the file.")
            self.faults.append(_fault("alias", event, what, _WRITE_OUT, name=event.anchor))
            self._add(None, event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                what = _("A line of three hyphens begins a second document.")
                self._stop(_fault("documents", event, what, _("Keep one document in each file.")))

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            what = _("&%(name)s names a place in the file.")
            self.faults.append(_fault("anchor", event, what, _WRITE_OUT, name=event.anchor))
        if event.tag is not None:
            what = _("%(tag)s is a tag of YAML; a dossier has none.")
            todo = _("Take it away, or put quotation marks around the text.")
            self.faults.append(_fault("tag", event, what, todo, tag=event.tag))

    def _scalar(self, event: Any) -> None:
        holder = self.open[-1] if self.open else None
        if holder is not None and isinstance(holder.value, dict) and holder.key is None:
            self._key(holder, event)
            return
        self._add(None if event.implicit[0] and event.value in NULLS else event.value, event)

    def _key(self, holder: _Open, event: Any) -> None:
        key = event.value
        if key in holder.value:
            what = _("The key “%(key)s” stands here a second time.")
            fault = _fault("duplicate-key", event, what, _("Keep one of the two."), key=key)
            self.faults.append(fault._replace(path=(*holder.path, key)))
        if self.marks is not None:
            self.marks.keys[(*holder.path, key)] = _mark(event)
        holder.key = key

    def _begin(self, value: list[Value] | dict[str, Value], event: Any) -> None:
        if len(self.open) >= MAX_DEPTH:
            what = _("The values lie more than %(depth)s levels within each other.")
            todo = _("Look for brackets or indentation gone astray.")
            self._stop(_fault("depth", event, what, todo, depth=MAX_DEPTH))
        path = self._add(value, event)
        self.open.append(_Open(value, path))

    def _add(self, value: Value, event: Any) -> Path:
        self.count += 1
        if self.count > MAX_VALUES:
            what = _("The file holds more than %(number)s values.")
            self._stop(_fault("too-many-values", event, what, _("Share them out over more files."), number=MAX_VALUES))
        path: Path = ()
        if not self.open:
            self.root.append(value)
        elif isinstance((holder := self.open[-1]).value, list):
            path = (*holder.path, len(holder.value))
            holder.value.append(value)
        elif holder.key is None:
            what = _("A list or a group of fields stands where a key should be.")
            self._stop(_fault("key-not-text", event, what, _("Write a key, a colon, and then the value.")))
        else:
            path = (*holder.path, holder.key)
            holder.value[holder.key] = value
            holder.key = None
        if self.marks is not None:
            self.marks.values[path] = _mark(event)
        return path

    def _stop(self, fault: Fault) -> NoReturn:
        raise YamlRefused([*self.faults, fault])


_WRITE_OUT = _("Write the value out where it is needed, or put quotation marks around the text.")


def _fault(kind: str, event: Any, message: Any, remedy: Any, **values: Any) -> Fault:
    values = {name: shown(value) for name, value in values.items()}
    return Fault(kind, event and _mark(event), Sentence(message, values), Sentence(remedy, values))


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
