# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From files through the database and out again: the same dossier, and byte for byte the same files."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.extra.django import TestCase

import verkstad.site
from tests.exchange.dossiers import (
    DRAFT_EVENT,
    EVENT,
    HOST,
    OTHER_EVENT,
    SPEAKER,
    full_dossier,
    generated_dossiers,
    uid,
)
from tests.exchange.longest import longest_dossier
from verkstad.archive.actions.people import take_person_out
from verkstad.archive.actions.publishing import change_slug, publish, save_draft, take_down
from verkstad.archive.models import Event, Person
from verkstad.exchange.dossier import write_dossier
from verkstad.exchange.dossier_folder import export_to
from verkstad.intake.dossier import read_dossier, read_dossier_files
from verkstad.intake.save import save_dossier
from verkstad.records.base import Text
from verkstad.records.dossier import Dossier, EventFile
from verkstad.records.events import Material, Recording
from verkstad.records.read import published
from verkstad.records.read_desk import dossier as read_archive

NOSAD = Path(verkstad.site.__file__).parent / "dossiers" / "nosad"
AT = datetime(2024, 5, 10, 8, tzinfo=UTC)
LATER = AT + timedelta(days=1)

pytestmark = pytest.mark.django_db

WITHOUT_SHRINKING: dict[str, Any] = {
    "deadline": None,
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],  # a dossier is too large to be made small in good time
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}


def files_of_archive() -> dict[str, bytes]:
    return write_dossier(read_archive(LATER))


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def comes_back(dossier: Dossier) -> None:
    """Saved and read again, the dossier and its files are as they were."""
    save_dossier(dossier, at=AT)
    again = read_archive(LATER)

    assert lines_of(again) == lines_of(dossier)
    assert again == dossier


def lines_of(dossier: Dossier) -> list[str]:
    """All files of the dossier as one list of lines, which a failing test can show the difference of."""
    return [f"{name}: {line}" for name, data in write_dossier(dossier).items() for line in data.decode().split("\n")]


def test_dossier_with_everything_in_it_comes_back_equal():
    comes_back(full_dossier())


def test_the_longest_texts_and_largest_numbers_come_back():
    comes_back(longest_dossier())


def test_nosad_comes_back_and_its_second_export_is_byte_for_byte_the_first(tmp_path: Path):
    committed = read_dossier(NOSAD)

    save_dossier(committed, at=AT)
    export_to(tmp_path / "first", read_archive(LATER))
    assert without_moments(read_dossier(tmp_path / "first")) == without_moments(committed)

    empty_archive()
    save_dossier(read_dossier(tmp_path / "first"), at=LATER + timedelta(days=400))
    export_to(tmp_path / "second", read_archive(LATER + timedelta(days=800)))
    first, second = (folder_files(tmp_path / name) for name in ("first", "second"))
    assert len(first) == 50
    assert differing(first, second) == []


def without_moments(dossier: Dossier) -> Dossier:
    """A dossier made by hand need not say when its things were published: importing it is what publishes them."""
    unknown = {"published_at": None, "modified_at": None}
    fields = {name: getattr(dossier, name) for name in ("series", "organisations", "people", "topics", "events")}
    return dossier.model_copy(
        update={name: tuple(thing.model_copy(update=unknown) for thing in things) for name, things in fields.items()}
    )


def folder_files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.yaml")}


class TestAnyDossier(TestCase):
    @settings(**WITHOUT_SHRINKING, max_examples=15)
    @given(generated_dossiers())
    def test_any_dossier_comes_back_equal(self, dossier: Dossier):
        comes_back(dossier)


def event_with(**changes: Any) -> Dossier:
    """The full dossier with its published event without a draft replaced by one that differs."""
    dossier = full_dossier()
    event = EventFile(**{**dict(dossier.events[1]), **changes})
    return dossier.model_copy(update={"events": (dossier.events[0], event, dossier.events[2])})


@pytest.mark.parametrize(
    "changes",
    [
        {"draft": {"start_date": date(2024, 6, 4), "precision": "day", "start_time": time(12)}},
        {"draft": {"recordings": (Recording(id=uid(801), state="planned"),)}},
        {"draft": {"materials": (Material(id=uid(802), title=Text(sv="Bara utkast")),)}},
        {"materials": (Material(id=uid(803), title=Text(sv="A")),), "draft": {"materials": (Material(id=uid(803), title=Text(sv="B")),)}},
        {"state": "draft"},
        {"state": "draft", "published_at": None, "modified_at": None, "materials": (Material(id=uid(804), title=Text(sv="A")),)},
    ],
    ids=["date", "new recording", "new material", "changed material", "unpublished", "never published"],
)  # fmt: skip
def test_drafts_of_an_event_come_back(changes: dict[str, Any]):
    dossier = event_with(**{name: value for name, value in changes.items() if name != "draft"})
    if "draft" in changes:
        published_event = dossier.events[1]
        fields = {
            name: getattr(published_event, name)
            for name in published_event.model_fields_set - {"state", "notes", "claims", "draft"}
        }
        dossier = event_with(**{**changes, "draft": {**fields, **changes["draft"]}})

    comes_back(dossier)


def test_after_editing_the_export_can_be_imported_elsewhere():
    """What editors do leaves an archive whose dossier another archive takes and gives back as it was."""
    save_dossier(full_dossier(), at=AT)
    event = Event.objects.get(pk=EVENT)
    change_slug(event, "2024-05-07-oppna-data-i-kommuner", by=None, at=LATER)
    publish(Event.objects.get(pk=EVENT), by=None, at=LATER)
    save_draft(Event.objects.get(pk=EVENT), {"venue": "Sal 2: stora"}, by=None, at=LATER)
    save_draft(Person.objects.get(pk=HOST), {"name": "Bo Ek Lind"}, by=None, at=LATER)
    publish(Person.objects.get(pk=HOST), by=None, at=LATER)
    take_down(Event.objects.get(pk=OTHER_EVENT), reason="rights", by=None, at=LATER)
    take_person_out(Person.objects.get(pk=SPEAKER), reason="personal_data", by=None, at=LATER)
    exported = files_of_archive()

    empty_archive()
    save_dossier(read_dossier_files(exported), at=LATER)

    assert differing(files_of_archive(), exported) == []


def test_importing_its_own_export_changes_nothing_for_anybody():
    save_dossier(full_dossier(), at=AT)
    before = published(LATER)
    exported = files_of_archive()

    report = save_dossier(read_dossier_files(exported), at=LATER)

    assert (report.created, report.changed) == (0, 0)
    assert published(LATER) == before
    assert files_of_archive() == exported


def test_change_by_hand_in_a_file_is_imported_and_nothing_else():
    save_dossier(full_dossier(), at=AT)
    exported = files_of_archive()
    name = "events/2024-06-inkop.yaml"
    edited = {**exported, name: exported[name].replace(b"en: Procurement", b"en: 'Buying: how'")}
    assert differing(edited, exported) == [name]

    save_dossier(read_dossier_files(edited), at=LATER)

    assert differing(files_of_archive(), exported) == [name]
    assert read_archive(LATER).events[1].title == Text(en="Buying: how", original="en")


def test_publishing_by_hand_in_a_file_publishes():
    save_dossier(full_dossier(), at=AT)
    exported = files_of_archive()
    name = "events/2024-09-10-planeras.yaml"
    edited = {**exported, name: exported[name].replace(b"state: draft\n", b"")}

    save_dossier(read_dossier_files(edited), at=LATER)

    event = Event.objects.get(pk=DRAFT_EVENT)
    assert event.live
    assert event.first_published_at == LATER
    assert "2024-09-10-planeras" in [each.slug for each in published(LATER).events]


def empty_archive() -> None:
    """As a new installation is: nothing that a dossier writes is left."""
    from django.apps import apps
    from wagtail.models import ModelLogEntry, Revision

    models = list(apps.get_app_config("archive").get_models())
    for _attempt in models:
        for model in models:
            model.objects.all()._raw_delete("default")
    Revision.objects.all().delete()
    ModelLogEntry.objects.all().delete()
