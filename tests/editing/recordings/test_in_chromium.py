# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a recording in Chromium: times are taken from a real film by keyboard, and the work tells how far it has come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from tests.browsing import WCAG, findings, scrolls_sideways, unroll
from tests.intake.films.made import make_film
from verkstad.archive.actions import work
from verkstad.archive.actions.files import content_of
from verkstad.archive.actions.reading_files import note_read
from verkstad.archive.actions.transcribing import ask_to_transcribe
from verkstad.archive.choices import JobKind
from verkstad.archive.models import AgendaItem, Recording
from verkstad.archive.rules.readings import MEDIA

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page: Any, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


def stands_at(page: Any, time: str) -> None:
    page.wait_for_function(
        "time => document.querySelector('[data-now]').textContent === time && !document.querySelector('[data-player]').seeking",
        arg=time,
    )


def stretch_of(film: Path, request: Any) -> dict[str, Any]:
    """What the desk answers to a player; the server of a test cannot, as it knows no asynchronous answers."""
    content = film.read_bytes()
    start = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").partition("-")[0])
    told = {
        "Content-Type": "video/webm",
        "Accept-Ranges": "bytes",
        "Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}",
    }
    return {"status": 206, "headers": told, "body": content[start:]}


def test_times_come_from_the_player_and_the_work_is_followed(opened: Any, tmp_path: Any, node_tool: Any) -> None:
    film = make_film(tmp_path / "film", kind="webm", seconds=20)
    stored = make.make_stored(film.read_bytes(), media_type="video/webm", original_name="hela.webm")
    note_read(stored, MEDIA, {"length_seconds": 20.0, "format": "WebM, VP8, Opus"}, at=make.NOON)
    event = make.make_event(agenda=[AgendaItem(title_sv="Inledning")])
    recording = make.make_recording(event, file=stored.pk, file_name="hela.webm", media_type="video/webm")
    ask_to_transcribe(recording, language="sv", by=None, at=make.NOON)
    job = work.claim("w1", [JobKind.TRANSCRIBE], at=make.NOON)
    assert job is not None
    work.note_how_far(job, 5, 20, at=make.NOON)
    page = opened("about:blank", language="en")
    page.route(f"**/{stored.pk}/hela.webm", lambda route: route.fulfill(**stretch_of(film, route.request)))
    page.goto(f"/edit/recordings/{recording.pk}/")
    page.wait_for_function("() => document.querySelector('[data-player]').readyState >= 2")

    press(page, "5 s on")
    stands_at(page, "0:05")
    press(page, "Begin here")
    press(page, "Begins here (Inledning)")
    press(page, "5 s on")
    stands_at(page, "0:10")
    press(page, "Leave out from here")
    press(page, "A little on")
    stands_at(page, "0:10.2")
    press(page, "Leave out until here")
    assert page.evaluate("document.activeElement.textContent") == "Leave out until here"
    unroll(page)
    found = findings(page, node_tool("axe-core/axe.min.js"), tags=WCAG)
    wide = scrolls_sideways(page)
    assert "It is under way: 0:00:05 of 0:00:20." in page.inner_text("verkstad-work")
    work.finish(job, at=make.NOON)
    page.wait_for_function(
        "() => document.querySelector('verkstad-work + [role=status]').textContent === 'The work is done.'"
    )
    assert "The captions are a draft" in page.inner_text("verkstad-work")
    page.locator("form:has(#cut)").get_by_role("button", name="Save draft").last.click()
    page.wait_for_selector("#left")

    draft = content_of(Recording.objects.get())
    assert draft["cut"] == {"in_seconds": 5, "left_out": [{"start": 10, "end": 10.2}]}
    assert [chapter["start_seconds"] for chapter in draft["chapters"]] == [5]
    assert "0:00:14 of 0:00:20 is left." in page.inner_text("main")
    assert not found, "\n".join(found)
    assert wide <= 0
