# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A recording in English, and what a real model hears in it: once for all tests of a run."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tests.intake.speech.sounds import LONG, speak
from verkstad.intake.speech import Heard, Limits, hear_apart


@pytest.fixture(scope="session")
def parts(speech_parts: None) -> None:
    """What hearing is made of is installed."""


@pytest.fixture(scope="session")
def model(speech_model: Path) -> Path:
    return speech_model


TERMS = ("Verkstad", "Archivematica")
AS_TESTED = Limits(niceness=0, stretch_seconds=12, threads=1)
"""Several stretches of a short file; and not behind the other tests, which would only make this one longer. In one thread, as
the other processors have other tests: threads that wait for each other there use them up."""


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


@pytest.fixture(scope="session")
def english(shared_folder: Path) -> Path:
    """A recording of 25 seconds in English."""
    return speak(LONG, "en-gb", shared_folder / "welcome.wav")


@pytest.fixture(scope="session")
def heard_english(english: Path, model: Path, shared_folder: Path) -> Heard:
    """The recording, heard in one go; a second worker finds it heard."""
    with (shared_folder / "welcome.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return hear_apart(
            english,
            model=str(model),
            into=shared_folder / "welcome",
            expected=("sv", "en"),
            terms=TERMS,
            limits=AS_TESTED,
        )
