# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from tests.databases import migrated_database
from tests.site.editions import write_edition
from verkstad.edition.store import Reader, blob_path
from verkstad.site import doctor
from verkstad.site.doctor import examine
from verkstad.site.settings_table import read_settings


@pytest.fixture
def findings(home):
    """The findings by id, with these settings."""

    def found(**environ: str):
        settings = read_settings({"VERKSTAD_HOME": str(home), **environ})
        return {finding.id: finding for finding in examine(settings)}

    return found


def test_what_is_not_well_says_what_to_do(findings):
    wrong = [finding for finding in findings().values() if finding.state != "well"]

    assert {"database.absent", "edition.absent"} <= {finding.id for finding in wrong}
    assert [finding.id for finding in wrong if not finding.remedy] == []


def test_edition_that_is_whole_is_well(findings, home):
    write_edition(home / "editions")

    assert findings()["edition"].state == "well"


@pytest.mark.parametrize("harm", [b"", b"other bytes of no such sum"])
def test_damaged_edition_is_found(findings, home, harm):
    write_edition(home / "editions")
    reader = Reader(home / "editions")
    reader.refresh()
    entry = reader.find("/event/a/")
    blob = blob_path(home / "editions", entry.blob)
    blob.write_bytes(harm.ljust(blob.stat().st_size, b"!") if harm else b"")

    found = findings()["edition.damaged"]

    assert found.state == "wrong"
    assert entry.path in found.says


def test_hold_is_noted(findings, home):
    write_edition(home / "editions")
    (home / "editions" / "hold").touch()

    assert findings()["edition.hold"].state == "note"


def test_home_that_cannot_be_written_is_wrong(findings):
    found = findings(VERKSTAD_HOME="/proc/verkstad")["home.writable"]  # where not even root may write

    assert found.state == "wrong"
    assert found.remedy


def test_little_room_is_noted(findings, monkeypatch):
    monkeypatch.setattr(doctor, "LITTLE_ROOM", 2**62)

    assert findings()["home.room"].state == "note"


def test_key_that_others_can_read_is_wrong(findings, home):
    (home / "keys").mkdir()
    (home / "keys" / "secret_key").write_text("x")
    (home / "keys" / "secret_key").chmod(0o644)

    assert findings()["home.key"].state == "wrong"


@pytest.mark.parametrize(
    ("environ", "finding"),
    [
        ({"VERKSTAD_DEBUG": "1"}, "settings.debug"),
        ({"VERKSTAD_BASE_URL": "http://workshops.example.org"}, "settings.https"),
        ({"VERKSTAD_BASE_URL": "https://workshops.example.org"}, "settings.proxies"),
        ({"VERKSTAD_HOST": "0.0.0.0"}, "settings.base_url"),
        ({}, "settings.contact"),
        ({"VERKSTAD_CONTACT_EMAIL": "a@example.org"}, "settings.mail"),
        ({"DATABASE_URL": "postgres://127.0.0.1:1/none"}, "database.away"),
    ],
)
def test_settings_that_fit_each_other_badly_are_told(findings, environ, finding):
    assert findings(**environ)[finding].state != "well"


@pytest.mark.parametrize(("migrated", "finding"), [(False, "database.migrations"), (True, "database")])
def test_database_of_an_earlier_version_is_told(home, migrated, finding):
    if migrated:
        shutil.copy(migrated_database(), home / "database.sqlite3")
    else:
        sqlite3.connect(home / "database.sqlite3").close()
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    done = subprocess.run(
        [sys.executable, "-m", "verkstad.site.command", "doctor", "--json"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr  # there is no edition
    assert finding in {found["id"] for found in json.loads(done.stdout)}


def test_fault_of_the_doctor_is_a_finding(findings, monkeypatch):
    def _faint(settings):
        raise ValueError("odd")
        yield

    monkeypatch.setattr(doctor, "LOOKS", (_faint,))

    assert findings()["faint"].says == "ValueError: odd"


def test_a_model_for_speech_is_looked_at_when_one_is_chosen(findings, speech_parts, tmp_path):
    folder = tmp_path / "kb-whisper-small"
    folder.mkdir()
    (folder / "config.json").write_text("{}")

    assert "speech" not in findings()
    lacking = findings(VERKSTAD_TRANSCRIBE_MODEL=str(folder))["speech"]
    assert (lacking.state, "model.bin, tokenizer.json" in lacking.says) == ("wrong", True)
    for name in ("model.bin", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_text("{}")
    assert findings(VERKSTAD_TRANSCRIBE_MODEL=str(folder))["speech"].says.endswith("kb-whisper-small.")


def test_a_model_for_speech_without_the_extra_part_is_wrong(findings, monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)

    found = findings(VERKSTAD_TRANSCRIBE_MODEL="KBLab/kb-whisper-small")["speech"]

    assert (found.state, "verkstad[transcribe]" in found.says) == ("wrong", True)
