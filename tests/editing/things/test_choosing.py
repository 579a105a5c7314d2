# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the script of the choosing field asks for, and what a form without script is answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.editing.things.sending import errors_of, sent_by
from tests.factories import DAY, TODAY, make_event, make_organisation, make_person, make_series, make_user
from verkstad.archive.models import Appearance, Organisation, Person

pytestmark = pytest.mark.django_db


def search(client: Client, kind: str, typed: str) -> Any:
    return client.get(reverse("verkstad_choosing:search", args=[kind]), {"q": typed})


def make(client: Client, kind: str, name: str, **more: str) -> Any:
    return client.post(reverse("verkstad_choosing:make", args=[kind]), {"name": name, **more})


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_person_is_told_apart_by_the_organisation_of_the_latest_appearance(desk: Client) -> None:
    maria = make_person(name="Maria Dalhage", live=False)
    scb, digg = make_organisation(name="SCB"), make_organisation(name="Myndigheten", short_name="DIGG")
    for organisation, day in ((digg, TODAY), (scb, TODAY - 30 * DAY)):
        Appearance.objects.create(event=make_event(start_date=day), person=maria, organisation=organisation)

    found = search(desk, "person", "dalh").json()["choices"]

    told = {"id": str(maria.pk), "name": "Maria Dalhage", "line": "DIGG", "draft": True}
    assert found == [told | {"organisation": str(digg.pk)}]


def test_organisation_that_readers_do_not_see_is_told_and_not_offered(desk: Client) -> None:
    person, draft = make_person(name="Maria Dalhage"), make_organisation(short_name="DIGG", live=False)
    Appearance.objects.create(event=make_event(), person=person, organisation=draft)

    (found,) = search(desk, "person", "maria").json()["choices"]

    assert found["line"] == "DIGG"
    assert "organisation" not in found


def test_at_most_ten_are_told_with_as_many_queries_for_thirty_as_for_three(desk: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = search(desk, "person", "anna")
        assert len(answer.json()["choices"]) == min(10, Person.objects.count())
        return len(queries)

    for number in range(3):
        make_person(name=f"Anna {number}")
    asked()
    few = asked()
    for number in range(27):
        make_person(name=f"Anna Berg {number}")

    assert asked() == few


def test_draft_of_another_series_is_not_named_to_who_may_not_see_it() -> None:
    ours, theirs = make_series(), make_series()
    make_event(series=ours, title="Hemligt hos oss", live=False)
    make_event(series=theirs, title="Hemligt hos dem", live=False)
    client = logged_in(make_user(role="editor", series=ours))

    assert [one["name"] for one in search(client, "event", "hemligt").json()["choices"]] == ["Hemligt hos oss"]


def test_near_duplicate_is_asked_about_and_made_only_when_sure(desk: Client) -> None:
    there = make_person(name="Maria Dalhage")

    asked = make(desk, "person", "M. Dalhage")
    assert [one["id"] for one in asked.json()["alike"]] == [str(there.pk)]
    assert Person.objects.count() == 1

    made = make(desk, "person", "M. Dalhage", sure="yes")
    person = Person.objects.get(name="M. Dalhage")
    assert made.json()["made"]["id"] == str(person.pk)
    assert (person.live, person.slug, person.latest_revision.user.email) == (False, "m-dalhage", "anna.berg@example.se")


def test_name_that_breaks_a_rule_is_refused_with_a_sentence(desk: Client) -> None:
    refused = make(desk, "person", " ")
    too_long = make(desk, "organisation", "x" * 301)

    assert refused.status_code == 422
    assert refused.json()["refused"]
    assert too_long.status_code in {201, 422}
    assert not Person.objects.exists()


def test_two_of_one_name_get_two_addresses(desk: Client) -> None:
    make(desk, "organisation", "Digg")
    make(desk, "organisation", "Digg", sure="yes")

    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["digg", "digg-2"]


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [
        ("person", "contributor", 201),
        ("person", "reviewer", 403),
        ("event", "administrator", 403),
        ("series", "administrator", 403),
    ],
)
def test_who_may_make_what_on_the_spot(kind: str, role: str, status: int) -> None:
    assert make(logged_in(make_user(role=role)), kind, "Ny").status_code == status


def test_choosing_needs_a_log_in(client: Client) -> None:
    assert search(client, "person", "a").status_code == 302
    assert make(client, "person", "A").status_code == 302
    assert not Person.objects.exists()


def edit(organisation: Organisation) -> str:
    return reverse("wagtailsnippets_archive_organisation:edit", args=[organisation.pk])


def test_id_that_may_not_be_named_is_not_taken_from_a_form() -> None:
    hidden = make_event(live=False, title="Hemligt")
    ours = make_series()
    own = make_event(series=ours)
    client = logged_in(make_user(role="editor", series=ours))
    address = reverse("wagtailsnippets_archive_material:add")
    values = sent_by(client.get(address))

    refused = client.post(address, {**values, "title_sv": "Bilder", "event": str(hidden.pk), "event_typed": "Hemligt"})
    taken = client.post(address, {**values, "title_sv": "Bilder", "event": str(own.pk), "event_typed": str(own)})

    assert refused.status_code == 200
    assert "Hemligt</" not in refused.content.decode()
    assert taken.status_code == 302, errors_of(taken)


def test_text_that_was_changed_is_looked_up_anew_whatever_the_id_says(desk: Client) -> None:
    old, new, organisation = make_organisation(name="Gamla"), make_organisation(name="Nya"), make_organisation()
    organisation.part_of = old
    organisation.save()
    values = sent_by(desk.get(edit(organisation)))
    assert (values["part_of"], values["part_of_typed"]) == (str(old.pk), "Gamla")

    desk.post(edit(organisation), {**values, "part_of_typed": "Nya"})

    organisation.refresh_from_db()
    assert organisation.get_latest_revision_as_object().part_of == new


def test_name_that_nothing_has_is_told_and_may_be_added_as_new(desk: Client) -> None:
    organisation = make_organisation()
    values = {**sent_by(desk.get(edit(organisation))), "part_of_typed": "Helt ny"}

    told = desk.post(edit(organisation), values)
    added = desk.post(edit(organisation), {**values, "part_of_pick": "new"})

    assert "Nothing here has the name “Helt ny”" in errors_of(told)
    assert sent_by(told)["part_of_typed"] == "Helt ny"
    assert added.status_code == 302, errors_of(added)
    organisation.refresh_from_db()
    assert str(organisation.get_latest_revision_as_object().part_of) == "Helt ny"
