# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages in Chromium: accessible, still, narrow, dark, and asking nobody else for anything."""

import pytest

from tests.browsing import WCAG, context_of, dress, findings, looks, scrolls_sideways

KINDS = [
    "/", "/events/", "/events/2024/", "/events/2024/print/", "/event/full/", "/event/coming/", "/event/called-off/", "/event/english/", "/event/spoken/", "/person/anna-berg/",
    "/organisation/digg/", "/topic/e-arkiv/", "/series/nosad/", "/people/", "/organisations/", "/topics/", "/subscribe/", "/changes/", "/about/", "/policy/",
    "/privacy/", "/accessibility/", "/data/", "/404.html",
]  # fmt: skip

TAGS = [*WCAG, "best-practice", "wcag2aaa"]

SHIFTS = """
() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 100);
})
"""


@pytest.mark.browser
@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_are_accessible_and_keep_to_themselves(language, browser, address, node_tool):
    axe = node_tool("axe-core/axe.min.js")
    # axe is put in from outside, past the pages' own policy.
    page = context_of(browser, address, bypass_csp=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found: list[str] = []
    for path, colours, width in looks(KINDS, language):
        dress(page, colours, width)
        asked.clear()
        page.goto("/en" + path if language == "en" else path)
        if (shifted := page.evaluate(SHIFTS)) != 0:
            found.append(f"{path} shifts by {shifted} in {width}")
        found += [f"{path} asks {url}" for url in asked if not url.startswith(address)]
        besides = [url for url in asked if not url.endswith(".webp")]  # pictures of slides, and a poster
        if len(besides) > 5:
            found.append(f"{path} asks for much: {besides}")
        found += [f"{path} {one}" for one in findings(page, axe, tags=TAGS)]
        if (wide := scrolls_sideways(page)) > 0:
            found.append(f"{path} scrolls sideways by {wide} px")

    assert not found, "\n".join(found)


@pytest.mark.browser
def test_pages_hold_under_a_strict_policy_and_at_twice_the_size(browser, address):
    page = context_of(browser, address, viewport={"width": 640, "height": 450}).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in KINDS:
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, path

    assert complaints == []


@pytest.mark.browser
def test_everything_is_reached_by_keyboard_with_a_ring_to_see(browser, address):
    page = context_of(browser, address).new_page()
    page.goto("/event/full/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"

    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))

    assert {
        "/en/event/full/",
        "/files/" + "ab" * 32 + "/s%C3%A5%20h%C3%A4r.pdf",
        "/person/anna-berg/",
        "/accessibility/",
    } <= reached
