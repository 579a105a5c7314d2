# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of checks, and what a check finds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from verkstad.records.base import Record

Severity = Literal["error", "warning", "advice"]
"""``error``: readers meet something wrong or that nobody can use. ``warning``: something they came for is missing.
``advice``: it would be better otherwise."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")


@dataclass(frozen=True)
class Found:
    """What a check says of one thing: where, and the values that its sentence names."""

    field: str | None = None
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    severity: Severity | None = None
    """When it differs from the check's own."""


Look = Callable[..., Iterator[Found]]
"""Of a record, the moment and, where a check goes ``by`` something more, that."""

By = Literal["limits", "addresses"]
"""What a check is told besides: the limits that the operator has set, or which addresses elsewhere are dead."""


@dataclass(frozen=True)
class Check:
    id: str
    severity: Severity
    kinds: frozenset[type[Record]]
    message: Any
    """Translated when it is read; placeholders are named."""
    look: Look
    by: By | None = None
    of_what_readers_see: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing that an editor should look at."""

    check: str
    severity: Severity
    kind: str
    id: UUID
    slug: str
    field: str | None
    sentence: Any
    values: Mapping[str, Any]

    def message(self) -> str:
        """What is wrong and what to do, in the language of whoever reads it."""
        return str(self.sentence) % self.values

    def __str__(self) -> str:
        where = f"{self.kind} {self.slug}" + (f", {self.field}" if self.field else "")
        return f"{where}: {self.message()} [{self.check}]"


CHECKS: dict[str, Check] = {}


def check(
    name: str, *, severity: Severity, of: type[Record] | tuple[type[Record], ...], message: Any, by: By | None = None,
    of_what_readers_see: bool = False,
) -> Callable[[Look], Look]:  # fmt: skip
    """Enter a function in the register. It gets a record (the latest draft where there is one) and the moment.

    ``by``: what it gets as well. ``of_what_readers_see``: it is shown no drafts.
    """

    def enter(look: Look) -> Look:
        if name in CHECKS:
            raise ValueError(f"two checks have the id {name}")
        kinds = frozenset(of if isinstance(of, tuple) else (of,))
        CHECKS[name] = Check(name, severity, kinds, message, look, by, of_what_readers_see)
        return look

    return enter
