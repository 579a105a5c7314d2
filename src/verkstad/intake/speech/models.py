# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the model is: a folder, or a name that was fetched before. Fetched now only when that is allowed."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from pathlib import Path
from typing import NamedTuple

from verkstad.intake.speech.kinds import Refusal

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
_FILES = ("model.bin", "config.json", "tokenizer.json")


class Model(NamedTuple):
    folder: Path
    name: str

    @property
    def weights(self) -> Path:
        return self.folder / "model.bin"


def find_model(model: str, *, kept_in: Path | None, fetch: bool) -> Model:
    """Raises Refusal: no-folder, not-a-model, not-here, not-fetched."""
    folder = Path(model).expanduser()
    if folder.is_dir():
        return _described(folder, folder.resolve().name)
    if not _NAME.fullmatch(model):
        raise Refusal("no-folder", model=model)
    return _described(_named(model, kept_in=kept_in, fetch=fetch), model)


def missing_part(model: str) -> Refusal | None:
    """What is missing before anything could be heard: off, not-installed, no-folder, not-a-model. Quick, for a page.

    A name is taken for one that whoever hears has, or fetches.
    """
    if not model:
        return Refusal("off")
    if importlib.util.find_spec("faster_whisper") is None:
        return Refusal("not-installed")
    folder = Path(model).expanduser()
    if not folder.is_dir():
        return None if _NAME.fullmatch(model) else Refusal("no-folder", model=model)
    try:
        _described(folder, folder.name)
    except Refusal as refusal:
        return refusal
    return None


def find_chosen(model: str, *, kept_in: Path) -> tuple[Model, None] | tuple[None, Refusal]:
    """The model, or why there is none; nothing is fetched and nothing is read. Works without the extra part, which it then misses."""
    if importlib.util.find_spec("faster_whisper") is None:
        return None, Refusal("not-installed")
    try:
        return find_model(model, kept_in=kept_in, fetch=False), None
    except Refusal as refusal:
        return None, refusal


def _named(model: str, *, kept_in: Path | None, fetch: bool) -> Path:
    from faster_whisper.utils import download_model  # takes a quarter of a second, and is needed for names alone

    where = str(kept_in) if kept_in else None
    try:
        return Path(download_model(model, local_files_only=True, cache_dir=where))
    except ValueError as error:
        # Neither a size that Whisper has nor owner/name; huggingface_hub's own errors are ValueErrors too.
        if "/" not in model and "Invalid model size" in str(error):
            raise Refusal("no-folder", model=model) from error
    except OSError:
        pass
    if not fetch:
        raise Refusal("not-here", model=model)
    try:
        return Path(download_model(model, cache_dir=where))
    except Exception as error:  # whatever a connection, a proxy or a hub may answer
        raise Refusal("not-fetched", model=model, reason=str(error).strip().split("\n")[0][:300]) from error


def _described(folder: Path, name: str) -> Model:
    """Checked before it is loaded: a tokenizer that is missing would be fetched, whatever the operator says."""
    missing = [file for file in _FILES if not (folder / file).is_file()]
    if not any(folder.glob("vocabulary.*")):
        missing.append("vocabulary.json")
    if missing:
        raise Refusal("not-a-model", model=str(folder), missing=", ".join(missing))
    return Model(folder, name)


def sum_of(path: Path) -> str:
    """SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
