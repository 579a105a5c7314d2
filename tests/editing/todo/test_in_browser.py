# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of things to do in Chromium: it leads to the field, texts are copied, and axe finds nothing, with and without script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browsing import WCAG, dress, findings, looks, scrolls_sideways
from tests.factories import DAY, NOON, make_event, make_material, make_person, make_recording
from verkstad.archive.actions.addresses import note_answer
from verkstad.archive.actions.planning import StepContent, add_step, set_series_steps
from verkstad.archive.choices import AddressResult
from verkstad.archive.models import AgendaItem, Appearance, Claim, Event
from verkstad.participation.actions import receive_message

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = timezone.localdate()


@pytest.fixture
def archive(db: Any) -> tuple[Event, Event]:
    """A coming and a held workshop with something on every page of this part of the desk."""
    anna = make_person(name="Anna Öberg")
    coming = make_event(
        title="Verkstad i praktiken",
        start_date=TODAY + 5 * DAY,
        seats_limited=True,
        appearances=[Appearance(to_be_confirmed=True)],
    )
    set_series_steps(coming.series, [StepContent("Skicka inbjudan", -21, "Bo")], by=None, at=NOON)
    for days in (-21, -1, 7):
        add_step(coming, StepContent(f"Steg {days}", days, "Bo"), by=None, at=NOON)
    held = make_event(
        title="Roda-nätverket",
        series=coming.series,
        start_date=TODAY - 20 * DAY,
        agenda=[AgendaItem(title_sv="RODA i drift")],
        appearances=[Appearance(person=anna)],
    )
    make_recording(held, places=[{"service": "YouTube", "url": "https://youtu.be/x"}], published_date=TODAY - 16 * DAY)
    make_material(held, kind="notes", url="https://example.org/notes")
    for days in (9, 8, 5):
        note_answer("https://example.org/notes", AddressResult.GONE, 404, at=timezone.now() - days * DAY)
    note_answer("https://youtu.be/x", AddressResult.REFUSES, 403, at=timezone.now())
    Claim.objects.create(thing_kind="event", thing_id=held.pk, field="venue", source="sidan", state="open")
    receive_message(
        kind="mistake",
        text="Länken är trasig.",
        about="/event/x/",
        name="Bo",
        email="bo@example.se",
        language="sv",
        keep_days=30,
        at=timezone.now(),
    )
    return coming, held


def _addresses(archive: tuple[Event, Event]) -> list[str]:
    coming, held = archive
    return [
        reverse("wagtailadmin_home"),
        reverse("verkstad_messages"),
        reverse("verkstad_todo:lacking", args=["slides"]),
        reverse("verkstad_todo:claims"),
        reverse("verkstad_todo:addresses"),
        reverse("verkstad_todo:topics"),
        reverse("verkstad_todo:plan", args=[coming.pk]),
        reverse("verkstad_todo:invitation", args=[coming.pk]),
        reverse("verkstad_todo:slides", args=[held.pk]),
        reverse("verkstad_todo:series_plan", args=[coming.series_id]),
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_in_what_is_ours(opened: Any, archive: Any, node_tool: Any, language: str) -> None:
    axe = node_tool("axe-core/axe.min.js")
    found: dict[str, list[str]] = {}
    page = opened("about:blank", language=language)
    for address, colours, width in looks(_addresses(archive), language):
        dress(page, colours, width)
        page.goto(address)
        found[address] = findings(page, axe, within=".todo", tags=[*WCAG, "best-practice"])
        if (wide := scrolls_sideways(page)) > 0:
            found[address].append(f"scrolls sideways by {wide} px")

    assert found == {address: [] for address in _addresses(archive)}


def _follow(page: Any, words: str) -> None:
    page.goto("/edit/")
    page.get_by_role("link", name=words).click()
    page.wait_for_url("**/edit/*/edit/**")
    page.wait_for_load_state("load")


def test_line_leads_to_the_very_field(opened: Any, archive: Any) -> None:
    coming, held = archive
    page = opened("/edit/", language="en")

    _follow(page, "nobody knows at what time")
    page.wait_for_function("document.activeElement.id === 'id_start_time'")

    _follow(page, "there is nowhere to sign up")
    page.wait_for_function("document.activeElement.closest('#workshop-links')?.open")

    _follow(page, "still to be confirmed")
    uid = str(coming.appearances.get().uid)
    page.wait_for_function(
        "uid => document.activeElement.closest('[data-row]')?.querySelector(`input[value='${uid}']`)", arg=uid
    )

    _follow(page, "https://example.org/notes is gone")
    page.wait_for_function("document.activeElement.id === 'id_url'")

    page.goto("/edit/")
    page.get_by_role("link", name="no captions for 16 days").click()
    page.wait_for_url(f"**{reverse('verkstad_captions:list', args=[held.recordings.get().pk])}")


def test_invitation_is_changed_and_copied_by_keyboard(opened: Any, archive: Any) -> None:
    coming, _held = archive
    page = opened(reverse("verkstad_todo:invitation", args=[coming.pk]), language="sv")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert page.locator("button", has_text="Kopiera").count() == 4

    subject = page.get_by_label("Ämnesrad", exact=True)
    subject.fill("Välkommen till verkstaden")
    subject.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_text("Kopierad", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Välkommen till verkstaden"
    post = page.get_by_label("Inläggets text", exact=True)
    post.fill("Hej 👋")
    assert page.locator("[data-length-of]").text_content() == "5"


def test_planning_list_works_without_script(opened: Any, archive: Any) -> None:
    coming, _held = archive
    page = opened(reverse("verkstad_todo:plan", args=[coming.pk]), language="en", script=False)

    page.get_by_role("button", name=re.compile("^Done.*Steg -21")).click()
    page.get_by_label("What").last.fill("Boka rummet")
    page.get_by_label("Days", exact=True).last.fill("14")
    page.get_by_role("button", name="Add", exact=True).click()

    assert page.get_by_role("button", name=re.compile("^Not done.*Steg -21")).is_visible()
    assert coming.planning_steps.filter(title="Boka rummet", days=-14).exists()


def test_speakers_are_asked_without_script_and_it_is_noted(opened: Any, archive: Any) -> None:
    _coming, held = archive
    page = opened(reverse("verkstad_todo:slides", args=[held.pk]), language="sv", script=False)

    assert page.get_by_role("checkbox", name="Anna Öberg").is_checked()
    assert "Hej Anna Öberg," in page.get_by_label("Mejlets text").input_value()
    page.get_by_role("button", name="Notera att jag har frågat").click()

    assert not page.get_by_role("checkbox", name="Anna Öberg").is_checked()
    assert page.get_by_text("tillfrågad: anna.berg@example.se").is_visible()
    assert held.slides_requests.count() == 1
