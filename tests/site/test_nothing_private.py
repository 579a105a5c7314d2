# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not published is in no byte of what readers can reach: by chance, over a small world that is brought into an archive.

Names that are drafts, that were withdrawn, or that belong to somebody who is not published are made up so that they occur
nowhere else; after each publishing every file of the editions, the state they keep and the change log is searched for them.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import brotli
import pytest

from tests.edition.conftest import assert_whole
from tests.edition.world import SITE, World
from tests.factories import new_id, words
from verkstad.archive.actions.events import cancel_event
from verkstad.archive.actions.merging import merge, undo_merge
from verkstad.archive.actions.people import take_person_out
from verkstad.archive.actions.publishing import publish as publish_thing
from verkstad.archive.actions.publishing import save_draft, take_down
from verkstad.archive.actions.saving import save_things
from verkstad.archive.actions.withdrawing import take_name_from_event, withdraw
from verkstad.archive.models import Appearance, Event, Material, Merge, Person, Recording
from verkstad.edition.publish import publish, rollback
from verkstad.edition.store import Reader
from verkstad.site.publishing import ArchiveSource

pytestmark = pytest.mark.django_db

GROUPS = (
    ("series", "series"),
    ("organisations", "organisation"),
    ("people", "person"),
    ("topics", "topic"),
    ("events", "event"),
)
STEPS = 14


class Desk:
    """Editors at work by chance. ``secret`` are names that no reader may meet; each way to act may add to them."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance = Random(seed)
        self.folder = folder
        self.at = datetime(2024, 5, 20, 10, tzinfo=UTC)
        self.secret: set[str] = set()
        self._count = 0
        records = World(6, seed=seed).records()
        for group, kind in GROUPS:
            contents = [thing.model_dump(exclude_none=True) for thing in getattr(records, group)]
            save_things(kind, contents, by=None, at=self.at)
        self.publish()

    def name(self) -> str:
        self._count += 1
        return f"Hemliga Zqx{self._count}ström"

    def some(self, model: Any, **among: Any) -> Any:
        keys = sorted(model.objects.filter(**among).order_by("pk").values_list("pk", flat=True))
        return model.objects.get(pk=self.chance.choice(keys)) if keys else None

    def publish(self) -> None:
        self.at += timedelta(hours=1)
        publish(self.folder, source=ArchiveSource(), site=SITE, at=self.at, jobs=1, late=self.chance.random() < 0.5)

    # ── What may happen ──

    def act(self) -> None:
        self.at += timedelta(hours=1)
        acts = (
            self.draft_a_title, self.draft_a_person, self.announce_somebody_hidden, self.withdraw_material,
            self.withdraw_recording, self.take_out, self.take_name, self.take_person_down, self.merge_and_undo,
            self.note_and_claim, self.rollback, self.cancel,
        )  # fmt: skip
        self.chance.choice(acts)()

    def draft_a_title(self) -> None:
        if event := self.some(Event, live=True):
            self.secret.add(name := self.name())
            save_draft(event, {"title": words(name), "venue": name}, by=None, at=self.at)

    def draft_a_person(self) -> None:
        self.secret.add(name := self.name())
        save_things(
            "person",
            [{"id": new_id(), "slug": f"zqx-{self._count}", "name": name, "state": "draft"}],
            by=None,
            at=self.at,
        )

    def announce_somebody_hidden(self) -> None:
        """Somebody who is not published stands on a published agenda, under a name and a title."""
        self.draft_a_person()
        person, event = Person.objects.order_by("-pk").first(), self.some(Event, live=True)
        if event:
            self.secret.add(name := self.name())
            Appearance.objects.create(event=event, person=person, billed_as=name, title=name)

    def withdraw_material(self) -> None:
        self._publish_secret_part("materials", Material)

    def withdraw_recording(self) -> None:
        self._publish_secret_part("recordings", Recording)

    def _publish_secret_part(self, kind: str, model: Any) -> None:
        """Readers see it in one edition, and in none afterwards."""
        if event := self.some(Event, live=True):
            name = self.name()
            part = model(event=event, live=False, has_unpublished_changes=True)
            part.title = words(name)
            if model is Recording:
                part.state = "published"
                part.chapters = [{"start_seconds": 1, "title": words(name)}]
            else:
                part.creators = [name]
            part.save()
            part.save_revision()
            publish_thing(part, by=None, at=self.at)
            self.publish()
            self.secret.add(name)
            withdraw(part, reason=self.chance.choice(["rights", "author_request"]), by=None, at=self.at)

    def _known_person(self) -> tuple[Person, Event] | None:
        event = self.some(Event, live=True, has_unpublished_changes=False)  # else its secret draft would be published
        if event is None:
            return None
        name = self.name()
        key = new_id()
        save_things("person", [{"id": key, "slug": f"zqx-{self._count}", "name": name}], by=None, at=self.at)
        person = Person.objects.get(pk=key)
        save_draft(event, {"summary": words(f"Med {name} som berättar.")}, by=None, at=self.at)
        publish_thing(Event.objects.get(pk=event.pk), by=None, at=self.at)
        Appearance.objects.create(event=event, person=person, billed_as=name)
        self.publish()
        return person, Event.objects.get(pk=event.pk)

    def take_out(self) -> None:
        if known := self._known_person():
            self.secret |= {known[0].name, known[0].slug}
            take_person_out(known[0], reason="personal_data", by=None, at=self.at)

    def take_name(self) -> None:
        """Out of the one workshop that had it; the page of the person goes too, so that the name is nowhere."""
        if known := self._known_person():
            self.secret.add(known[0].name)
            take_name_from_event(*known, reason="personal_data", by=None, at=self.at)
            take_down(known[0], reason="withdrawn", by=None, at=self.at)

    def take_person_down(self) -> None:
        if known := self._known_person():
            person, event = known
            save_draft(event, {"summary": words("Om data.")}, by=None, at=self.at)
            publish_thing(Event.objects.get(pk=event.pk), by=None, at=self.at)
            self.secret.add(person.name)
            take_down(person, reason="withdrawn", by=None, at=self.at)

    def merge_and_undo(self) -> None:
        """Two are merged, the one that went is drafted on meanwhile, and they are parted again."""
        one, other = self.some(Person, live=True), self.some(Person, live=True)
        if one and other and one.pk != other.pk:
            merge(one, other, by=None, at=self.at)
            self.publish()
            self.secret.add(name := self.name())
            save_draft(Person.objects.get(pk=one.pk), {"name": name}, by=None, at=self.at)
            if self.chance.random() < 0.5:
                undo_merge(Merge.objects.filter(undone_at=None).first(), by=None, at=self.at)

    def note_and_claim(self) -> None:
        if event := self.some(Event, live=True):
            self.secret.add(name := self.name())
            content = {"thing_kind": "event", "thing_id": event.pk}
            from verkstad.archive.models import Claim, EditorNote  # as rows: no action writes them yet

            EditorNote.objects.create(**content, note=f"Fråga {name}.")
            Claim.objects.create(**content, field="title", value=name, source=name)

    def rollback(self) -> None:
        if len(list(self.folder.glob("[0-9]*.json"))) > 1:
            rollback(self.folder)
            (self.folder / "hold").unlink()

    def cancel(self) -> None:
        if event := self.some(Event, live=True, status="scheduled"):
            cancel_event(event, note=None, by=None, at=self.at)


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below the folder of editions; of the one that readers see each page as they get it, unpacked."""
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            yield str(file), file.read_bytes()
    reader = Reader(folder)
    reader.refresh()
    for entry in reader.entries():
        yield entry.path, reader.read(entry)
        if entry.br_size is not None:
            yield f"{entry.path} (br)", brotli.decompress(reader.read(entry, "br"))
        if entry.gzip_size is not None:
            yield f"{entry.path} (gzip)", gzip.decompress(reader.read(entry, "gzip"))


@pytest.mark.one_database
@pytest.mark.parametrize("seed", range(1, int(os.environ.get("PRIVATE_SEEDS", "4"))))
def test_what_is_not_published_is_in_no_byte(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    desk = Desk(seed, folder)

    for _ in range(STEPS):
        desk.act()
        desk.publish()
        if desk.chance.random() < 0.3:
            desk.publish()
    assert_whole(folder)

    assert len(desk.secret) > STEPS // 3
    forms = [
        (secret, form.encode())
        for secret in sorted(desk.secret)
        for form in {
            secret,
            secret.replace("ö", "\\u00f6"),
            secret.replace("ö", "&#246;"),
            secret.replace("ö", "%C3%B6"),
        }
    ]
    found = [(secret, where) for where, content in every_byte(folder) for secret, form in forms if form in content]
    assert found == []


def test_search_would_have_found_it(tmp_path: Path) -> None:
    """The same search finds a name that is published: in pages, feeds, data, state and change log."""
    folder = tmp_path / "editions"
    desk = Desk(1, folder)
    event = desk.some(Event, live=True)
    name = desk.name()
    save_draft(event, {"title": words(name)}, by=None, at=desk.at)
    publish_thing(Event.objects.get(pk=event.pk), by=None, at=desk.at)

    desk.publish()

    where = [file for file, content in every_byte(folder) if name.encode() in content]
    assert any("state.sqlite" in file for file in where)
    assert {"/changes/", "/en/changes/feed.atom", "/data/records.jsonl"} <= set(where)
    assert any("(gzip)" in file for file in where)
    assert sum("blobs" in file for file in where) > 5
