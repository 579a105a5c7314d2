# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of taking down, of what is held and of disposal over HTTP."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.editing.things.sending import sent_by
from tests.factories import NOON, make_user
from verkstad.archive.actions.disposing import destroy_what_is_decided, dispose, save_rule
from verkstad.archive.actions.files import put_file
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.actions.withdrawing import reinstate, withdraw
from verkstad.archive.errors import (
    BytesGone,
    NotAllowed,
    NotWithdrawn,
    RuleInUse,
    RuleNotInForce,
    StillShown,
    UsedElsewhere,
)
from verkstad.archive.models import (
    Appearance,
    Claim,
    Disposal,
    DisposalRule,
    FileVersion,
    Material,
    Person,
    Recording,
    StoredFile,
    Tombstone,
    Topic,
    Withdrawal,
)
from verkstad.archive.models.files import media
from verkstad.participation.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def stored(content: bytes = b"%PDF-1.7 en hemlighet", name: str = "bilder.pdf") -> StoredFile:
    sha256 = media().write(content)
    return StoredFile.objects.create(
        pk=sha256, size_bytes=len(content), media_type="application/pdf", original_name=name, uploaded_at=NOON
    )


def with_file(file: StoredFile, **values) -> Material:
    material = make.make_material(make.make_event(), file=file.pk, file_name="bilder.pdf", **values)
    material.save_revision()
    FileVersion.objects.create(
        thing_kind="material", thing_id=material.pk, file=file, file_name="bilder.pdf", put_at=NOON
    )
    return Material.objects.get(pk=material.pk)


def rule(**values) -> DisposalRule:
    defaults = {
        "name": "Handlingar av ringa betydelse",
        "reference": "RA-FS 1991:6",
        "covers": "Underlag som ersatts.",
        "decided_by": "Riksarkivet",
        "decided_on": date(2020, 1, 1),
        "valid_from": date(2020, 1, 1),
    }
    return DisposalRule.objects.create(**(defaults | values))


# ─── Taking down ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_recording_is_taken_down_with_a_reason_and_shown_again(desk: Client) -> None:
    recording = make.make_recording(make.make_event(title="Öppna data"))
    recording.save_revision()
    address = f"/edit/withdrawn/recording/{recording.pk}/"

    page = desk.get(address).content.decode()
    without = desk.post(address, {"reference": "Dnr 7"}).content.decode()
    done = desk.post(address, {"reason": "author_request", "reference": "Dnr 7"}, follow=True).content.decode()

    assert "cannot be published again" in page
    assert "Choose a reason." in without
    assert 'value="Dnr 7"' in without
    assert not Recording.objects.get(pk=recording.pk).live
    assert "Dnr 7" in done
    assert "At the author&#x27;s request" in done
    assert f"/edit/withdrawn/recording/{recording.pk}/show-again/" in done

    again = desk.post(f"{address}show-again/", follow=True).content.decode()

    assert "is shown again" in again
    assert Recording.objects.get(pk=recording.pk).live


def test_page_that_has_an_address_tells_what_readers_will_meet(desk: Client) -> None:
    topic = make.make_topic()

    page = desk.get(f"/edit/withdrawn/topic/{topic.pk}/").content.decode()

    assert "410 Gone" in page
    assert "Taken down for the protection of personal data." in page


def test_person_is_taken_out_only_by_who_has_read_it(desk: Client) -> None:
    person = make.make_person(name="Åsa Öberg")
    event = make.make_event()
    Appearance.objects.create(event=event, person=person, organisation=make.make_organisation())
    address = f"/edit/withdrawn/person/{person.pk}/"

    page = desk.get(address).content.decode()
    unread = desk.post(address, {"reason": "personal_data"}).content.decode()

    assert f"/edit/withdrawn/person/{person.pk}/{event.pk}/" in page
    assert "Tick that you have read it" in unread
    assert Person.objects.filter(pk=person.pk).exists()

    done = desk.post(address, {"reason": "personal_data", "sure": "on"}, follow=True).content.decode()

    assert not Person.objects.filter(pk=person.pk).exists()
    assert Tombstone.objects.get(pk=person.pk).reason == "personal_data"
    assert "A person, out of everything" in done
    assert "Öberg" not in done


def test_name_is_taken_out_of_one_workshop(desk: Client) -> None:
    person = make.make_person(name="Åsa Öberg")
    event, other = make.make_event(title="Åsa Öberg berättar"), make.make_event()
    for one in (event, other):
        Appearance.objects.create(event=one, person=person, organisation=make.make_organisation())

    done = desk.post(
        f"/edit/withdrawn/person/{person.pk}/{event.pk}/", {"reason": "personal_data", "sure": "on"}, follow=True
    ).content.decode()

    assert Appearance.objects.get(event=event).person is None
    assert Appearance.objects.get(event=other).person == person
    assert "Read the texts" in done
    assert Withdrawal.objects.get().event_id == event.pk


def test_who_may_not_take_down_is_refused(client: Client) -> None:
    recording = make.make_recording(make.make_event())
    person = make.make_person()
    material = with_file(stored())
    client.force_login(make_user(role="contributor"))

    for address in (
        f"/edit/withdrawn/recording/{recording.pk}/",
        f"/edit/withdrawn/recording/{recording.pk}/show-again/",
        f"/edit/withdrawn/person/{person.pk}/",
        f"/edit/withdrawn/person/{person.pk}/{recording.event_id}/",
        f"/edit/held/{person.pk}/",
        f"/edit/held/{person.pk}/json/",
        f"/edit/disposal/material/{material.pk}/",
        "/edit/disposal/",
        "/edit/disposal/rules/new/",
        "/edit/disposal/export/csv/",
        "/edit/withdrawn/",
    ):
        assert client.get(address).status_code in {302, 403}, address
        answer = client.post(address, {"reason": "withdrawn", "sure": "on"})
        assert answer.status_code in {302, 403, 405}, address

    assert Recording.objects.get(pk=recording.pk).live
    assert not Withdrawal.objects.exists()


# ─── What is held ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_held_is_told_on_a_page_as_text_and_as_json(desk: Client) -> None:
    person = make.make_person(name="Åsa Öberg", aliases=["Å. Öberg"])
    event = make.make_event(title="Öppna data")
    Appearance.objects.create(
        event=event, person=person, organisation=make.make_organisation(name="Digg"), title="chef"
    )
    make.make_material(event, creators=["Åsa Öberg"], title="Bilderna")
    make.make_recording(event)
    make.make_topic(description="Åsa Öberg kan detta.")
    event.save_revision()
    make_user("asa@example.se", role="editor")
    Message.objects.create(
        kind="contact", text="Hej", email="Asa@example.se", language="sv", received_at=NOON, keep_until=timezone.now()
    )
    query = "?mail=asa@example.se"

    quick = desk.get(f"/edit/held/{person.pk}/{query}").content.decode()
    page = desk.get(f"/edit/held/{person.pk}/{query}&all=1").content.decode()
    text = desk.get(f"/edit/held/{person.pk}/txt/{query}").content.decode()
    told = json.loads(desk.get(f"/edit/held/{person.pk}/json/{query}").content)

    assert "kan detta" not in quick
    assert "Search everything" in quick
    assert "Öppna data" in quick
    for said in (page, text):
        for words in ("Åsa Öberg", "Öppna data", "chef", "Digg", "Bilderna", "kan detta", "asa@example.se", "Hej"):
            assert words in said
        assert "not found by searching" in said
    assert [row["title"] for row in told["materials"]] == ["Bilderna"]
    assert told["appearances"][0]["organisation"] == "Digg"
    assert len(told["recordings"]) == len(told["accounts"]) == len(told["messages"]) == len(told["versions"]) == 1
    assert told["notes"] == []
    assert told["appearances"][0]["role"] == "speaker"


def test_what_is_held_is_told_in_words_and_not_in_codes(desk: Client) -> None:
    person = make.make_person(name="Åsa Öberg")
    event = make.make_event()
    Appearance.objects.create(event=event, person=person)
    make.make_recording(event)
    make.make_topic(description="Åsa Öberg kan detta.")
    Claim.objects.create(thing_kind="person", thing_id=person.pk, field="name", value="Åsa Öberg", source="sidan")
    person.save_revision()

    text = desk.get(f"/edit/held/{person.pk}/txt/", headers={"accept-language": "sv"}).content.decode()

    for words in ("Roll: Talare", "Fält: Namn", "Fält: Beskrivning", f"Om: Person {person.pk}", "Läge: Publicerad"):
        assert words in text
    assert not re.search(r"speaker|description|published|\dT\d", text)


# ─── Disposal ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_withdrawn_file_is_destroyed_under_a_rule_and_leaves_its_sum(desk: Client) -> None:
    file = stored()
    material = with_file(file)
    withdraw(material, reason="personal_data", by=None, at=NOON)
    kept = rule()
    address = f"/edit/disposal/material/{material.pk}/"

    page = desk.get(address).content.decode()
    without_rule = desk.post(address, {"file": file.pk, "sure": "on"}).content.decode()
    assert media().has(file.pk)
    done = desk.post(address, {"file": file.pk, "rule": kept.pk, "sure": "on"}, follow=True).content.decode()

    assert "bilder.pdf" in page
    assert "Nothing is destroyed without a disposal rule" in without_rule
    assert not media().has(file.pk)
    disposal = Disposal.objects.get()
    assert (disposal.sha256, disposal.rule, disposal.what) == (file.pk, kept, "bilder.pdf")
    assert disposal.destroyed_at is not None
    assert file.pk in done
    with pytest.raises(BytesGone):
        reinstate(Material.objects.get(pk=material.pk), by=None, at=NOON)
    assert "cannot be shown again" in desk.get(f"/edit/withdrawn/material/{material.pk}/show-again/").content.decode()


@pytest.mark.parametrize(("version", "licence"), [("seen", None), ("latest", "CC0-1.0")])
def test_a_later_draft_is_shown_again_only_when_it_is_chosen(desk: Client, version, licence) -> None:
    material = make.make_material(make.make_event(), live=False)
    material.save_revision()
    publish(material, by=None, at=NOON)
    save_draft(Material.objects.get(pk=material.pk), {"licence": "CC0-1.0"}, by=None, at=NOON)
    withdraw(Material.objects.get(pk=material.pk), reason="mistake", by=None, at=NOON)
    address = f"/edit/withdrawn/material/{material.pk}/show-again/"

    page = desk.get(address).content.decode()
    [compare] = re.findall(r'href="([^"]+/compare/[^"]+)"', page)
    assert desk.get(compare).status_code == 200
    desk.post(address, {"version": version})

    assert Material.objects.get(pk=material.pk).live
    assert Material.objects.get(pk=material.pk).licence == licence


def test_what_readers_reach_or_nobody_withdrew_is_not_destroyed() -> None:
    file = stored()
    shown, draft = with_file(file), with_file(stored(b"%PDF ett utkast"), live=False)

    with pytest.raises(StillShown):
        dispose(shown, file.pk, rule(), by=None, at=timezone.now())
    with pytest.raises(NotWithdrawn):
        dispose(draft, draft.file, DisposalRule.objects.get(), by=None, at=timezone.now())

    assert media().has(file.pk)


def test_file_that_another_uses_is_not_destroyed() -> None:
    file = stored()
    material, _other = with_file(file), with_file(file, title="Den andra")
    withdraw(material, reason="rights", by=None, at=NOON)

    with pytest.raises(UsedElsewhere, match="Den andra"):
        dispose(material, file.pk, rule(), by=None, at=timezone.now())

    assert media().has(file.pk)


def test_replaced_file_is_destroyed_while_the_thing_is_shown() -> None:
    first, second = stored(), stored(b"%PDF-1.7 den nya")
    material = with_file(first)
    put_file(material, second, name="nya.pdf", by=None, at=NOON)
    material = Material.objects.get(pk=material.pk)
    with pytest.raises(StillShown):
        dispose(material, first.pk, rule(), by=None, at=timezone.now())
    material.latest_revision.publish(skip_permission_checks=True)

    dispose(Material.objects.get(pk=material.pk), first.pk, DisposalRule.objects.get(), by=None, at=timezone.now())

    assert not media().has(first.pk)
    assert media().has(second.pk)


def test_rule_must_hold_on_the_day_and_stays_as_it_was_used(desk: Client) -> None:
    file = stored()
    material = with_file(file)
    withdraw(material, reason="rights", by=None, at=NOON)
    old = rule(valid_until=date(2021, 1, 1))

    with pytest.raises(RuleNotInForce):
        dispose(material, file.pk, old, by=None, at=timezone.now())
    assert "No disposal rule holds today" in desk.get(f"/edit/disposal/material/{material.pk}/").content.decode()
    kept = rule(reference="2")
    dispose(material, file.pk, kept, by=None, at=timezone.now())
    kept.covers = "Allt."
    with pytest.raises(RuleInUse):
        save_rule(kept, by=None, at=NOON)


def test_rule_is_written_down_with_a_sentence_for_what_is_wrong(desk: Client) -> None:
    values = {
        "name": "Regeln",
        "reference": "Dnr 1",
        "covers": "Det som ersatts.",
        "decided_by": "Styrelsen",
        "decided_on": "2026-02-01",
        "valid_from": "2026-01-01",
    }

    wrong = desk.post("/edit/disposal/rules/new/", values).content.decode()
    desk.post("/edit/disposal/rules/new/", {**values, "valid_from": "2026-02-01"})
    twice = desk.post("/edit/disposal/rules/new/", {**values, "valid_from": "2026-02-01"}).content.decode()

    assert "cannot hold before it was decided" in wrong
    assert "Det som ersatts." in wrong
    assert DisposalRule.objects.get().reference == "Dnr 1"
    assert "There is a rule with that reference already." in twice


def test_only_administrators_dispose() -> None:
    file = stored()
    material = with_file(file)
    withdraw(material, reason="rights", by=None, at=NOON)

    with pytest.raises(NotAllowed):
        dispose(material, file.pk, rule(), by=make_user(role="editor"), at=timezone.now())

    assert media().has(file.pk)


def test_disposal_that_was_broken_off_is_done_later(monkeypatch: pytest.MonkeyPatch) -> None:
    file = stored()
    material = with_file(file)
    withdraw(material, reason="rights", by=None, at=NOON)

    def refuse(*_: object) -> None:
        raise OSError("no")

    with monkeypatch.context() as broken:
        broken.setattr("verkstad.archive.media.Media.destroy", refuse)
        with pytest.raises(OSError, match="no"):
            dispose(material, file.pk, rule(), by=None, at=timezone.now())
    assert Disposal.objects.get().destroyed_at is None

    assert destroy_what_is_decided(at=NOON) == 1
    assert not media().has(file.pk)
    assert destroy_what_is_decided(at=NOON) == 0


def test_report_of_disposals_is_taken_along_without_formulas(desk: Client) -> None:
    file = stored(name="=cmd()|'x'.pdf")
    material = with_file(file)
    withdraw(material, reason="rights", by=None, at=NOON)
    dispose(material, file.pk, rule(), by=None, at=timezone.now())

    table = desk.get("/edit/disposal/export/csv/").content.decode("utf-8-sig")
    lines = desk.get("/edit/disposal/export/jsonl/").content.decode()

    (row,) = list(csv.DictReader(io.StringIO(table)))
    assert row["SHA-256"] == file.pk
    assert row["What"].startswith("'=cmd")
    assert json.loads(lines)["reference"] == "RA-FS 1991:6"


def test_held_back_thing_is_not_published_from_its_form(desk: Client) -> None:
    topic = make.make_topic(name="E-arkiv")
    topic.save_revision()
    withdraw(topic, reason="mistake", by=None, at=NOON)
    address = f"/edit/topics/edit/{topic.pk}/"

    answer = desk.post(address, {**sent_by(desk.get(address)), "action-publish": "1"}, follow=True)

    assert answer.status_code == 200
    assert not Topic.objects.get(pk=topic.pk).live
    assert "was taken down for a reason that holds" in answer.content.decode()
