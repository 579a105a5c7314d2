# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a workshop as an editor meets it: by keyboard, by mouse, without script, and for those who hear it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.browsing import dress, findings, looks
from tests.editing.events.pages import add_address, content_of, edit_address, full_event, large_event
from tests.factories import NOON, make_event, make_organisation, make_person, make_series
from verkstad.archive.actions.beginning import make_template
from verkstad.archive.models import Appearance, Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def prefixes(page: Any, kind: str) -> list[str]:
    return page.eval_on_selector_all(f"[data-row={kind}]", "rows => rows.map((row) => row.dataset.prefix)")


def save(page: Any) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Spara utkast").click()


def press(page: Any, row: str, name: str) -> None:
    """A button of a row, by keyboard alone."""
    page.locator(f'[data-prefix="{row}"]').get_by_role("button", name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def said(page: Any, words: str) -> None:
    page.wait_for_function("words => document.querySelector('[data-said]').textContent.includes(words)", arg=words)


def test_agenda_is_written_ordered_and_peopled_by_keyboard(opened):
    make_series()
    make_person(name="Maria Dalhage")
    organisation = make_organisation(name="Digg")
    page = opened(add_address())
    page.get_by_label("Titel", exact=True).first.fill("Kakor")
    page.locator("#id_start_date").fill("2026-05-07")
    assert page.locator("[data-day-in-words]").first.text_content() == "torsdag 7 maj 2026"
    page.locator("#id_start_time").fill("9")

    page.get_by_role("button", name="Lägg till en agendapunkt").press("Enter")
    page.keyboard.type("Inledning")
    page.locator("#id_agenda-0-end_time").fill("9.15")
    page.get_by_role("button", name="Lägg till en agendapunkt").press("Enter")
    page.keyboard.type("Föredrag")
    page.locator('[data-prefix="agenda-1"]').get_by_role("button", name="Lägg till en medverkande").press("Enter")
    page.keyboard.type("maria dal")
    page.get_by_role("option", name="Maria Dalhage").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#id_appearances-0-organisation").fill("Digg")
    page.get_by_role("option", name="Digg").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    press(page, "agenda-1", "Flytta upp")
    said(page, "1 av 2")
    save(page)

    content, uids = content_of(Event.objects.get())
    assert [item["title"]["sv"] for item in content["agenda"]] == ["Föredrag", "Inledning"]
    assert content["agenda"][0]["start_time"] == "09:15:00"  # the end of the item before it
    assert content["agenda"][1]["start_time"] == "09:00:00"  # the start of the workshop
    assert [one["agenda_item"] for one in content["appearances"]] == [uids["agenda"][0]]
    assert content["appearances"][0]["organisation"] == str(organisation.pk)


def test_row_of_each_kind_is_added_and_taken_away_by_keyboard(opened):
    make_series()
    page = opened(add_address())
    folded = ["sessions", "organisers", "topics", "links", "relations", "corrections", "uncertainties"]

    for kind in folded:
        page.locator(f"#workshop-{kind} summary").press("Enter")
        page.locator(f"#workshop-{kind} [data-do=add]").press("Enter")
    added = {kind: prefixes(page, kind) for kind in folded}
    for kind in folded:
        press(page, f"{kind}-0", "Ta bort")

    assert added == {kind: [f"{kind}-0"] for kind in folded}
    assert all(page.locator(f'[name="{kind}-0-DELETE"]').is_checked() for kind in folded)


def test_focus_stays_on_the_button_that_moved_a_row_and_the_ends_are_told(opened):
    event = full_event()
    page = opened(edit_address(event), language="en")

    press(page, "agenda-0", "Move up")
    said(page, "first already")
    press(page, "agenda-0", "Move down")
    said(page, "Moved down: number 2 of 2")

    focused = page.evaluate("document.activeElement.closest('[data-row]').dataset.prefix")
    legend = page.locator('[data-prefix="agenda-0"] [data-legend]').first.text_content()
    assert (focused, legend) == ("agenda-0", "Agenda item 2")
    assert prefixes(page, "agenda") == ["agenda-1", "agenda-0"]


def test_speaker_walks_from_item_to_item_and_out_of_all(opened):
    event = full_event()
    page = opened(edit_address(event), language="en")
    mine = "appearances-2"  # on the first item

    press(page, mine, "Move down")
    said(page, "Moved to “Break”")
    press(page, mine, "Move down")
    press(page, mine, "Move down")
    said(page, "belongs to no agenda item")

    assert page.locator(f'[name="{mine}-agenda_item_uid"]').input_value() == ""


def test_removed_item_is_brought_back_with_its_people(opened):
    event = full_event()
    before = content_of(event)
    page = opened(edit_address(event))

    press(page, "agenda-0", "Ta bort")
    page.get_by_role("button", name="Återställ").press("Enter")
    save(page)
    kept = content_of(Event.objects.get(pk=event.pk))
    press(page, "agenda-0", "Ta bort")
    save(page)
    removed, _uids = content_of(Event.objects.get(pk=event.pk))

    assert kept == before
    assert len(removed["agenda"]) == 1
    assert len(removed["appearances"]) == 2


def test_row_is_dragged_to_its_place_with_the_mouse(opened):
    event = full_event()
    page = opened(edit_address(event))

    page.set_viewport_size({"width": 1280, "height": 3600})  # nothing in the way
    first, second = (page.locator(f'[data-prefix="agenda-{number}"]') for number in (0, 1))
    first.locator("[data-grip]").first.scroll_into_view_if_needed()
    below = second.bounding_box()["height"] - 15
    first.locator("[data-grip]").first.drag_to(second, target_position={"x": 100, "y": below})

    assert prefixes(page, "agenda") == ["agenda-1", "agenda-0"]
    assert page.locator('[name="agenda-0-ORDER"]').input_value() == "2"


def test_organisation_that_somebody_spoke_for_last_is_filled_in_and_may_be_changed(opened):
    person, digg, scb = make_person(name="Maria Dalhage"), make_organisation(name="Digg"), make_organisation(name="SCB")
    earlier = make_event(appearances=[Appearance(person=person, organisation=digg)])
    event = make_event(title="Ny", series=earlier.series, live=False)
    page = opened(edit_address(event))

    for row in (0, 1):
        page.get_by_role("button", name="Lägg till en moderator eller värd").press("Enter")
        if row == 1:
            page.locator("#id_appearances-1-organisation").fill("SCB")
            page.get_by_role("option", name="SCB").first.click()
        page.locator(f"#id_appearances-{row}-person").fill("Maria")
        page.get_by_role("option", name="Maria Dalhage").click()
    save(page)

    content, _uids = content_of(Event.objects.get(pk=event.pk))
    assert [one["organisation"] for one in content["appearances"]] == [str(digg.pk), str(scb.pk)]


def test_workshop_is_written_without_script(opened):
    make_series()
    make_person(name="Maria Dalhage")
    page = opened(add_address(), script=False)

    page.locator("#id_title_sv").fill("Kakor")
    page.locator("#id_start_date").fill("2026-05-07")
    page.locator("#id_agenda-0-title_sv").fill("Inledning")
    page.locator('[name="appearances-0-person_typed"]').fill("Maria Dalhage")
    page.get_by_role("button", name="Spara utkast").click()

    content, _uids = content_of(Event.objects.get())
    assert content["agenda"][0]["title"]["sv"] == "Inledning"
    assert len(content["appearances"]) == 1


def test_link_to_a_field_opens_the_part_it_is_folded_into(opened):
    event = full_event()

    page = opened(f"{edit_address(event)}#id_attendance_number")

    assert page.locator("#id_attendance_number").is_visible()
    assert page.evaluate("document.activeElement.id") == "id_attendance_number"


def test_forty_items_move_and_take_text_without_a_pause(opened):
    event = large_event()
    page = opened(edit_address(event))
    page.wait_for_function("!!customElements.get('verkstad-workshop')")

    times = page.evaluate(
        """async () => {
          const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          const row = document.querySelector('[data-prefix="agenda-39"]');
          const moves = [], keys = [];
          for (let step = 0; step < 20; step += 1) {
            const start = performance.now();
            row.querySelector('[data-do=up]').click();
            row.getBoundingClientRect();
            moves.push(performance.now() - start);
            await frame();
          }
          const field = document.querySelector('[name="agenda-20-title_sv"]');
          for (let step = 0; step < 20; step += 1) {
            const start = performance.now();
            field.value += "x";
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
            field.getBoundingClientRect();
            keys.push(performance.now() - start);
            await frame();
          }
          const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length / 2];
          return { move: median(moves), key: median(keys) };
        }"""
    )

    assert times["move"] < 100, times
    assert times["key"] < 50


PAGES: dict[str, Callable[[Event], str]] = {
    "new": lambda event: add_address(),
    "edit": edit_address,
    "start": lambda event: reverse("verkstad_events:start"),
    "recurring": lambda event: reverse("verkstad_events:recurring"),
    "templates": lambda event: reverse("verkstad_events:templates"),
    "cancel": lambda event: reverse("verkstad_events:cancel", args=[event.pk]),
    "move": lambda event: reverse("verkstad_events:move", args=[event.pk]),
    "beside": lambda event: reverse("verkstad_events:beside", args=[event.pk]),
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_on_pages_of_workshops(opened, node_tool, language):
    axe = node_tool("axe-core/axe.min.js")
    event = full_event()
    make_template(event, "Mall", by=None, at=NOON)
    addresses = {address(event): name for name, address in PAGES.items()}
    page = opened("about:blank", language=language)

    found = {}
    for address, colours, width in looks(list(addresses), language):
        dress(page, colours, width)
        page.goto(address)
        found[addresses[address]] = findings_in_ours(page, axe)

    assert found == {name: [] for name in PAGES}


def test_axe_finds_nothing_in_rows_that_were_added_and_in_sentences_of_what_is_wrong(opened, node_tool):
    axe = node_tool("axe-core/axe.min.js")
    make_series()
    page = opened(add_address())
    page.get_by_role("button", name="Lägg till en agendapunkt").click()
    page.get_by_role("button", name="Lägg till en medverkande").first.click()
    page.locator("#id_agenda-0-start_time").fill("hej")
    added = findings_in_ours(page, axe)

    save(page)

    assert added == []
    assert page.locator(".v-wrong").is_visible()
    assert page.locator("#id_agenda-0-start_time").input_value() == "hej"
    assert findings_in_ours(page, axe) == []


def findings_in_ours(page: Any, axe: Path) -> list[str]:
    """What axe finds in what is ours, as sentences; every folded part opened first."""
    page.evaluate("document.querySelectorAll('.v-workshop details').forEach((part) => (part.open = true))")
    return findings(page, axe, within=".v-workshop")
