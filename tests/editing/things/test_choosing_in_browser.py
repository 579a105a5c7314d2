# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing by typing in Chromium, with the keyboard alone; and the pages of the roots before axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from tests.browsing import WCAG, context_of, dress, findings, looks, open_at_the_desk, unroll
from tests.factories import (
    make_event,
    make_organisation,
    make_person,
    make_recording,
    make_series,
    make_topic,
    make_user,
)
from verkstad.archive.models import Appearance, BroaderTopic, Organisation, Series, Topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    user = make_user(role="administrator")
    page = context_of(browser, live_server.url, user=user, locale="en", bypass_csp=True).new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


def edit(thing: Any) -> str:
    return reverse(f"wagtailsnippets_archive_{thing._meta.model_name}:edit", args=[thing.pk])


def add(model: Any) -> str:
    return reverse(f"wagtailsnippets_archive_{model._meta.model_name}:add")


def unfold(page: Any, heading: str) -> None:
    page.locator("section").filter(has=page.get_by_role("heading", name=re.compile(heading))).locator(
        "[data-panel-toggle]"
    ).first.click()


def save(page: Any) -> None:
    # The first of the buttons saves a draft, whatever else the desk offers.
    with page.expect_navigation():
        page.locator(
            "form#w-editor-form footer button[type=submit], form#w-editor-form button[type=submit]"
        ).first.click()


def broader_of(topic: Any) -> list[str]:
    topic.refresh_from_db()
    return [str(link.topic) for link in topic.get_latest_revision_as_object().broader.all()]


def test_topic_is_found_by_typing_and_chosen_with_the_keyboard_in_a_row_that_was_just_added(page: Any) -> None:
    make_topic(name="Öppen källkod")
    make_topic(name="Öppna data")
    topic = make_topic(name="Licenser")
    page.goto(edit(topic))
    unfold(page, "Beside other topics")
    page.get_by_role("button", name="Add broader topic").click()
    field = page.get_by_role("combobox", name=re.compile("Topic"))

    field.press_sequentially("öpp")
    page.locator("[role=option]").first.wait_for()
    assert page.locator("[role=option]").all_inner_texts()[:2] == ["Öppen källkod Subject", "Öppna data Subject"]
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text() == "Öppna data Subject"
    field.press("Enter")
    assert field.input_value() == "Öppna data"
    assert field.get_attribute("aria-expanded") == "false"
    save(page)

    assert broader_of(topic) == ["Öppna data"]


def test_escape_closes_the_list_and_what_was_typed_stays(page: Any) -> None:
    make_organisation(name="Digg")
    page.goto(add(Organisation))
    unfold(page, "More about the organisation")
    field = page.get_by_role("combobox", name=re.compile("Part of"))

    field.press_sequentially("dig")
    page.locator("[role=option]").first.wait_for()
    field.press("Escape")

    assert page.get_by_role("listbox").count() == 0
    assert field.input_value() == "dig"


def test_new_organisation_is_made_on_the_spot_as_a_draft(page: Any) -> None:
    series = make_series()
    page.goto(edit(series))
    page.get_by_role("button", name=re.compile("Add organiser", re.IGNORECASE)).last.click()
    field = page.get_by_role("combobox", name=re.compile("Organisation"))

    field.press_sequentially("Ånge kommun")
    page.get_by_role("option", name=re.compile("Add “Ånge kommun”")).click()
    page.get_by_text("draft", exact=False).first.wait_for()
    page.wait_for_function("document.querySelector('[name$=organisation]').value !== ''")
    save(page)

    made = Organisation.objects.get()
    series.refresh_from_db()
    assert (str(made), made.live) == ("Ånge kommun", False)
    assert [str(one) for one in series.get_latest_revision_as_object().organisers.all()] == ["Ånge kommun"]


@pytest.mark.parametrize("answer", ["the same", "another"])
def test_near_duplicate_is_asked_about_before_a_new_one_is_made(page: Any, answer: str) -> None:
    there = make_organisation(name="Arbetsförmedlingen")
    series = make_series()
    page.goto(edit(series))
    page.get_by_role("button", name=re.compile("Add organiser", re.IGNORECASE)).last.click()
    field = page.get_by_role("combobox", name=re.compile("Organisation"))

    field.press_sequentially("Arbetsformedlinge")
    page.get_by_role("option", name=re.compile("Add “")).wait_for()
    field.press("End")
    field.press("ArrowUp")  # from the top: the last, which adds
    field.press("Enter")
    group = page.get_by_role("group", name=re.compile("Arbetsförmedlingen .* is already here: the same"))
    group.wait_for()
    page.keyboard.press("Tab" if answer == "another" else "Shift")
    page.keyboard.press("Enter")
    group.wait_for(state="detached")
    page.wait_for_function("document.querySelector('[name$=organisation]').value !== ''")
    save(page)

    series.refresh_from_db()
    chosen = [one.organisation for one in series.get_latest_revision_as_object().organisers.all()]
    if answer == "the same":
        assert chosen == [there]
        assert Organisation.objects.count() == 1
    else:
        assert [str(one) for one in chosen] == ["Arbetsformedlinge"]


def test_rows_are_added_moved_and_removed_with_the_keyboard(page: Any) -> None:
    topic = make_topic(name="Licenser", aliases=["ett", "två", "tre"])
    page.goto(edit(topic))
    rows = page.locator("verkstad-rows").first

    rows.get_by_role("button", name="Move down, row 1").press("Enter")
    rows.get_by_role("button", name="Remove, row 3").press("Enter")
    rows.get_by_role("button", name="Add a row").press("Enter")
    page.keyboard.type("fyra")
    save(page)

    topic.refresh_from_db()
    assert topic.get_latest_revision_as_object().aliases == ["två", "ett", "fyra"]


def test_without_script_a_whole_name_is_enough_and_several_are_offered(opened: Any) -> None:
    page = opened("about:blank", language="en", script=False)
    parent = make_organisation(name="Regeringskansliet")
    first, second = make_organisation(name="Staden"), make_organisation(name="Staden", kind="municipality")
    page.goto(edit(first))
    field = page.locator("input[name=part_of_typed]")

    field.fill("regeringskansliet")
    save(page)
    first.refresh_from_db()
    assert first.get_latest_revision_as_object().part_of == parent

    page.locator("input[name=part_of_typed]").fill("Staden")
    save(page)
    assert "Several have the name “Staden”" in page.content()
    page.get_by_role("radio", name=re.compile("Staden .*Municipality")).check()
    save(page)
    first.refresh_from_db()
    assert first.get_latest_revision_as_object().part_of == second


@pytest.fixture
def things() -> list[Any]:
    person, organisation, topic = (
        make_person(aliases=["P"]),
        make_organisation(),
        make_topic(name={"sv": "Å", "en": "A", "translated_from": "0123456789ab"}),
    )
    topic.broader.add(BroaderTopic(topic=make_topic()))
    topic.save()
    event = make_event()
    Appearance.objects.create(event=event, person=person, organisation=organisation)
    recording = make_recording(
        event, captions=[{"language": "sv", "state": "machine"}], places=[{"service": "YouTube"}]
    )
    return [person, organisation, topic, recording, make_series()]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_of_the_roots_are_accessible(opened: Any, node_tool: Any, things: list[Any], language: str) -> None:
    axe = node_tool("axe-core/axe.min.js")
    page = opened("about:blank", language=language)
    addresses = [edit(thing) for thing in things] + ["/edit/people/", "/edit/workshops/", add(Topic), add(Series)]
    found: list[str] = []
    for address, colours, width in looks(addresses, language):
        dress(page, colours, width)
        open_at_the_desk(page, address)
        page.evaluate(
            "document.querySelectorAll('[data-panel-toggle][aria-expanded=false]').forEach(fold => fold.click())"
        )
        unroll(page)
        found += [f"{address} {one}" for one in findings(page, axe, tags=WCAG)]

    assert not found, "\n".join(found)
