# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The preview: what the edition will show, shown to editors and to nobody else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from tests.editing.versions.forms import edit, page_of, sent_by, text_of
from tests.factories import (
    NOON,
    TODAY,
    make_event,
    make_material,
    make_organisation,
    make_person,
    make_series,
    make_topic,
    make_user,
)
from verkstad.archive.actions.drafting import keep_draft
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.actions.together import publish_with_named
from verkstad.archive.models import AgendaItem, Appearance, Event, Organiser, Relation, TopicLink
from verkstad.edition import publish as publishing
from verkstad.edition.memory import MemoryLibrary
from verkstad.edition.preview import KeptState, library_of, render_preview
from verkstad.edition.rendering import render_event
from verkstad.edition.source import RecordsSource
from verkstad.records.published import Draft, Site
from verkstad.records.read import published
from verkstad.records.read_preview import preview_of

pytestmark = pytest.mark.django_db

SITE = Site(base_url="https://example.se", name="NOSAD")


@pytest.fixture
def event() -> Any:
    person, organisation, topic = make_person(live=False), make_organisation(live=False), make_topic()
    series = make_series(name="Nätverket")
    return make_event(
        live=False,
        series=series,
        title={"sv": "Arkiv i drift", "en": "Archives at work"},
        start_date=TODAY + timedelta(days=400),
        meeting_address_url="https://meet.example.se/hemligt",
        attendance_number=5,
        agenda=[AgendaItem(title_sv="Inledning")],
        appearances=[Appearance(person=person, organisation=organisation)],
        organisers=[Organiser(organisation=make_organisation())],
        topics=[TopicLink(topic=topic)],
        relations=[Relation(event=make_event(series=series))],
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_preview_is_byte_for_byte_what_the_edition_shows_once_it_is_published(event, language):
    make_material(event, live=False)
    at = datetime(2026, 6, 1, tzinfo=UTC)
    seen = preview_of(Event.objects.get(pk=event.pk), at=at)
    before = render_preview(seen, MemoryLibrary(published(at), SITE), language)

    publish_with_named(event, by=None, at=at)

    after = render_event(MemoryLibrary(published(at), SITE), event.pk, language)
    assert before.decode().splitlines() == after.decode().splitlines()
    assert b"hemligt" not in before


def test_what_is_not_published_with_it_is_left_out_and_told(desk):
    gone = make_person(live=False, name="Borttagen Person", first_published_at=NOON)
    new = make_person(live=False, name="Ny Person")
    event = make_event(live=False, appearances=[Appearance(person=gone), Appearance(person=new)])
    make_material(event, live=False, title="Bilderna")

    said = text_of(desk.get(page_of("frame", event)))

    assert "Draft – readers do not see this" in said
    assert "Published together with it: “Ny Person”" in said
    assert "Not published, and so not shown: “Bilderna”, “Borttagen Person”" in said or "Bilderna" in said
    assert said.count("Borttagen Person") == 1


def test_the_preview_is_over_the_running_edition_and_leaves_it_alone(event, tmp_path):
    publishing.publish(tmp_path, source=RecordsSource(published(NOON)), site=SITE, at=NOON, jobs=1)
    files = {
        path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and "sqlite" not in path.name
    }

    with library_of(tmp_path, SITE, at=NOON) as beneath:
        page = render_preview(preview_of(event, at=NOON), beneath, "sv")
        organisation = make_organisation(name="Ny myndighet", live=False)
        thing = render_preview(preview_of(organisation, at=NOON), beneath, "sv")

    assert "Arkiv i drift" in page.decode()
    assert "Ny myndighet" in thing.decode()
    after = {
        path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and "sqlite" not in path.name
    }
    assert after == files


def test_the_state_of_the_edition_is_opened_to_read_and_nothing_else(event, tmp_path):
    import sqlite3

    publishing.publish(tmp_path, source=RecordsSource(published(NOON)), site=SITE, at=NOON, jobs=1)
    state = KeptState(tmp_path / "state.sqlite")

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        state.put("x", "y")
    state.close()


def test_no_public_writer_takes_a_draft(event):
    draft = preview_of(event, at=NOON).draft

    assert isinstance(draft, Draft)
    with pytest.raises(Exception, match=r"has no attribute"):
        MemoryLibrary(published(NOON).model_copy(update={"events": (draft,)}), SITE)


@pytest.mark.parametrize("make", [make_person, make_organisation, make_topic, make_series])
def test_every_root_with_a_page_has_a_preview(desk, make):
    thing = make()
    save_draft(thing, {"name": "Nytt namn" if make is make_person else {"sv": "Nytt namn"}}, by=None, at=NOON)

    said = text_of(desk.get(page_of("frame", thing)))

    assert "Nytt namn" in said
    assert "Draft – readers do not see this" in said


def test_a_material_is_shown_where_readers_will_meet_it(desk):
    event = make_event(title="Workshoppen")
    material = make_material(event, live=False, title="Bilderna", url="https://example.se/b.pdf")

    said = text_of(desk.get(page_of("frame", material)))

    assert "Workshoppen" in said
    assert "Bilderna" in said


def test_a_draft_that_is_not_whole_says_what_is_missing(desk):
    event = make_event(live=False)
    draft = event.get_latest_revision_as_object()
    draft.title_sv = None
    keep_draft(draft, by=None, at=timezone.now(), based_on=None, whole=False)

    page = desk.get(page_of("frame", event))

    assert page.status_code == 200
    assert "The page cannot be shown yet" in text_of(page)


def test_our_own_frame_may_show_it_and_nobody_elses(desk, client):
    event = make_event()

    page = desk.get(page_of("frame", event))

    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert client.get(page_of("frame", event)).status_code == 302


def test_the_frame_has_the_editions_style_in_the_colours_asked_for(desk):
    event = make_event()
    for scheme, gone in (("dark", "not all"), ("light", "{:root{--birch:#1")):
        page = desk.get(page_of("frame", event), {"scheme": scheme}).content.decode()
        style = re.search(r'href="(/edit/preview-assets/[^"]+\.css)"', page)[1]
        css = desk.get(style).content.decode()
        assert f"color-scheme:{scheme}" in css
        assert "prefers-color-scheme" not in css
        assert ("@media all" in css) == (scheme == "dark"), gone
        font = re.search(r"url\(\"?(/edit/preview-assets/[^\")]+)", css)[1]
        assert desk.get(font)["Content-Type"] == "font/woff2"
    assert desk.get("/edit/preview-assets/light/../../settings.py").status_code in {301, 302, 400, 404}


def test_languages_and_choices_that_make_no_sense_fall_back(desk, event):
    assert 'lang="en"' in desk.get(page_of("frame", event), {"language": "en"}).content.decode()[:200]
    assert 'lang="sv"' in desk.get(page_of("frame", event), {"language": "<x>", "scheme": "x"}).content.decode()[:200]
    page = desk.get(page_of("preview", event), {"width": "narrow", "language": "en", "scheme": "dark"})
    assert "versions-narrow" in page.content.decode()
    assert "language=en&amp;scheme=dark" in page.content.decode()


def test_what_is_typed_and_not_saved_is_shown_beside_the_form(desk, desk_of, bo):
    event = make_event(title="Förr", venue="Sal 1")
    sent = sent_by(desk.get(edit(event)))
    place = page_of("form_preview", event)

    answer = desk.post(place, {**sent, "title_sv": "Osparad rubrik", "venue": "Osparad sal"})

    assert answer.json() == {"is_valid": True, "is_available": True}
    page = desk.get(place, {"mode": "sv-dark", "in_preview_panel": "true"})
    assert "Osparad rubrik" in text_of(page)
    assert "/dark/" in page.content.decode()
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "Osparad" not in text_of(desk_of(bo).get(place))
    assert Event.objects.get(pk=event.pk).get_latest_revision_as_object().venue == "Sal 1"
    assert desk_of(make_user(role="reviewer")).get(place).status_code in {302, 403}


def test_the_preview_asks_as_often_for_many_speakers_as_for_few(desk, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(event: Any) -> int:
        desk.get(page_of("frame", event))
        with CaptureQueriesContext(connection) as counted:
            desk.get(page_of("frame", event))
        return len(counted)

    assert settings.VERKSTAD.editions
    few = make_event(live=False, appearances=[Appearance(person=make_person()) for _ in range(2)])
    many = make_event(live=False, appearances=[Appearance(person=make_person()) for _ in range(9)])

    assert queries(many) == queries(few)
