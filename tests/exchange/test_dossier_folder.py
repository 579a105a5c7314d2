# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tests.exchange.dossiers import full_dossier
from verkstad.exchange import dossier_folder
from verkstad.exchange.dossier import write_dossier
from verkstad.exchange.dossier_folder import Exported, ExportRefused, export_to

EVENT_FILE = "events/2024-05-07-oppna-data.yaml"


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def smaller() -> Any:
    dossier = full_dossier()
    return dossier.model_copy(update={"events": dossier.events[1:2], "tombstones": ()})


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(params=["in one step", "in two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of putting in place: the second is for systems and file systems that cannot exchange two names."""
    if request.param == "in two steps":
        monkeypatch.setattr(dossier_folder, "_exchange", lambda one, other: False)


def test_export_makes_the_folder_and_those_around_it(tmp_path: Path):
    seen: list[tuple[int, int]] = []

    exported = export_to(tmp_path / "a" / "b", full_dossier(), progress=lambda done, of: seen.append((done, of)))

    assert exported == Exported(files=9, changed=9, removed=0)
    assert files_in(tmp_path / "a" / "b") == write_dossier(full_dossier())
    assert [entry.name for entry in (tmp_path / "a").iterdir()] == ["b"]
    assert seen[-1] == (9, 9)


@pytest.mark.usefixtures("way")
def test_export_replaces_an_earlier_dossier_and_what_went_is_gone(tmp_path: Path):
    folder = tmp_path / "dossier"
    export_to(folder, full_dossier())

    assert export_to(folder, full_dossier()) == Exported(files=9, changed=0, removed=0)
    assert export_to(folder, smaller()) == Exported(files=6, changed=0, removed=3)
    assert files_in(folder) == write_dossier(smaller())
    assert [entry.name for entry in tmp_path.iterdir()] == ["dossier"]


@pytest.mark.usefixtures("way")
def test_export_keeps_files_that_are_not_the_dossiers_and_the_folders_rights(tmp_path: Path):
    folder = tmp_path / "dossier"
    export_to(folder, full_dossier())
    (folder / "README.md").write_text("Läs mig")
    (folder / "events" / ".gitkeep").write_text("")
    (folder / "link").symlink_to("/nowhere")
    folder.chmod(0o750)

    export_to(folder, smaller())

    assert (folder / "README.md").read_text() == "Läs mig"
    assert (folder / "events" / ".gitkeep").exists()
    assert os.readlink(folder / "link") == "/nowhere"
    assert folder.stat().st_mode & 0o777 == 0o750


def test_export_follows_a_link_to_the_folder(tmp_path: Path):
    export_to(tmp_path / "real", full_dossier())
    (tmp_path / "link").symlink_to(tmp_path / "real")

    export_to(tmp_path / "link", smaller())

    assert (tmp_path / "link").is_symlink()
    assert files_in(tmp_path / "real") == write_dossier(smaller())


def test_export_takes_an_empty_folder(tmp_path: Path):
    (tmp_path / "empty").mkdir()

    assert export_to(tmp_path / "empty", smaller()).files == 6


def test_export_refuses_what_is_not_a_dossier_and_touches_nothing(tmp_path: Path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("Kapitel 1")
    (tmp_path / "file").write_text("x")
    export_to(tmp_path / "repository", full_dossier())
    (tmp_path / "repository" / ".git").mkdir()

    for name, words in (("thesis", "dossier.yaml is missing"), ("file", "is a file"), ("repository", "“.git”")):
        before = files_in(tmp_path)
        with pytest.raises(ExportRefused, match=words):
            export_to(tmp_path / name, smaller())
        assert files_in(tmp_path) == before


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "The disk is full"), (errno.EACCES, "may not write"), (errno.EIO, "Input/output")],
)
def test_export_that_fails_midway_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
):
    folder = tmp_path / "dossier"
    export_to(folder, full_dossier())
    written = Path.write_bytes

    def failing(self: Path, data: bytes) -> int:
        if self.name == "people.yaml":
            raise OSError(number, os.strerror(number), str(self))
        return written(self, data)

    monkeypatch.setattr(Path, "write_bytes", failing)

    with pytest.raises(ExportRefused, match=words) as caught:
        export_to(folder, smaller())

    assert str(folder) in str(caught.value)
    assert files_in(folder) == write_dossier(full_dossier())
    assert [entry.name for entry in tmp_path.iterdir()] == ["dossier"]


def test_export_killed_at_any_moment_leaves_one_dossier_or_the_other(tmp_path: Path):
    folder = tmp_path / "dossier"
    export_to(folder, full_dossier())
    script = (
        "import sys; from pathlib import Path; from tests.exchange.dossiers import full_dossier\n"
        "from tests.exchange.test_dossier_folder import smaller\n"
        "from verkstad.exchange.dossier_folder import export_to\n"
        "print('ready', flush=True)\n"
        "while True: export_to(Path(sys.argv[1]), smaller()); export_to(Path(sys.argv[1]), full_dossier())\n"
    )
    allowed = (write_dossier(smaller()), write_dossier(full_dossier()))
    for attempt in range(5):
        process = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.02 + 0.011 * attempt)
        process.send_signal(signal.SIGKILL)
        process.communicate()

        assert files_in(folder) in allowed
