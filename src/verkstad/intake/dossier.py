# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder of YAML files in, a Dossier out; or every fault of every file at once, and nothing else.

Fetching (:func:`verkstad.intake.folder.fetch_dossier`), reading (here, without database) and saving
(:func:`verkstad.intake.save.save_dossier`) are kept apart. The format is described in docs/dossier.md, and written by
:mod:`verkstad.exchange.dossier`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError

from verkstad.archive.rules.organisation_numbers import is_personal
from verkstad.exchange.dossier import EVENTS, FORMAT, HEAD, LISTS, ListFile, sort_key
from verkstad.intake.folder import fetch_dossier
from verkstad.intake.problems import DossierRefused, Problem, Sentence, shown
from verkstad.intake.references import EVENT, Entry, Finding, findings, findings_within, identity
from verkstad.intake.sentences import NOT_FIELDS, NOT_LIST, found_words, problems_of, written
from verkstad.intake.yaml_marks import Marks, Value, YamlRefused, read_yaml
from verkstad.intake.yaml_marks import Path as YamlPath
from verkstad.records.dossier import Dossier, EventFile

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)

Progress = Callable[[int, int], None]
"""Called with how many files are read, of how many."""


def read_dossier(folder: Path, *, progress: Progress | None = None) -> Dossier:
    """The dossier in ``folder``. Raises DossierRefused with the faults of all files at once."""
    files, problems = fetch_dossier(folder)
    return _read(files, problems, progress)


def read_dossier_files(files: Mapping[str, bytes], *, progress: Progress | None = None) -> Dossier:
    """The dossier from the bytes of its files by path within the folder, as ``write_dossier`` gives them."""
    return _read(files, [], progress)


def read_event_file(text: str, *, file: str = "event.yaml") -> EventFile:
    """One event from the text of its file. What it names in other files is not looked for."""
    reading = _Reading()
    value = reading.value(file, text)
    record = None
    if reading.is_fields(value, file, ()):
        record = reading.record(EventFile, file, (), value)
        reading.tell(findings_within(Entry(EVENT, file, (), value)))
    if reading.problems or record is None:
        raise DossierRefused(reading.problems)
    return record


def _read(files: Mapping[str, bytes], problems: list[Problem], progress: Progress | None) -> Dossier:
    reading = _Reading(problems)
    reading.unread |= {kind_in(problem.file) for problem in problems}
    fields: dict[str, list[Any]] = {each.field: [] for each in LISTS.values()}
    fields[EVENTS] = []
    for number, (file, data) in enumerate(sorted(files.items())):
        text = reading.text(file, data)
        if text is None:
            reading.unread.add(kind_in(file))
        elif file == HEAD:
            reading.head(file, reading.value(file, text))
        elif file in LISTS:
            kind = LISTS[file]
            fields[kind.field] += reading.entries(kind, file, reading.value(file, text))
        else:
            fields[EVENTS] += reading.event(file, reading.value(file, text))
        if progress:
            progress(number + 1, len(files))
    reading.tell(findings(reading.found, unread=reading.unread))
    if reading.problems:
        raise DossierRefused(reading.problems)
    return Dossier(**{name: tuple(sorted(things, key=sort_key)) for name, things in fields.items()})


def kind_in(file: str) -> str:
    """The kind of thing that a file holds, or the folder of events as a whole."""
    return LISTS[file].kind if file in LISTS else EVENT


@dataclass
class _Reading:
    """What has been found so far: faults, and each thing with its place for the checks between files."""

    problems: list[Problem] = field(default_factory=list)
    found: list[Entry] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Kinds of which something could not be read."""
    texts: dict[str, str] = field(default_factory=dict)
    marks: dict[str, Marks] = field(default_factory=dict)

    def text(self, file: str, data: bytes) -> str | None:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            before = data[: error.start].decode()
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            kind, words = ("byte-order-mark", _UTF_16) if data[:2] in _UTF_16_MARKS else ("not-utf-8", _NOT_UTF_8)
            self.problems.append(Problem(kind, file, Sentence(words[0]), Sentence(words[1]), line, column))
            return None
        if text.startswith("\ufeff"):
            self.problems.append(
                Problem("byte-order-mark", file, Sentence(_BOM[0]), Sentence(_BOM[1]), 1, 1)
            )  # fmt: skip
            return None
        return text

    def value(self, file: str, text: str) -> Value:
        """The plain values of a file; None where it is not YAML, and the faults are noted."""
        self.texts[file] = text
        try:
            return read_yaml(text)
        except YamlRefused as refused:
            for each in refused.faults:
                line, column = each.mark or (None, None)
                path = written(each.path)
                self.problems.append(Problem(each.kind, file, each.message, each.remedy, line, column, path))
            self.texts.pop(file)
            self.unread.add(kind_in(file))
            return None

    def marks_of(self, file: str) -> Marks:
        """Where everything stands in a file: read once more, and only when a fault is to be told."""
        if file not in self.marks:
            self.marks[file] = Marks()
            read_yaml(self.texts[file], marks=self.marks[file])
        return self.marks[file]

    def head(self, file: str, value: Value) -> None:
        if not self.is_fields(value, file, ()):
            return
        found = value.get("format")
        for key in value:
            if key != "format":
                self._note("unknown-key", file, (key,), _HEAD_KEY, key=shown(key))
        if found != FORMAT:
            words = _HEAD_MISSING if found is None else _HEAD_OTHER
            self._note("format", file, ("format",), words, found=shown(found), format=FORMAT)

    def entries(self, kind: ListFile, file: str, value: Value) -> list[Any]:
        if file not in self.texts:
            return []
        if not isinstance(value, list):
            self.unread.add(kind_in(file))
            self._note("not-a-list", file, (), NOT_LIST, found=found_words(value))
            return []
        records = []
        for number, entry in enumerate(value):
            if self.is_fields(entry, file, (number,)):
                self.found.append(Entry(kind.kind, file, (number,), entry))
                self.personal_numbers(file, (number,), entry)
                records.append(self.record(kind.model, file, (number,), entry))
        return [record for record in records if record is not None]

    def personal_numbers(self, file: str, path: YamlPath, entry: Mapping[str, Value]) -> None:
        """Note a personal identity number that stands as an organisation's: it must not be kept, and so not even shown."""
        for where, values in ((path, entry), ((*path, "draft"), entry.get("draft"))):
            typed = values.get("organisation_number") if isinstance(values, dict) else None
            if isinstance(typed, str) and is_personal(typed):
                self._note("personal-number", file, (*where, "organisation_number"), _PERSONAL_NUMBER)

    def event(self, file: str, value: Value) -> list[EventFile]:
        if not self.is_fields(value, file, ()):
            return []
        self.found.append(Entry(EVENT, file, (), value))
        slug, name = value.get("slug"), file.removeprefix(f"{EVENTS}/").removesuffix(".yaml")
        if isinstance(slug, str) and slug != name:
            self._note("file-name", file, ("slug",), _FILE_NAME, slug=shown(slug), name=shown(name))
        record = self.record(EventFile, file, (), value)
        return [] if record is None else [record]

    def is_fields(self, value: Value, file: str, path: YamlPath) -> TypeGuard[dict[str, Value]]:
        if file in self.texts and not isinstance(value, dict):
            self.unread.add(kind_in(file))
            self._note("not-fields", file, path, NOT_FIELDS, found=found_words(value))
        return isinstance(value, dict)

    def record(self, model: type[AnyRecord], file: str, path: YamlPath, value: Value) -> AnyRecord | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            if isinstance(value, dict) and identity(value.get("id")) is None:
                self.unread.add(kind_in(file))
            self.problems += problems_of(error, model, file=file, marks=self.marks_of(file), at=path)
            return None

    def tell(self, found: Iterable[Finding]) -> None:
        for each in found:
            place = self.marks_of(each.file).of(each.path)
            line, column = place or (None, None)
            path = written(each.path)
            self.problems.append(Problem(each.kind, each.file, each.message, each.remedy, line, column, path))

    def _note(self, kind: str, file: str, path: YamlPath, words: tuple[Any, Any], **values: Any) -> None:
        self.tell([Finding(kind, file, path, Sentence(words[0], values), Sentence(words[1], values))])


_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_UTF_16 = (_("The file is in UTF-16, not in UTF-8."), _("Save it as UTF-8."))
_NOT_UTF_8 = (
    _("A character here is not in UTF-8."),
    _("Save the file as UTF-8; it may be in Windows-1252 or ISO 8859-1."),
)
_BOM = (
    _("The file begins with a byte order mark, a character that is not seen."),
    _("Save it as “UTF-8”, not as “UTF-8 with BOM”."),
)
_HEAD_KEY = (_("There is no field “%(key)s” here."), _("Take it away: the file holds the format and nothing else."))
_HEAD_MISSING = (
    _("The field “format” is missing."),
    _("Add the line “format: %(format)s”."),
)
_HEAD_OTHER = (
    _("The format is “%(found)s”, which this version of Verkstad does not read; it reads “%(format)s”."),
    _("Import it with the version of Verkstad that wrote it, or with a newer one."),
)
_PERSONAL_NUMBER = (
    _("This looks like somebody’s personal identity number, and is not saved."),
    _("Leave the organisation’s number out."),
)
_FILE_NAME = (
    _("The slug is “%(slug)s”, but the file is named “%(name)s”."),
    _("Let the file be named as the slug, followed by .yaml."),
)
