# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of merging, taking down and history in Chromium: axe finds nothing in them, and they are used by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from tests.browsing import dress, findings, looks
from tests.factories import NOON
from verkstad.archive.actions.merging import merge
from verkstad.archive.actions.withdrawing import withdraw
from verkstad.archive.models import Appearance, DisposalRule, Person, Recording

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def pages() -> list[str]:
    kept = make.make_person(name="Maria Dalhage", slug="maria-dalhage")
    gone = make.make_person(name="Maria Dahlage", slug="maria-dahlage")
    event = make.make_event(title="Öppna data")
    Appearance.objects.create(event=event, person=gone, organisation=make.make_organisation(name="Digg"))
    recording = make.make_recording(event)
    taken = make.make_recording(make.make_event())
    withdraw(taken, reason="rights", by=None, at=NOON)
    record = merge(make.make_person(name="Bo Ek"), make.make_person(name="Bo Ekh"), by=None, at=NOON)
    topic = make.make_topic()
    DisposalRule.objects.create(
        name="Regeln",
        reference="1",
        covers="Allt.",
        decided_by="Vi",
        decided_on=date(2020, 1, 1),
        valid_from=date(2020, 1, 1),
    )
    return [
        "/edit/duplicates/person/",
        f"/edit/duplicates/person/of/{kept.pk}/?q=maria",
        f"/edit/duplicates/person/{kept.pk}/{gone.pk}/",
        "/edit/merges/",
        f"/edit/merges/{record.pk}/",
        f"/edit/held/{gone.pk}/",
        f"/edit/withdrawn/recording/{recording.pk}/",
        f"/edit/withdrawn/topic/{topic.pk}/",
        f"/edit/withdrawn/person/{gone.pk}/",
        f"/edit/withdrawn/person/{gone.pk}/{event.pk}/",
        f"/edit/withdrawn/recording/{taken.pk}/show-again/",
        "/edit/withdrawn/",
        "/edit/disposal/",
        "/edit/disposal/rules/",
        "/edit/disposal/rules/new/",
        f"/edit/disposal/recording/{taken.pk}/",
        "/edit/history/",
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing(opened: Callable[..., Any], node_tool: Callable[[str], Path], language: str) -> None:
    axe = node_tool("axe-core/axe.min.js")
    found: dict[str, Any] = {}
    page = opened("about:blank", language=language)
    for address, colours, width in looks(pages(), language):
        dress(page, colours, width)
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        if problems := findings(page, axe, within="main, #main"):
            found[address] = problems

    assert found == {}


def test_two_are_merged_by_keyboard_without_script(opened: Callable[..., Any]) -> None:
    pages()
    page = opened("/edit/duplicates/person/", language="en", script=False)

    page.get_by_role("link", name="See what merging").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What changes").wait_for()
    page.get_by_role("button", name="Merge now").focus()
    page.keyboard.press("Enter")

    page.get_by_role("button", name="Undo the merge").wait_for()
    assert Person.objects.filter(name__startswith="Maria").count() == 1


def test_recording_is_taken_down_by_keyboard_without_script(opened: Callable[..., Any]) -> None:
    recording = make.make_recording(make.make_event())
    page = opened(f"/edit/withdrawn/recording/{recording.pk}/", script=False)

    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.locator("input[name=reference]").fill("Dnr 12")
    page.locator("button.serious").press("Enter")

    page.wait_for_url("**/edit/withdrawn/")
    assert "Dnr 12" in page.content()
    assert not Recording.objects.get(pk=recording.pk).live
