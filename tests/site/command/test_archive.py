# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from tests.exchange.dossiers import full_dossier
from tests.factories import make_event, make_material
from verkstad.archive.actions.addresses import note_answer
from verkstad.archive.actions.events import cancel_event
from verkstad.archive.choices import AddressResult
from verkstad.archive.models import Event, Material, Person
from verkstad.edition.store import Reader, current_number, numbers
from verkstad.exchange.dossier_folder import export_to
from verkstad.intake.save import NotSaved
from verkstad.records.dossier import Dossier
from verkstad.site.command import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A dossier on disk."""
    export_to(tmp_path / "dossier", without_files(full_dossier()))
    return tmp_path / "dossier"


@pytest.fixture
def run(home, monkeypatch):
    """Run a command in this process, on the test's database."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def invoked(*words, exit_code=0):
        result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
        assert exit_code in {result.exit_code, None}, result.output
        return result

    return invoked


def without_files(dossier: Dossier) -> Dossier:
    """The dossier without uploaded files: their bytes are not in it, so an edition could not show them."""

    def bare(value):
        if isinstance(value, dict):
            return {
                name: bare(each)
                for name, each in value.items()
                if name not in {"image", "file", "file_name", "size_bytes", "earlier_files"}
                and not (name == "text" and "state" in value)
            }
        return [bare(each) for each in value] if isinstance(value, list) else value

    return Dossier.model_validate_json(json.dumps(bare(dossier.model_dump(mode="json"))))


def files(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_dossier_that_is_imported_and_exported_is_the_same(run, folder, tmp_path):
    report = json.loads(run("import", folder, "--json").stdout)
    exported = json.loads(run("export", tmp_path / "out", "--json").stdout)

    assert report["kept"] is True
    assert files(tmp_path / "out") == files(folder)
    assert exported["files"] == len(files(folder))
    assert json.loads(run("import", tmp_path / "out", "--json").stdout)["counts"]["events"]["changed"] == 0


def test_dry_run_changes_nothing(run, folder):
    said = run("import", folder, "--dry-run").stdout

    assert "Nothing was changed" in said
    assert not Event.objects.exists()


def test_faults_of_a_dossier_are_told_by_file_line_and_field(run, folder):
    (event, *_others) = sorted((folder / "events").glob("*.yaml"))
    event.write_text(event.read_text("utf-8").replace("start_date:", "start_dat:"), "utf-8")

    result = run("import", folder, exit_code=1)
    problems = json.loads(run("import", folder, "--json", exit_code=1).stdout)["problems"]

    assert f"events/{event.name}:" in result.stderr
    assert "start_dat" in result.stderr
    assert {problem["file"] for problem in problems} == {f"events/{event.name}"}
    assert not Event.objects.exists()


def test_folder_without_a_dossier_is_told(run, tmp_path):
    assert "no such folder" in run("import", tmp_path / "none", exit_code=2).stderr
    assert run("check", tmp_path / "none", "--json", exit_code=2).stdout.startswith("{")


def test_archive_that_refuses_is_told_as_json(run, folder, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise NotSaved("It is closed.")

    monkeypatch.setattr("verkstad.intake.save.save_dossier", refuse)

    (problem,) = json.loads(run("import", folder, "--json", exit_code=1).stdout)["problems"]
    assert problem["kind"] == "not-saved"
    assert "It is closed." in problem["message"]


def test_empty_archive_does_not_replace_a_dossier_that_has_events(run, folder):
    before = files(folder)

    assert "right archive" in run("export", folder, exit_code=1).stderr
    assert files(folder) == before


def test_publish_rollback_and_release(run, folder, home):
    run("import", folder)
    first = json.loads(run("publish", "--json").stdout)
    assert "Nothing has changed" in run("publish").stdout
    inode = (home / "editions" / "current").stat().st_ino
    again = json.loads(run("publish", "--all", "--json").stdout)
    assert again["number"] == first["number"]  # the same archive gives the same bytes
    assert (home / "editions" / "current").stat().st_ino == inode  # what is whole is kept

    event = Event.objects.filter(live=True, status="scheduled").order_by("slug").first()
    cancel_event(event, note=None, by=None, at=event.last_published_at)
    second = json.loads(run("publish", "--json").stdout)["number"]
    assert second > first["number"]

    assert json.loads(run("rollback", "--json").stdout)["number"] < second
    assert "rollback" in run("publish", exit_code=1).stderr
    assert json.loads(run("publish", "--release", "--json").stdout)["number"] >= second
    assert [each["number"] for each in json.loads(run("rollback", "--list", "--json").stdout) if each["shown"]] == [
        current_number(home / "editions")
    ]
    assert "not kept" in run("rollback", "--to", "999", exit_code=2).stderr


@pytest.mark.parametrize(
    "harm", ["root of another format", "root cut short", "shards gone", "blobs cut short", "blobs with other bytes"]
)
def test_damaged_edition_is_made_anew(run, folder, home, harm):
    run("import", folder)
    run("publish")
    editions = home / "editions"
    before = {entry.path: entry.sha256 for entry in entries(editions)}
    root = (editions / "current").resolve()
    shards, blobs = list(editions.glob("shards/*")), list(editions.glob("blobs/*/*"))
    if harm == "root of another format":
        root.write_text(root.read_text().replace("verkstad-edition/", "verkstad-edition/0"))
    elif harm == "root cut short":
        root.write_text(root.read_text()[:50])
    elif harm == "shards gone":
        [file.unlink() for file in shards]
    else:
        for file in blobs:
            content = file.read_bytes()
            file.write_bytes(content[:-1] if harm == "blobs cut short" else bytes(len(content)))

    run("publish", "--all")

    reader = Reader(editions)
    reader.refresh()
    assert {entry.path: hashlib.sha256(reader.read(entry)).hexdigest() for entry in reader.entries()} == before


def entries(editions):
    reader = Reader(editions)
    reader.refresh()
    return list(reader.entries())


def test_rollback_without_an_edition_is_told(run):
    assert "no earlier edition" in run("rollback", exit_code=1).stderr


def test_edition_as_ordinary_files(run, folder, tmp_path):
    run("import", folder)

    run("publish", "--tree", tmp_path / "www")

    assert (tmp_path / "www" / "index.html").read_bytes()
    assert (tmp_path / "www" / "index.html.gz").exists()
    (tmp_path / "other").mkdir()
    assert "does not exist" in run("publish", "--tree", tmp_path / "other", exit_code=2).stderr


def test_person_is_taken_out_of_archive_and_pages(run, folder, home):
    run("import", folder)
    run("publish")
    person = Person.objects.filter(live=True, appearances__isnull=False).order_by("slug").first()
    assert person.name.encode() in everything(home)

    taken = json.loads(run("person", "out", f"/person/{person.slug}/", "--json").stdout)

    assert taken["events"]
    assert not Person.objects.filter(pk=person.pk).exists()
    assert numbers(home / "editions") == [current_number(home / "editions")]
    assert person.name.encode() not in everything(home)
    assert "no person" in run("person", "out", person.slug, exit_code=2).stderr


def everything(home) -> bytes:
    """All bytes that readers can get."""
    reader = Reader(home / "editions")
    reader.refresh()
    return b"\n".join(reader.read(entry) for entry in reader.entries() if entry.location is None)


def test_check_tells_what_to_do_and_exits_with_1_when_there_are_errors(run, folder):
    run("import", folder)
    findings = json.loads(run("check", "--json", exit_code=None).stdout)
    errors = [finding for finding in findings if finding["severity"] == "error"]

    result = run("check", "--least", "error", exit_code=1 if errors else 0)

    assert {finding["severity"] for finding in findings} <= {"error", "warning", "advice"}
    assert findings
    assert all(finding["message"] and finding["slug"] for finding in findings)
    assert result.stdout.count("[") >= len(errors)
    one = findings[-1]["check"]
    only = json.loads(run("check", "--json", "--only", one, exit_code=None).stdout)
    assert only == [finding for finding in findings if finding["check"] == one]
    assert "no check" in run("check", "--only", "nonsense", exit_code=2).stderr


def test_dossier_is_checked_without_an_archive(run, folder):
    findings = json.loads(run("check", folder, "--json", exit_code=None).stdout)

    run("import", folder)
    assert findings == json.loads(run("check", "--json", exit_code=None).stdout)
    assert "no such folder" in run("check", folder / "none", exit_code=2).stderr


def test_addresses_elsewhere_are_looked_at_when_asked_and_dead_ones_are_told(run, folder, monkeypatch):
    make_material(make_event(), url="https://a.se/borta")
    for days in (9, 8, 5):
        note_answer("https://a.se/borta", AddressResult.GONE, 404, at=datetime.now(UTC) - timedelta(days=days))
    (found,) = json.loads(run("check", "--json", "--only", "address.gone").stdout)
    assert found["message"].startswith("https://a.se/borta is gone: it has answered 404 since ")

    # An address that the guard lets nobody ask for: nothing leaves the machine.
    Material.objects.update(url="http://192.168.1.1/")
    said = run("check", "--links", exit_code=None)
    assert "1 cannot be checked" in said.stderr
    assert "address.gone" not in said.stdout

    assert "Leave FOLDER out" in run("check", folder, "--links", exit_code=2).stderr
    monkeypatch.setenv("VERKSTAD_LINK_CHECK", "0")
    assert "VERKSTAD_LINK_CHECK is 0" in run("check", "--links", exit_code=2).stderr
