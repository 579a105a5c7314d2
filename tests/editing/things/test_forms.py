# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of the roots over HTTP: made, edited, and saved without a touch."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.editing.things.sending import errors_of, sent_by
from tests.factories import (
    make_event,
    make_material,
    make_organisation,
    make_person,
    make_recording,
    make_series,
    make_topic,
)
from verkstad.archive.models import BroaderTopic, Organisation, Person, SeriesOrganiser, Topic
from verkstad.archive.pending import as_revision
from verkstad.archive.shapes import shape_of

pytestmark = pytest.mark.django_db


def address(model: Any, view: str = "add", thing: Any = None) -> str:
    name = f"wagtailsnippets_archive_{model._meta.model_name}:{view}"
    return reverse(name, args=[thing.pk] if thing is not None else [])


def full_things() -> list[Any]:
    organisation = make_organisation(
        name={"sv": "Myndigheten för digital förvaltning", "en": "Agency for Digital Government"},
        short_name="DIGG",
        aliases=["Digg", "Myndigheten"],
        kind="authority",
        organisation_number="202100-6883",
        wikidata="Q10715464",
        part_of=make_organisation(),
        url="https://www.digg.se/",
    )
    event = make_event()
    topic = make_topic(
        name={"sv": "Öppen källkod", "en": "Open source"},
        description={"sv": "Kod.\n\nÖppen.", "en": "Code.", "translated_from": "0123456789ab"},
        aliases=["open source"],
        identities=[{"scheme": "wikidata", "value": "Q39162"}],
        broader=[BroaderTopic(topic=make_topic())],
    )
    series = make_series(
        short_name="NOSAD",
        description={"en": "About.", "original": "en"},
        default_licence="CC-BY-4.0",
        text_licence="LicenseRef-egen",
        language="nb",
        organisers=[SeriesOrganiser(organisation=organisation)],
    )
    material = make_material(
        event,
        title="Bilder",
        url="https://example.se/b.pdf",
        licence="CC0-1.0",
        creators=["Anna Berg", "Åsa Ö"],
        organisation=organisation,
        page_count=12,
    )
    recording = make_recording(
        event,
        state="published",
        places=[{"service": "YouTube", "url": "https://youtu.be/x"}, {"service": "PeerTube"}],
        captions=[{"language": "en", "state": "approved", "text": "d" * 64}, {"language": "sv", "state": "corrected"}],
        cut_in_seconds=10.0,
        cut_left_out=[{"start": 20.0, "end": 30.0}],
        audio_description="wanted",
        chapters=[
            {"start_seconds": 12.5, "title": {"sv": "Att bevara", "original": "sv"}},
            {"start_seconds": 3725.0, "title": {"sv": "Slut", "en": "End", "original": "sv"}, "agenda_item": "x"},
        ],
        length_seconds=5400.5,
    )
    person = make_person(
        name="Maria Dalhage", aliases=["M. Dalhage"], identities=[{"scheme": "web", "value": "https://x.se/"}]
    )
    return [organisation, topic, series, material, recording, person]


@pytest.mark.parametrize("place", range(6), ids=["organisation", "topic", "series", "material", "recording", "person"])
def test_saving_an_untouched_form_changes_nothing(desk: Client, place: int) -> None:
    thing = full_things()[place]
    edit = address(type(thing), "edit", thing)
    shape = shape_of(type(thing))
    before = shape.read_revision(as_revision(thing))

    page = desk.get(edit)
    answer = desk.post(edit, sent_by(page))

    assert answer.status_code == 302, errors_of(answer)
    thing.refresh_from_db()
    assert shape.read_revision(as_revision(thing.get_latest_revision_as_object())) == before


@pytest.mark.parametrize("model", [Person, Organisation, Topic])
def test_new_thing_needs_a_name_alone(desk: Client, model: Any) -> None:
    page = desk.get(address(model))
    name = "name" if model is Person else "name_sv"

    answer = desk.post(address(model), {**sent_by(page), name: "Åsa & Örjan"})

    assert answer.status_code == 302, errors_of(answer)
    made = model.objects.get()
    assert (str(made), made.slug, made.live) == ("Åsa & Örjan", "asa-och-orjan", False)


@pytest.mark.parametrize("model", [Person, Organisation, Topic])
def test_name_that_is_missing_is_told_at_the_field(desk: Client, model: Any) -> None:
    page = desk.get(address(model))

    answer = desk.post(address(model), {**sent_by(page), "action-publish": "yes"})

    assert answer.status_code == 200
    assert errors_of(answer)
    assert not model.objects.exists()


def test_form_asks_as_much_of_30_organisers_as_of_3(desk: Client) -> None:
    def asked(count: int) -> int:
        series = make_series(organisers=[SeriesOrganiser(organisation=make_organisation()) for _ in range(count)])
        edit = address(type(series), "edit", series)
        desk.get(edit)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(edit).status_code == 200
        return len(queries)

    assert asked(3) == asked(30)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("811228-9874", "personal identity number"),
        ("19811228-9874", "personal identity number"),
        ("202100-6884", "not an organisation number"),
        ("digg", "not an organisation number"),
    ],
)
def test_number_of_a_person_or_of_nobody_is_refused_and_kept_in_the_form(
    desk: Client, number: str, sentence: str
) -> None:
    page = desk.get(address(Organisation))

    answer = desk.post(address(Organisation), {**sent_by(page), "name_sv": "Firma", "organisation_number": number})

    assert answer.status_code == 200
    assert sentence in errors_of(answer)
    assert sent_by(answer)["name_sv"] == "Firma"
    assert sent_by(answer)["organisation_number"] == number
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("model", "make", "field", "name", "alike"),
    [
        (Person, make_person, "name", "Maria Dalhage", "Maria Dahlage"),
        (Organisation, make_organisation, "name_sv", "Försäkringskassan", "Forsäkringskassan"),
        (Topic, make_topic, "name_sv", "Öppen källkod", "öppen källkod"),
    ],
)
def test_one_that_is_like_another_is_asked_about_once(
    desk: Client, model: Any, make: Any, field: str, name: str, alike: str
) -> None:
    there = make(name=name)
    sent = {**sent_by(desk.get(address(model))), field: alike}

    asked = desk.post(address(model), sent)
    assert f"{name} " in errors_of(asked) or f"{name} is already here" in errors_of(asked)
    assert address(model, "edit", there) in asked.content.decode()
    assert model.objects.count() == 1
    again = {**sent_by(asked), field: "Någon helt annan"}
    another_name = desk.post(address(model), again)
    same_name = desk.post(address(model), {**sent_by(asked), "begins_as": ""})

    assert (another_name.status_code, same_name.status_code) == (302, 302)
    assert model.objects.count() == 3
