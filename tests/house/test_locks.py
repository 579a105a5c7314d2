# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The locks carry a hash for each package, name no host and no folder, and agree with one another."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def entries(lock: Path) -> dict[str, str]:
    """Each requirement line with its marker, and the rest of its entry: the hashes."""
    text = "\n".join(line for line in lock.read_text("utf-8").splitlines() if not line.lstrip().startswith("#"))
    found = re.findall(r"^(\S[^\\\n]*?) \\\n((?:    --hash=.*\n?)+)", text + "\n", re.MULTILINE)
    assert len(found) == len(re.findall(r"^\S", text, re.MULTILINE)), f"{lock.name}: an entry without a hash"
    return dict(found)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_is_pinned_and_hashed(lock):
    assert entries(lock)
    for requirement, hashes in entries(lock).items():
        assert re.match(r"[a-z0-9-]+==\S+( ; .+)?$", requirement), requirement
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", part.strip(" \\")) for part in hashes.splitlines())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_no_lock_names_a_host_or_a_folder(lock):
    text = lock.read_text("utf-8")

    assert not re.search(r"://|find-links|index-url|trusted-host|file:|@ |(?<![\w.])/\w", text)


def test_what_runs_is_what_is_tested():
    run, build, test = (entries(ROOT / "requirements" / f"{name}.txt") for name in ("run", "build", "test"))

    assert {**run, **build}.items() <= test.items()


def test_what_hears_speech_takes_nothing_back():
    """Installed beside the others, in whatever order: a package that two locks name has one version."""
    run, test, transcribe = (entries(ROOT / "requirements" / f"{name}.txt") for name in ("run", "test", "transcribe"))

    def versions(lock: dict[str, str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for line in lock:
            found.setdefault(line.split("==")[0], set()).add(line)
        return found

    assert run.items() <= transcribe.items()
    assert "faster-whisper" in versions(transcribe)
    shared = versions(test).keys() & versions(transcribe).keys()
    assert {name: versions(test)[name] for name in shared} == {name: versions(transcribe)[name] for name in shared}


def test_every_dependency_of_the_project_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = {line.split("==")[0] for line in entries(ROOT / "requirements" / "run.txt")}

    assert {_normal(Requirement(line).name) for line in project["dependencies"]} <= locked


def test_the_node_lock_names_the_public_registry_alone_and_hashes_everything():
    packages = json.loads((ROOT / "tests/tools/package-lock.json").read_text("utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if name}

    assert installed
    for name, entry in installed.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert entry.get("resolved", "https://registry.npmjs.org/").startswith("https://registry.npmjs.org/"), name


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
