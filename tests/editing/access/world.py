# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small archive in two halves, and somebody in each role for one half or for all: what the table of permissions is asked in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractUser
from wagtail.models import Revision

from tests.factories import (
    NOON,
    TODAY,
    make_event,
    make_material,
    make_organisation,
    make_person,
    make_recording,
    make_series,
    make_topic,
    make_user,
)
from verkstad.archive.actions.captions import keep_version, put_captions
from verkstad.archive.actions.drafting import put_aside
from verkstad.archive.actions.merging import merge
from verkstad.archive.models import CaptionTrack, DisposalRule, Organiser, Root, StoredFile
from verkstad.archive.models.files import media

KINDS = ("event", "material", "recording", "person", "organisation", "topic", "series")


@dataclass
class Half:
    """One series with a workshop that is only a draft, and what belongs to it. Each thing has two revisions."""

    name: str
    series: Root
    things: dict[str, Root] = field(default_factory=dict)
    seconds: dict[str, Root] = field(default_factory=dict)
    """Another thing of each kind, for what is done to two."""
    revisions: dict[str, list[Revision]] = field(default_factory=dict)
    captions: CaptionTrack | None = None
    """Of its recording, and once kept as a version."""
    asides: dict[str, Revision] = field(default_factory=dict)
    """What somebody wrote while another saved."""


@dataclass
class World:
    own: Half
    other: Half
    users: dict[str, AbstractUser]
    outsider: AbstractUser
    """A member whom the table never asks as: what is theirs alone is nobody else's."""
    sha256: str
    """A file that the materials of both halves have, and that is on the disk."""
    merge: Any
    rule: DisposalRule


def make_world() -> World:
    """Own: what the scoped members may work with. Other: what they may not. Shared things are in both."""
    host = make_organisation()
    sha256 = media().write(b"%PDF-1.4 of nobody in particular")
    StoredFile.objects.create(
        sha256=sha256, size_bytes=32, media_type="application/pdf", original_name="bilder.pdf", uploaded_at=NOON
    )
    own, other = _half("own", host, sha256), _half("other", None, sha256)
    users = {
        "administrator": make_user("administrator@example.se", role="administrator"),
        "editor": make_user("editor@example.se", role="editor"),
        "contributor": make_user("contributor@example.se", role="contributor"),
        "reviewer": make_user("reviewer@example.se", role="reviewer"),
        "editor of a series": make_user("of-series@example.se", role="editor", series=own.series),
        "editor of an organisation": make_user("of-organisation@example.se", role="editor", organisation=host),
        "contributor of a series": make_user("writes@example.se", role="contributor", series=own.series),
        "reviewer of a series": make_user("reads@example.se", role="reviewer", series=own.series),
    }
    rule = DisposalRule.objects.create(
        name="Regel", reference="1", covers="Allt", decided_by="Chefen", decided_on=TODAY, valid_from=TODAY
    )
    merged = merge(make_person(), make_person(), by=None, at=NOON)
    return World(own, other, users, make_user("outsider@example.se", role="editor"), sha256, merged, rule)


def _half(name: str, host: Any, sha256: str) -> Half:
    half = Half(name, make_series())
    for made in (half.things, half.seconds):
        event = make_event(live=False, series=half.series, title=f"Utkast {name}")
        if host is not None:
            event.organisers.add(Organiser(organisation=host, role="host"))
            event.save()
        made["event"] = event
        made["material"] = make_material(
            event, live=False, title=f"Underlag {name}", file=sha256, file_name="bilder.pdf"
        )
        made["recording"] = make_recording(event, live=False)
        made["person"] = make_person(live=False)
        made["organisation"] = make_organisation(live=False)
        made["topic"] = make_topic(live=False)
        made["series"] = half.series
    cues = [{"id": "a", "start": 0, "end": 1, "text": f"Sagt {name}"}]
    half.captions = put_captions(
        half.things["recording"], "sv", cues, state="machine", origin="", by=None, at=NOON
    )  # fmt: skip
    keep_version(half.captions, by=None, at=NOON)
    for kind in KINDS:
        thing = half.things[kind]
        half.revisions[kind] = [thing.save_revision(), thing.save_revision()]
        half.asides[kind] = put_aside(thing, based_on="", by=None, at=NOON)
    return half
