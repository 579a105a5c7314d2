# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses elsewhere that lead nowhere, on the first page and in a list of their own."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests.editing.todo.conftest import told
from tests.factories import DAY, make_event, make_material, make_recording, make_series, make_user
from verkstad.archive.actions.addresses import note_answer
from verkstad.archive.choices import AddressResult
from verkstad.archive.models import Link

pytestmark = pytest.mark.django_db

HEADING = "Addresses that lead nowhere"
NOW = timezone.now()


def _dead(url: str, result: AddressResult = AddressResult.GONE, status: int | None = 404) -> None:
    for days in (9, 8, 5):
        note_answer(url, result, status, at=NOW - days * DAY)


def test_dead_address_is_told_with_the_way_to_its_field_to_those_who_may_change_it(look, client):
    event = make_event(title="eArkiv", links=[Link(title_sv="Skrift", url="https://a.se/skrift")])
    recording = make_recording(event, places=[{"service": "Goto10", "url": "https://goto10.se/film"}])
    make_material(event, url="https://a.se/annat")
    _dead("https://a.se/skrift")
    _dead("https://goto10.se/film", AddressResult.UNREACHABLE, None)
    note_answer("https://a.se/annat", AddressResult.GONE, 404, at=NOW)
    uid = event.links.get().uid

    lines = dict(map(reversed, told(look("home"), HEADING)))

    link, film = (
        reverse("wagtailsnippets_archive_event:edit", args=[event.pk]) + f"?focus={uid}#workshop-links",
        reverse("wagtailsnippets_archive_recording:edit", args=[recording.pk]) + "#id_places",
    )
    assert set(lines) == {link, film}
    assert lines[link].startswith("https://a.se/skrift is gone: it has answered 404 since ")
    assert "https://goto10.se/film has not answered since" in lines[film]
    client.force_login(make_user("bo@example.se", role="editor", series=make_series()))
    assert told(html.fromstring(client.get("/edit/").content), HEADING) == []


def test_list_holds_all_of_them_and_what_only_a_person_can_see(look, monkeypatch):
    assert "No addresses have been looked at yet" in look("addresses").text_content()
    for number in range(12):
        event = make_event(title=f"Workshop nr {number}", links=[Link(title_sv="x", url=f"https://a.se/{number}")])
        _dead(f"https://a.se/{number}")
    make_material(event, url="https://linkedin.com/x")
    note_answer("https://linkedin.com/x", AddressResult.REFUSES, 999, at=NOW)

    home = look("home")
    page = look("addresses")

    assert len(told(home, HEADING)) == 10
    assert home.xpath("//a[text()='12 addresses in all']/@href") == [reverse("verkstad_todo:addresses")]
    assert len(told(page, "Lead nowhere")) == 12
    assert [words for words, _address in told(page, "Cannot be checked")] == ["https://linkedin.com/x"]
    monkeypatch.setitem(django_settings.VERKSTAD._values, "VERKSTAD_LINK_CHECK", False)
    assert told(look("home"), HEADING) == []
    assert "turned that off" in look("addresses").text_content()
