# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Version and date stand in three files and say the same."""

from __future__ import annotations

import datetime as dt
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from tools.release import (
    ReleaseError,
    newest_of_changelog,
    version_and_date_of_publiccode,
    version_of_project,
    write_release,
)

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2031, 4, 5)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The three files, in a folder where they may be changed, with something unreleased."""
    for name in ("CHANGELOG.md", "pyproject.toml", "publiccode.yml"):
        shutil.copy(ROOT / name, tmp_path)
    changelog = (tmp_path / "CHANGELOG.md").read_text("utf-8")
    before, _, after = changelog.partition("## Unreleased\n")
    released = after[after.index("\n## ") :]
    (tmp_path / "CHANGELOG.md").write_text(before + "## Unreleased\n\n- A thing people notice.\n" + released, "utf-8")
    return tmp_path


def test_project_changelog_and_publiccode_name_the_same_release():
    changelog = newest_of_changelog(ROOT)

    assert version_of_project(ROOT) == changelog[0]
    assert version_and_date_of_publiccode(ROOT) == changelog


def test_the_installed_package_has_the_version_of_the_project():
    assert version("verkstad") == version_of_project(ROOT)


def test_a_release_is_written_into_all_three(copy):
    write_release(copy, version="99.0.1", on=DAY)

    assert version_of_project(copy) == "99.0.1"
    assert newest_of_changelog(copy) == ("99.0.1", "2031-04-05")
    assert version_and_date_of_publiccode(copy) == ("99.0.1", "2031-04-05")
    assert (
        "## Unreleased\n\n## 99.0.1 – 2031-04-05\n\n- A thing people notice.\n" in (copy / "CHANGELOG.md").read_text()
    )


@pytest.mark.parametrize("wrong", ["", "1.0", "0.0.9", "v2.0.0"])
def test_a_wrong_version_changes_nothing(copy, wrong):
    before = {path.name: path.read_bytes() for path in copy.iterdir()}

    with pytest.raises(ReleaseError):
        write_release(copy, version=wrong, on=DAY)

    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before


def test_a_release_without_news_is_refused(copy):
    write_release(copy, version="99.0.1", on=DAY)

    with pytest.raises(ReleaseError, match="nothing stands under"):
        write_release(copy, version="99.0.2", on=DAY)
