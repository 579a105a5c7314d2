# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages in Chromium: accessible, still, narrow, dark, and asking nobody else for anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

KINDS = [
    "/", "/events/", "/events/2024/", "/events/2024/print/", "/event/full/", "/event/coming/", "/event/called-off/", "/event/english/", "/person/anna-berg/",
    "/organisation/digg/", "/topic/e-arkiv/", "/series/nosad/", "/people/", "/organisations/", "/topics/", "/subscribe/", "/changes/", "/about/", "/policy/",
    "/privacy/", "/accessibility/", "/data/", "/404.html",
]  # fmt: skip

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"]

SHIFTS = """
() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 100);
})
"""


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # only where a browser is opened

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def readers(browser: Any) -> Iterator[list[Any]]:
    """One on a narrow phone by day, one at a desk by night. axe is put in from outside, past the pages' own policy."""
    contexts = [
        browser.new_context(color_scheme=colours, viewport={"width": width, "height": 900}, bypass_csp=True)
        for colours, width in (("light", 320), ("dark", 1280))
    ]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", KINDS)
def test_a_page_is_accessible_and_keeps_to_itself(path, language, readers, address, node_tool):
    for page in readers:
        asked: list[str] = []

        def noted(request, asked=asked):
            asked.append(request.url)

        page.on("request", noted)
        page.goto(address + language + path)
        shifted = page.evaluate(SHIFTS)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.evaluate(node_tool("axe-core/axe.min.js").read_text())
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        page.remove_listener("request", noted)

        assert [(violation["id"], violation["nodes"][0]["target"]) for violation in found["violations"]] == []
        assert wide == 0
        assert shifted == 0
        assert len(asked) <= 5
        assert all(url.startswith(address) for url in asked)


@pytest.mark.browser
def test_pages_hold_under_a_strict_policy_and_at_twice_the_size(browser, address):
    context = browser.new_context(viewport={"width": 640, "height": 450})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in KINDS:
        page.goto(address + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, path
    context.close()

    assert complaints == []


@pytest.mark.browser
def test_everything_is_reached_by_keyboard_with_a_ring_to_see(browser, address):
    page = browser.new_page()
    page.goto(address + "/event/full/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"

    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    page.close()

    assert {
        "/en/event/full/",
        "/files/" + "ab" * 32 + "/s%C3%A5%20h%C3%A4r.pdf",
        "/person/anna-berg/",
        "/accessibility/",
    } <= reached
