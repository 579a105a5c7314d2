# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import errno
import json

import pytest

from tests.site.command.test_archive import entries, folder, run  # noqa: F401 (fixtures)
from verkstad.archive.models import Person, Recording, Tombstone, Withdrawal
from verkstad.edition.store import numbers
from verkstad.participation.models import Message

pytestmark = pytest.mark.django_db


def test_person_out_goes_on_where_it_failed(run, folder, home, monkeypatch):  # noqa: F811 (fixtures)
    run("import", folder)
    run("publish")
    person = Person.objects.filter(live=True).order_by("slug").first()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/srv/x")

    with monkeypatch.context() as broken:
        broken.setattr("verkstad.site.publishing.publish", full)
        failed = run("person", "out", person.slug, exit_code=1)
    assert "is full" in failed.stderr
    assert failed.stderr.rstrip().endswith(f"verkstad person out {person.pk}")
    assert any(person.slug in entry.path for entry in entries(home / "editions"))

    done = json.loads(run("person", "out", person.pk, "--json").stdout)

    assert done["id"] == str(person.pk)
    assert numbers(home / "editions") == [done["edition"]]
    assert not any(person.slug in entry.path for entry in entries(home / "editions"))


def test_id_of_what_was_not_taken_out_is_nobody(run, home):  # noqa: F811 (fixtures)
    stone = Tombstone.objects.create(
        pk="01900000-0000-7000-8000-000000000000",
        thing_kind="person",
        slug="anna-berg",
        reason="withdrawn",
        at="2024-05-07T10:00Z",
    )

    for slug in (stone.pk, "anna-berg"):
        assert "no person" in run("person", "out", slug, exit_code=2).stderr


def test_message_that_is_seen_to_is_told_as_json(run, home):  # noqa: F811 (fixtures)
    message = Message.objects.create(
        kind="contact", text="x", language="sv", received_at="2024-05-07T10:00Z", keep_until="2099-01-01T00:00Z"
    )

    assert json.loads(run("messages", "--handled", message.pk, "--json").stdout) == {
        "number": message.pk,
        "done": "handled",
    }
    assert json.loads(run("messages", "--delete", message.pk, "--json").stdout)["done"] == "deleted"


def test_recording_is_withdrawn_everywhere_and_reinstated(run, folder, home):  # noqa: F811 (fixtures)
    run("import", folder)
    run("publish")
    recording = Recording.objects.filter(live=True).order_by("pk").first()

    done = json.loads(
        run("withdraw", "recording", recording.pk, "--reason", "rights", "--reference", "7", "--json").stdout
    )

    assert done == {"id": str(recording.pk), "kind": "recording", "reason": "rights", "edition": done["edition"]}
    assert numbers(home / "editions") == [done["edition"]]
    assert Withdrawal.objects.get().reference == "7"
    again = json.loads(run("reinstate", "recording", recording.pk, "--json").stdout)
    assert again["published"]
    assert "not been taken down" in run("reinstate", "recording", recording.pk, exit_code=1).stderr
    assert "There is no recording" in run("withdraw", "recording", "x", "--reason", "rights", exit_code=2).stderr


def test_what_is_held_of_a_person_is_told(run, folder, home):  # noqa: F811 (fixtures)
    run("import", folder)
    person = Person.objects.order_by("slug").first()

    told = json.loads(run("person", "held", person.slug, "--json").stdout)

    assert told["person"][0]["id"] == str(person.pk)
    assert person.name in run("person", "held", person.slug).stdout
    assert "no person" in run("person", "held", "nobody", exit_code=2).stderr
