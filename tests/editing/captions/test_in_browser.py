# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The captions editor in Chromium, by keyboard: corrected while it is played, saved as one types, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from tests.browsing import NARROW, WIDE, dress, findings
from tests.editing.captions.conftest import CUES, address, texts
from tests.factories import NOON
from verkstad.archive.actions.captions import keep_version, put_captions, save_cues
from verkstad.archive.models import CaptionTrack, Recording

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

FILM = Path(__file__).resolve().parents[3] / "src/verkstad/site/dossiers/sample/files/verkstad-i-praktiken.webm"


def send_film(route: Any) -> None:
    """In stretches, as a player asks for it before it can jump; the server of tests cannot send them."""
    whole = FILM.read_bytes()
    first, _dash, last = route.request.headers.get("range", "bytes=0-").removeprefix("bytes=").partition("-")
    end = int(last) + 1 if last else len(whole)
    head = {"Content-Range": f"bytes {first}-{end - 1}/{len(whole)}", "Accept-Ranges": "bytes"}
    route.fulfill(status=206, headers=head, body=whole[int(first) : end], content_type="video/webm")


@pytest.fixture
def recording() -> Recording:
    return make.make_recording(
        make.make_event(title="Öppna data", slug="oppna-data"),
        file="a" * 64,
        file_name="prat.webm",
        media_type="video/webm",
    )


@pytest.fixture
def editor(opened: Callable[..., Any], recording: Recording, track: CaptionTrack) -> Any:
    """The editor with a film that plays."""
    page = opened("about:blank", language="en")
    page.context.route("**/edit/files/show/**", send_film)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address(recording, track))
    page.locator("[data-captions-editor]").wait_for()
    yield page
    assert faults == []


def saved(page: Any) -> None:
    page.locator("[data-saved]", has_text="Everything is saved.").wait_for()


def test_captions_are_corrected_by_keyboard(editor: Any, track: CaptionTrack) -> None:
    keys, words = editor.keyboard, editor.locator("#captions-text")
    rows = editor.locator(".captions-line")
    assert rows.first.locator("mark").text_content() == "verkstan (unsure)"
    assert rows.first.locator(".captions-by").first.inner_text() == "Automatic line"

    keys.press("F9")  # the unsure word is selected, and written over
    keys.type("verkstaden")
    saved(editor)
    assert texts(track)[0] == "Välkomna till verkstaden."
    assert editor.locator("[data-heard]").inner_text() == "The machine heard: Välkomna till verkstan."
    assert editor.locator("[data-by]").inner_text() == "Corrected line"

    keys.press("Alt+ArrowDown")
    keys.press("Alt+ArrowDown")
    keys.press("Alt+ArrowUp")
    assert words.input_value() == "Vi börjar."
    for _letter in "Vi":
        keys.press("ArrowRight")
    keys.press("Alt+Enter")
    assert words.input_value() == "börjar."
    assert rows.count() == 4
    keys.press("Alt+ArrowUp")
    keys.press("Alt+Shift+Enter")
    assert words.input_value() == "Vi börjar."
    keys.press("Control+z")
    keys.press("Control+z")
    assert rows.count() == 3
    keys.press("Control+Shift+z")
    assert rows.count() == 4
    saved(editor)
    assert texts(track)[1:3] == ["Vi", "börjar."]

    keys.press("F4")
    editor.wait_for_function("() => !document.querySelector('[data-captions-media]').paused")
    keys.press("F8")
    editor.evaluate("document.querySelector('[data-captions-media]').currentTime = 3.9")
    keys.press("Alt+PageDown")
    assert editor.locator("#captions-end").input_value() == "0:03.9"
    editor.locator("#captions-start").fill("i mitten")
    keys.press("Enter")
    assert "“i mitten” is not a time." in editor.locator("#captions-error").inner_text()
    saved(editor)

    editor.get_by_text("Find and replace").click()
    editor.locator("#captions-find").fill("TACK")
    assert editor.locator("[data-found]").inner_text() == "Found 1 times, in 1 lines."
    editor.locator("#captions-replace").fill("Ett $& tack")
    editor.get_by_role("button", name="Replace everywhere").press("Enter")
    editor.get_by_text("Move the times").click()
    editor.locator("#captions-shift").fill("-9")
    editor.get_by_role("button", name="All lines").press("Enter")
    assert "before the recording does" in editor.locator("#captions-shift-error").inner_text()
    editor.locator("#captions-shift").fill("1,5")
    editor.get_by_role("button", name="All lines").press("Enter")
    saved(editor)
    cues = CaptionTrack.objects.get(pk=track.pk).cues
    assert [cue["start"] for cue in cues] == [1.5, 4.0, 4.33, 5.5]
    assert (cues[3]["text"], cues[3]["heard"]) == ("Ett $& tack.\nOch hej.", CUES[2]["heard"])

    editor.locator("#captions-go").fill("2")
    keys.press("Enter")
    editor.locator("#captions-speaker").fill("Bo Ek")
    editor.get_by_role("button", name="approve").press("Enter")  # what was just written is saved first
    editor.get_by_text("The captions are now: approved.").wait_for()
    row = CaptionTrack.objects.get(pk=track.pk)
    assert (row.state, row.cues[1]["speaker"]) == ("approved", "Bo Ek")
    editor.locator("[data-captions-editor]").wait_for()  # the page came anew, and its script after it
    approve = editor.get_by_role("button", name="approve")
    assert approve.count() == 0
    keys.press("Alt+ArrowDown")
    keys.type("Hej! ")
    approve.wait_for()  # words that were changed are nobody's approved ones
    saved(editor)
    assert CaptionTrack.objects.get(pk=track.pk).state == "corrected"


def test_nothing_is_lost_when_two_write_or_the_line_is_broken(
    editor: Any, recording: Recording, track: CaptionTrack
) -> None:
    words, context = editor.locator("#captions-text"), editor.context
    save_cues(track, [{**CUES[1], "text": "En annans ord."}], based_on=1, by=None, at=NOON)
    editor.locator(".captions-open").nth(1).click()
    words.fill("Mina ord.")

    editor.get_by_role("heading", name="Somebody else changed the same lines").wait_for()
    assert editor.locator("[data-conflicts] [data-mine]").inner_text().endswith("Mina ord.")
    assert editor.locator("[data-conflicts] [data-theirs]").inner_text().endswith("En annans ord.")
    assert texts(track)[1] == "En annans ord."
    editor.get_by_role("button", name="Use mine").press("Enter")
    saved(editor)
    assert texts(track)[1] == "Mina ord."

    words.fill("")
    editor.locator("[data-status]", has_text="are not saved").wait_for()
    assert editor.locator("#captions-error").inner_text() == "The line has no words. Write them, or remove the line."
    words.fill("Mina ord igen.")
    saved(editor)

    context.set_offline(True)
    words.fill("Skrivet utan nät.")
    editor.locator("[data-status]", has_text="No connection.").wait_for()
    kept = editor.evaluate("localStorage.getItem(document.querySelector('[data-captions-editor]').dataset.keep)")
    assert "Skrivet utan nät." in kept
    context.clear_cookies()
    context.set_offline(False)
    editor.locator("[data-status]", has_text="You are logged out.").wait_for()
    assert texts(track)[1] == "Mina ord igen."


def test_what_the_browser_kept_is_offered_back_and_taken(
    editor: Any, recording: Recording, track: CaptionTrack
) -> None:
    line = {"id": "b", "start": 2.5, "end": 4, "text": "Skrivet förut.", "by": "person"}
    editor.evaluate(
        "(kept) => localStorage.setItem(document.querySelector('[data-captions-editor]').dataset.keep, JSON.stringify({at: Date.now(), ...kept}))",
        {"version": 1, "changed": [line], "removed": ["c"]},
    )
    editor.reload()

    editor.get_by_role("button", name="Take them back").press("Enter")

    saved(editor)
    assert texts(track) == [CUES[0]["text"], "Skrivet förut."]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_hold_up_before_axe_and_at_320_pixels(
    opened: Callable[..., Any],
    node_tool: Callable[[str], Path],
    recording: Recording,
    track: CaptionTrack,
    language: str,
) -> None:
    axe = node_tool("axe-core/axe.min.js")
    keep_version(track, by=None, at=NOON)
    page = opened("about:blank", language=language)
    page.context.route("**/edit/files/show/**", send_film)
    plain = opened("about:blank", language=language, script=False)
    plain.route("**/edit/files/show/**", lambda route: route.abort())
    plain.goto(address(recording, track))
    assert plain.locator("fieldset.captions-plain").count() == len(CUES) + 1
    colours = ("light", "dark") if language == "sv" else ("dark", "light")
    for colour, width in zip(colours, (WIDE, NARROW), strict=True):
        dress(page, colour, width)
        page.goto(address(recording))
        assert findings(page, axe, within="main, #main") == []
        page.goto(address(recording, track))
        page.locator(".captions-open").first.click()
        for summary in page.locator(".captions-side summary").all()[:2]:
            summary.click()
        page.locator("#captions-shift").press("Enter")
        assert findings(page, axe, within="main, #main") == []
        wide = "document.querySelector('.files').scrollWidth - document.querySelector('.files').clientWidth"
        assert page.evaluate(wide) <= 0


def test_a_long_recording_opens_and_answers_quickly(
    opened: Callable[..., Any], recording: Recording, track: CaptionTrack
) -> None:
    many = [{"id": f"c{n}", "start": n * 2, "end": n * 2 + 2, "text": f"Det här är rad {n}. " * 3} for n in range(2500)]
    put_captions(recording, "sv", many, state="machine", origin="", replacing=True, by=None, at=NOON)
    page = opened(address(recording, track), language="en")
    page.locator(".captions-line").nth(2499).wait_for(state="attached")

    took = page.evaluate(
        """async () => {
            const before = performance.now();
            document.querySelectorAll(".captions-open")[1200].click();
            const words = document.querySelector("#captions-text");
            for (let n = 0; n < 10; n += 1) {
                words.value += "x";
                words.dispatchEvent(new Event("input", { bubbles: true }));
            }
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return performance.now() - before;
        }"""
    )

    assert took < 2000  # ten letters and the opening of a line; a tenth of that on a machine that is not busy
