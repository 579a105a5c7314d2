# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is heard so far, in a folder: one file for each finished stretch, and one that says what they are of.

Written by the child, each file at once or not at all; read by the parent when all is done. What was heard of another file, by
another model or in another way is thrown away.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from verkstad.intake.speech.values import HeardWord

FORMAT = 1
_ABOUT = "about.json"


class Begun(NamedTuple):
    """``language`` is None until it is known; ``length_seconds`` until all is heard; ``until`` is the next sample to hear."""

    model: str
    language: str | None
    length_seconds: float | None
    until: int
    stretches: int


def begin(folder: Path, key: str, *, model: str) -> Begun:
    """Open the folder for what ``key`` names, and say how far it came; anything else in it goes."""
    for left in folder.glob("*.new"):
        left.unlink()
    about = _read(folder / _ABOUT)
    if about.get("key") != key or about.get("format") != FORMAT:
        for old in (folder / _ABOUT, *_files(folder)):
            old.unlink(missing_ok=True)
        about = {"format": FORMAT, "key": key, "model": model, "language": None, "length_seconds": None}
        _write(folder / _ABOUT, about)
    until = number = 0
    for path in _files(folder):
        stretch = _read(path)
        if path.name != _name(number) or stretch.get("start") != until:
            path.unlink()  # damaged, or behind one that was
            continue
        until, number = stretch["end"], number + 1
    length = about["length_seconds"] if number else None
    return Begun(about["model"], about["language"], length, until, number)


def note(folder: Path, **known: str | float) -> None:
    """Keep what has become known: ``language``, or ``length_seconds`` when all is heard."""
    _write(folder / _ABOUT, _read(folder / _ABOUT) | known)


def keep(folder: Path, number: int, *, start: int, end: int, words: list[HeardWord]) -> None:
    _write(folder / _name(number), {"start": start, "end": end, "words": words})


def heard(folder: Path) -> tuple[Begun, list[HeardWord]]:
    """All words, in order of time. For a folder in which all is heard."""
    about = _read(folder / _ABOUT)
    words: list[HeardWord] = []
    until = 0
    for path in _files(folder):
        stretch = _read(path)
        words += (HeardWord(*word) for word in stretch["words"])
        until = stretch["end"]
    return Begun(about["model"], about["language"], about["length_seconds"], until, len(_files(folder))), words


def _name(number: int) -> str:
    return f"stretch-{number:05}.json"


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("stretch-*.json"))


def _read(path: Path) -> dict[str, Any]:
    """Empty for a file that is missing or damaged."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, content: dict[str, Any]) -> None:
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
