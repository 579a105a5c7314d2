# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of merging over HTTP: what is proposed and why, what would change, doing it, undoing it."""

from __future__ import annotations

import base64

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import NOON, make_user
from verkstad.archive.actions.merging import merge
from verkstad.archive.alike import candidates
from verkstad.archive.models import Appearance, Merge, Person, ToldApart

pytestmark = pytest.mark.django_db


def appear(person: Person, event, organisation=None) -> None:
    Appearance.objects.create(event=event, person=person, organisation=organisation)


def two() -> tuple[Person, Person]:
    return (
        make.make_person(name="Maria Dalhage", slug="maria-dalhage"),
        make.make_person(name="Maria Dahlage", slug="maria-dahlage"),
    )


def test_pairs_are_proposed_with_what_speaks_for_and_against(desk: Client) -> None:
    kept, gone = two()
    organisation, event = make.make_organisation(name="Digg"), make.make_event(title="Öppna data")
    appear(kept, event, organisation)
    appear(gone, make.make_event(), organisation)
    appear(gone, event)
    make.make_person(name="Helt Annan")

    page = desk.get("/edit/duplicates/person/").content.decode()

    assert "Maria Dalhage – Maria Dahlage" in page or "Maria Dahlage – Maria Dalhage" in page
    assert "differ by one letter" in page
    assert "Both appeared for Digg in the same year: 2026" in page
    assert "Both are at the same workshop, which may speak against it: Öppna data" in page
    assert "Helt Annan" not in page


def test_same_identity_elsewhere_is_the_surest_sign() -> None:
    identity = [{"scheme": "wikidata", "value": "Q42"}]
    make.make_person(name="A. Ek", identities=identity)
    make.make_person(name="Bo Al", identities=identity)
    two()

    assert [why for _, _, why, _ in candidates("person")] == ["identity", "slip"]


def test_pair_that_is_told_apart_is_not_proposed_again(desk: Client) -> None:
    one, other = two()

    answer = desk.post(f"/edit/duplicates/person/{one.pk}/{other.pk}/apart/")

    assert answer.status_code == 302
    assert ToldApart.objects.count() == 1
    assert "No names look alike." in desk.get("/edit/duplicates/person/").content.decode()


def test_preview_says_what_changes_and_merging_does_it(desk: Client) -> None:
    kept, gone = two()
    event = make.make_event(title="Öppna data")
    appear(gone, event)
    address = f"/edit/duplicates/person/{kept.pk}/{gone.pk}/"

    page = desk.get(address).content.decode()
    answer = desk.post(address, follow=True)

    assert "1 workshop leads to the one that is kept:" in page
    assert "Öppna data" in page
    assert "New other names, which readers see: Maria Dahlage" in page
    assert "leads to the one that is kept" in page
    assert Appearance.objects.get(event=event).person == kept
    record = Merge.objects.get()
    assert answer.request["PATH_INFO"] == f"/edit/merges/{record.pk}/"
    assert record.by.email == "anna.berg@example.se"
    assert "Nothing was changed since" in answer.content.decode()

    undone = desk.post(f"/edit/merges/{record.pk}/", follow=True)

    assert "is back" in undone.content.decode()
    assert Appearance.objects.get(event=event).person == gone


def test_merge_that_would_hide_is_refused_with_a_sentence(desk: Client) -> None:
    kept, gone = make.make_person(live=False), make.make_person()
    address = f"/edit/duplicates/person/{kept.pk}/{gone.pk}/"

    assert "keep the other one" in desk.get(address).content.decode()
    assert "Merge now" not in desk.get(address).content.decode()
    assert "Keep the other, or publish this one first." in desk.post(address).content.decode()
    assert Person.objects.count() == 2


def test_other_is_found_by_typing(desk: Client) -> None:
    kept, gone = two()

    page = desk.get(f"/edit/duplicates/person/of/{kept.pk}/?q=dahl").content.decode()

    assert f"/edit/duplicates/person/{kept.pk}/{gone.pk}/" in page
    assert "No other" in desk.get(f"/edit/duplicates/person/of/{kept.pk}/?q=xyz").content.decode()


@pytest.mark.parametrize("role", ["contributor", "reviewer"])
def test_who_may_not_merge_is_refused_by_page_and_by_post(client: Client, role: str) -> None:
    kept, gone = two()
    record = merge(make.make_person(), make.make_person(), by=None, at=NOON)
    client.force_login(make_user(role=role))

    for address in (
        f"/edit/duplicates/person/{kept.pk}/{gone.pk}/",
        f"/edit/merges/{record.pk}/",
    ):
        assert client.get(address).status_code in {302, 403}
        assert client.post(address).status_code in {302, 403}
    client.post(f"/edit/duplicates/person/{kept.pk}/{gone.pk}/apart/")

    assert Person.objects.filter(pk__in=[kept.pk, gone.pk]).count() == 2
    assert Merge.objects.get().undone_at is None
    assert not ToldApart.objects.exists()


def test_what_is_no_thing_of_that_kind_is_not_found(desk: Client) -> None:
    kept, _gone = two()
    topic = make.make_topic()

    for address in (
        "/edit/duplicates/event/",
        f"/edit/duplicates/person/{kept.pk}/{topic.pk}/",
        "/edit/merges/999/",
    ):
        assert desk.get(address).status_code == 404


def test_candidates_ask_as_much_of_many_as_of_few(desk: Client) -> None:
    def more(number: int) -> None:
        for n in range(number):
            word = "".join(chr(ord("a") + (n * 7 + k * 3) % 26) for k in range(9))
            for name in (f"Ola {word}", f"Ola {word}x"):
                appear(make.make_person(name=name), make.make_event(series=series), make.make_organisation())

    series = make.make_series()
    more(3)
    desk.get("/edit/duplicates/person/")
    with CaptureQueriesContext(connection) as few:
        desk.get("/edit/duplicates/person/")
    more(9)
    desk.get("/edit/duplicates/person/")  # compared once for each change of a name
    with CaptureQueriesContext(connection) as many:
        desk.get("/edit/duplicates/person/")

    assert len(many) == len(few), "\n".join(query["sql"] for query in many.captured_queries)


def test_pairs_that_are_kept_hold_no_names(desk: Client) -> None:
    two()
    desk.get("/edit/duplicates/person/")

    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM verkstad_cache WHERE cache_key LIKE '%alike-person%'")
        kept = [base64.b64decode(value) for (value,) in cursor.fetchall()]

    assert kept
    assert not any(b"Dalhage" in value or b"Dahlage" in value for value in kept)
