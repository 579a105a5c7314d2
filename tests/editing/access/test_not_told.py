# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lists, choosers, history and exports tell: nobody reads the name of a draft that they may not open."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from tests.editing.access.world import World, make_world
from tests.editing.events.pages import edit_address, sent_by
from verkstad.archive.models import Appearance, Event, TopicLink

pytestmark = pytest.mark.django_db

SECRET = "Utkast other"
"""How the draft of the other half is called (tests/editing/access/world.py); its material is "Underlag other"."""
SCOPED = ["editor of a series", "editor of an organisation", "contributor of a series", "reviewer of a series"]


@pytest.fixture
def world() -> World:
    """The other half's workshop names what all share, and has a history."""
    world = make_world()
    for half in (world.own, world.other):
        event = half.things["event"]
        event.appearances.add(Appearance(person=world.own.things["person"], role="speaker"))
        event.topics.add(TopicLink(topic=world.own.things["topic"]))
        event.save()
        event.save_revision()
        ReferenceIndex.create_or_update_for_object(event)
        for thing in (event, half.things["material"]):
            log(instance=thing, action="wagtail.edit", user=None)
    return world


def _pages(world: World) -> list[str]:
    shared = world.own.things
    return [
        "/edit/",
        "/edit/to-review/",
        "/edit/history/",
        "/edit/history/export/csv/",
        "/edit/history/export/jsonl/",
        "/edit/workshops/",
        "/edit/workshops/results/?q=Utkast",
        "/edit/materials/",
        "/edit/recordings/",
        "/edit/todo/topics/",
        "/edit/todo/contradictions/",
        "/edit/todo/lacking/slides/",
        "/edit/todo/lacking/agenda/",
        "/edit/withdrawn/",
        "/edit/choose/event/?q=Utkast",
        "/edit/choose/person/?q=Person",
        "/edit/choose/topic/?q=Ämne",
        "/edit/workshop/start/",
        *(
            reverse(f"wagtailsnippets_archive_{kind}:{view}", args=[shared[kind].pk])
            for kind in ("person", "topic")
            for view in ("edit", "usage", "history")
        ),
        *(reverse("verkstad_versions:preview", args=[kind, shared[kind].pk]) for kind in ("person", "topic")),
        *(reverse("verkstad_versions:frame", args=[kind, shared[kind].pk]) for kind in ("person", "topic")),
        "/edit/duplicates/person/",
    ]


@pytest.mark.parametrize("who", ["administrator", *SCOPED])
def test_no_page_names_a_draft_of_another_series(world, who):
    client = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="sv")
    client.force_login(world.users[who])
    told, failed = [], []
    for address in _pages(world):
        answer = client.get(address)
        body = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
        if answer.status_code >= 500:
            failed.append((address, answer.status_code, str(getattr(answer, "exc_info", ""))[:300]))
        if SECRET in body or "Underlag other" in body:
            told.append(address)

    assert failed == []
    if who == "administrator":
        assert {"/edit/history/", "/edit/history/export/csv/", "/edit/workshops/", "/edit/materials/"} <= set(told)
    else:
        assert not told, "\n".join(told)


# An editor of an organisation may: wherever it organises or hosts, the workshop stays theirs.
@pytest.mark.parametrize("who", ["editor of a series", "contributor of a series"])
def test_a_form_posted_by_hand_moves_no_workshop_into_another_series(world, who):
    client = Client()
    client.force_login(world.users[who])
    event = world.own.things["event"]
    values = sent_by(client.get(edit_address(event)))
    other = str(world.other.series.pk)

    for changes in (
        {"series": other},
        {"series": other, "series_typed": str(world.other.series)},
        {"series": "", "series_typed": str(world.other.series)},
    ):
        for button in ({}, {"action-publish": "1"}):
            client.post(edit_address(event), {**values, **changes, **button})

    event = Event.objects.get(pk=event.pk)
    assert event.series == event.get_latest_revision_as_object().series == world.own.series
    assert not event.live


def test_a_contributor_who_posts_the_button_of_an_editor_publishes_nothing(world):
    client = Client()
    client.force_login(world.users["contributor of a series"])
    for kind in ("event", "person", "topic", "organisation"):
        thing = world.own.things[kind]
        address = reverse(f"wagtailsnippets_archive_{kind}:edit", args=[thing.pk])
        values = sent_by(client.get(address))

        client.post(address, {**values, "action-publish": "1"})

        assert not type(thing).objects.get(pk=thing.pk).live, kind


def test_nobody_locks_a_thing_that_others_work_on(world):
    client = Client()
    event = world.own.things["event"]
    for who in ("contributor of a series", "administrator"):
        client.force_login(world.users[who])

        client.post(reverse("wagtailsnippets_archive_event:lock", args=[event.pk]))

        assert not Event.objects.get(pk=event.pk).locked, who
