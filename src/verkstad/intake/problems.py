# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with something that came in: where it stands, what happened, and what to do, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import ngettext

MAX_SHOWN = 80
"""Characters of a faulty value that a message repeats; the rest is cut, for a value may be a whole book."""


@dataclass(frozen=True)
class Sentence:
    """A translatable sentence with its values; it becomes words, in the language of that moment, when it is shown.

    A value that came from outside goes through :func:`shown` first.
    """

    text: Any
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.text) % self.values


def shown(value: Any) -> str:
    """A value as a message may repeat it: on one line, without characters that move a terminal's cursor, and short."""
    text = "".join(char if char.isprintable() else " " for char in str(value))
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


@dataclass(frozen=True)
class Problem:
    """One fault: file, line and column (from 1; None where a file as a whole is meant), field by its path, words and remedy.

    ``kind`` names the rule, such as ``unknown-key``; programs may lean on it.
    """

    kind: str
    file: str
    message: Sentence
    remedy: Sentence
    line: int | None = None
    column: int | None = None
    field: str = ""

    @property
    def place(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def __str__(self) -> str:
        where = f"{self.place}: {self.field}: " if self.field else f"{self.place}: "
        return f"{where}{self.message} {self.remedy} [{self.kind}]"

    def as_json(self) -> dict[str, str | int | None]:
        """For ``--json``: the same, in parts, with the words in the language of the moment."""
        return {
            "kind": self.kind,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "field": self.field or None,
            "message": str(self.message),
            "remedy": str(self.remedy),
        }


class IntakeError(Exception):
    """Something that came in was refused, and nothing of it was kept."""


class DossierRefused(IntakeError):
    """A dossier with faults. ``problems`` holds all that were found, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda each: (each.file, each.line or 0, each.column or 0, each.kind))
        super().__init__(self.problems)

    def __str__(self) -> str:
        number = len(self.problems)
        head = ngettext(
            "The dossier has %(number)s fault. Nothing was imported.",
            "The dossier has %(number)s faults. Nothing was imported.",
            number,
        ) % {"number": number}
        return "\n".join([head, *map(str, self.problems)])
