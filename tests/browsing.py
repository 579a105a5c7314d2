# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chromium for tests: one for a whole process, people at the desk in it, and what axe finds on a page."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE = 90_000
"""Milliseconds for what is to come: a machine that is slow or busy is given time, and a quick one loses none."""
WIDE, NARROW = 1280, 320
"""Pixels: a screen on a desk, and the narrowest that WCAG asks for."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_WITHOUT = [
    # Suggestions below the address bar: two pages of the browser's own for each context, dearer than most of what is tested in it.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    # What Playwright goes without; a second list takes the place of its own.
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
]  # fmt: skip
"""Features of Chromium that are turned off."""
_UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"
_running: list[Any] = []


def the_browser(executable: Path) -> Any:
    """The browser of this process; started when it is first asked for, as starting takes a second."""
    if not _running:
        from playwright.sync_api import sync_playwright  # only where a browser is opened

        playwright = sync_playwright().start()
        # Playwright keeps a loop in this thread, and Django would take each query for one made inside it.
        os.environ[_UNSAFE] = "1"
        arguments = ["--no-sandbox", "--disable-gpu", f"--disable-features={','.join(_WITHOUT)}"]
        launched = playwright.chromium.launch(executable_path=str(executable), args=arguments)
        _running.extend([launched, playwright])
    return _running[0]


def close_the_browser() -> None:
    """Before tests that open no page: a loop of their own cannot run beside Playwright's."""
    if _running:
        launched, playwright = _running
        _running.clear()
        launched.close()
        playwright.stop()
        os.environ.pop(_UNSAFE, None)


def close_contexts(browser: Any) -> None:
    """Close what a test has opened, and let the server of this process answer what pages asked for as they went.

    Else an answer would come in the middle of the next test, and what it writes would be found there.
    """
    for context in browser.contexts:
        context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)


def context_of(browser: Any, address: str, *, user: Any = None, **options: Any) -> Any:
    """A browser context at an address, logged in to the desk of this process as a user if one is given.

    ``options`` are Playwright's for a context. Pages that are opened in one context share what they have fetched: where a test
    opens many, one context for all of them is quicker.
    """
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(PATIENCE)
    if user is not None:
        from django.test import Client

        client = Client()
        client.force_login(user)
        context.add_cookies(
            [{"name": name, "value": morsel.value, "url": address} for name, morsel in client.cookies.items()]
        )
    return context


def open_at_the_desk(page: Any, address: str) -> None:
    """Open a page of the desk and wait for what scripts put on it after it has loaded: the menu and the icons."""
    page.goto(address)
    page.wait_for_function(
        "() => document.querySelector('[data-sprite] symbol') && document.querySelector('#wagtail-sidebar nav')"
    )


def looks(addresses: list[str], language: str) -> Iterator[tuple[str, str, int]]:
    """Of each address the colours and the width to look at it in.

    They take turns, and each address gets in English what it did not get in Swedish: in two visits every page meets both
    languages, both colours and both widths, and every pair of them is met by some.
    """
    for number, address in enumerate(addresses):
        by_day = (number + (language == "en")) % 2 == 0
        wide = number % 4 < 2 if language == "sv" else number % 4 >= 2
        yield address, "light" if by_day else "dark", WIDE if wide else NARROW


def dress(page: Any, colours: str, width: int) -> None:
    """Have a page shown in these colours and this width, and without motion: colours that fade over would be met on the way."""
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})


def unroll(page: Any) -> None:
    """Make the window as high as the page: what stays in sight at its foot lies over nothing then, as when one has scrolled there."""
    below = "el => (el.scrollHeight - el.clientHeight) * /auto|scroll/.test(getComputedStyle(el).overflowY)"
    missing = page.evaluate(
        f"Math.max(...[...document.querySelectorAll('html, main, main *, body, body > *')].map({below}))"
    )
    height = page.viewport_size["height"] + missing
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})


def scrolls_sideways(page: Any) -> int:
    """By how many pixels a page is wider than what it is looked at in, on a desk or on a telephone."""
    wide = []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        wide.append(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
    return max(wide)


@functools.cache
def _source(axe: Path) -> str:
    return axe.read_text("utf-8")


def findings(page: Any, axe: Path, *, within: Any = None, tags: list[str] | None = None, **options: Any) -> list[str]:
    """What axe finds, as sentences: in the whole page or within a selector or context of axe's, by all its rules or those of tags."""
    page.evaluate(_source(axe))
    violations = page.evaluate(
        "async ([within, options]) => (await axe.run(within ?? document, options)).violations",
        [within, {"resultTypes": ["violations"], **({"runOnly": tags} if tags else {}), **options}],
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in violations
        for node in one["nodes"]
    ]
