# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write a release: version and date into CHANGELOG.md, pyproject.toml and publiccode.yml. Called by make release."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import yaml

UNRELEASED = "## Unreleased\n"
RELEASE_HEADING = re.compile(r"^## (?P<version>\d+\.\d+\.\d+) – (?P<date>\d{4}-\d{2}-\d{2})$", re.MULTILINE)
PROJECT_VERSION = re.compile(r'^version = "(?P<version>[^"]+)"$', re.MULTILINE)
PUBLIC_VERSION = re.compile(r'^softwareVersion: ".*"$', re.MULTILINE)
PUBLIC_DATE = re.compile(r'^releaseDate: ".*"$', re.MULTILINE)


class ReleaseError(Exception):
    """The release cannot be written; nothing was."""


def version_of_project(root: Path) -> str:
    return PROJECT_VERSION.search((root / "pyproject.toml").read_text("utf-8"))["version"]


def newest_of_changelog(root: Path) -> tuple[str, str]:
    """Version and date of the newest release heading."""
    found = RELEASE_HEADING.search((root / "CHANGELOG.md").read_text("utf-8"))
    if not found:
        raise ReleaseError("CHANGELOG.md: no release heading like “## 0.1.0 – 2026-11-23”.")
    return found["version"], found["date"]


def version_and_date_of_publiccode(root: Path) -> tuple[str, str]:
    content = yaml.safe_load((root / "publiccode.yml").read_text("utf-8"))
    return content["softwareVersion"], content["releaseDate"]


def write_release(root: Path, *, version: str, on: dt.date) -> None:
    """Give what is under Unreleased the version and the day. Raises ReleaseError, and then no file was changed."""
    changelog = (root / "CHANGELOG.md").read_text("utf-8")
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ReleaseError(f"“{version}” is not a version. Write it as three numbers: make release VERSION=0.2.0")
    if _numbers(version) <= _numbers(newest_of_changelog(root)[0]):
        raise ReleaseError(f"{version} is not later than {newest_of_changelog(root)[0]}, the newest in CHANGELOG.md.")
    before, unreleased, after = changelog.partition(UNRELEASED)
    if not unreleased or after.lstrip().startswith("## "):
        raise ReleaseError("CHANGELOG.md: nothing stands under “## Unreleased”. Say there what people will notice.")

    heading = f"{UNRELEASED}\n## {version} – {on.isoformat()}\n"
    _write(root / "CHANGELOG.md", before + heading + after)
    _replace(root / "pyproject.toml", PROJECT_VERSION, f'version = "{version}"')
    _replace(root / "publiccode.yml", PUBLIC_VERSION, f'softwareVersion: "{version}"')
    _replace(root / "publiccode.yml", PUBLIC_DATE, f'releaseDate: "{on.isoformat()}"')


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _replace(path: Path, pattern: re.Pattern[str], line: str) -> None:
    _write(path, pattern.sub(line, path.read_text("utf-8"), count=1))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    try:
        write_release(Path.cwd(), version=sys.argv[1] if sys.argv[1:] else "", on=dt.datetime.now(dt.UTC).date())
    except ReleaseError as error:
        sys.exit(f"verkstad: {error}")
    sys.stderr.write("verkstad: written. Read git diff, commit it as “Release …” and tag it.\n")
