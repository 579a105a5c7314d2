# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier in which every text is as long, and every number as large, as its record lets it be."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from tests.exchange.dossiers import full_dossier
from verkstad.exchange.dossier import sort_key
from verkstad.records.dossier import Dossier

LENGTHS = (50_000, 2000, 300, 120, 64, 35, 16)
NUMBERS = (2**53 - 1, 2**31 - 1, 1_000_000, 100_000)


def longest_dossier() -> Dossier:
    longest = stretched(full_dossier())
    return Dossier(**{name: tuple(sorted(value, key=sort_key)) for name, value in longest if isinstance(value, tuple)})


def stretched(record: Any) -> Any:
    """The record with each text and number of its own, and of what it holds, as far as its type lets it go."""
    changes: dict[str, Any] = {}
    for name, value in record:
        if isinstance(value, BaseModel):
            changes[name] = stretched(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            changes[name] = tuple(stretched(each) for each in value)
        elif isinstance(value, str | int) and not isinstance(value, bool):
            changes[name] = next(each for each in (*candidates(value), value) if fits(record, name, each))
    return type(record).model_validate({**dict(record), **changes})


def candidates(value: str | int) -> list[Any]:
    if isinstance(value, int):
        return list(NUMBERS)
    return [
        value + (filler * length)[: length - len(value)] for length in LENGTHS for filler in "åa" if length > len(value)
    ]


def fits(record: BaseModel, name: str, value: Any) -> bool:
    try:
        type(record).model_validate({**dict(record), name: value})
    except ValidationError:
        return False
    return True
