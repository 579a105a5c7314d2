# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import optional
from tests.databases import migrated_database
from tests.exchange.dossiers import full_dossier
from tests.site.command.test_archive import without_files
from verkstad.edition.store import Reader, current_number
from verkstad.exchange.dossier_folder import export_to

NAMESPACE = ["unshare", "--map-root-user", "--mount"]


def may_mount(*within: str) -> bool:
    """True when a disk can be mounted, and is gone again."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["sh", "-c", 'mount -t tmpfs -o size=8m tmpfs "$0" && umount "$0"', folder]
        with contextlib.suppress(FileNotFoundError):
            return subprocess.run([*within, *words], capture_output=True, check=False).returncode == 0
    return False


@pytest.fixture
def small_disk(tmp_path, request) -> Iterator[Path]:
    """A disk of its own with eight megabytes. Who may not mount one may in a namespace of their own: the test then runs there."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not may_mount():
        if not may_mount(*NAMESPACE):
            optional(
                "mount", "a disk cannot be filled without the right to mount one, even in a namespace of one's own"
            )
        run_in_namespace(request, tmp_path / "inside")
        yield folder
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=False)


def run_in_namespace(request: pytest.FixtureRequest, folder: Path) -> None:
    """Run the test that asks there, and let what came of it be what comes of it here."""
    own = ["-q", "-n", "0", "-p", "no:cacheprovider", "--basetemp", folder]
    test = [sys.executable, "-m", "pytest", *own, request.node.nodeid]
    done = subprocess.run([*NAMESPACE, *test], cwd=request.config.rootpath, capture_output=True, text=True, check=False)
    if done.returncode or "1 passed" not in done.stdout:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
    request.node.obj = lambda **_: None  # it has run


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "VERKSTAD_HOME": str(home), "LC_ALL": "C.UTF-8"}
    environ.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "verkstad.site.command", *words],
        env=environ,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def fill(folder: Path, *, leave: int) -> None:
    """Write until only so many bytes are left."""
    with (folder / "filling").open("ab") as file, contextlib.suppress(OSError):
        while shutil.disk_usage(folder).free > leave:
            file.write(b"\0" * min(65536, shutil.disk_usage(folder).free - leave))
            file.flush()


def read_all(home: Path) -> dict[str, bytes]:
    reader = Reader(home / "editions")
    reader.refresh()
    return {entry.path: reader.read(entry) for entry in reader.entries()}


def test_full_disk_is_a_sentence_and_readers_keep_what_they_see(small_disk, tmp_path):
    home = small_disk
    shutil.copy(migrated_database(), home / "database.sqlite3")
    dossier = tmp_path / "dossier"
    export_to(dossier, without_files(full_dossier()))
    assert run("import", str(dossier), home=home).returncode == 0
    assert run("publish", home=home).returncode == 0
    before = read_all(home)

    for leave in (0, 4096, 65536):
        fill(home, leave=leave)
        publishing, importing = run("publish", "--all", home=home), run("import", str(dossier), home=home)
        for done in (publishing, importing):
            if done.returncode:
                assert "is full" in done.stderr, done.stderr
            assert "Traceback" not in done.stderr
        assert read_all(home).keys() == before.keys()
        (home / "filling").unlink()

    assert run("publish", home=home).returncode == 0
    assert current_number(home / "editions") is not None
    assert run("doctor", home=home).stdout.count("edition.damaged") == 0


def test_first_publishing_on_a_full_disk_is_a_sentence(small_disk, tmp_path):
    shutil.copy(migrated_database(), small_disk / "database.sqlite3")
    dossier = tmp_path / "dossier"
    export_to(dossier, without_files(full_dossier()))
    assert run("import", str(dossier), home=small_disk).returncode == 0
    fill(small_disk, leave=40_000)

    done = run("publish", home=small_disk)

    assert done.returncode == 1
    assert "is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert current_number(small_disk / "editions") is None
