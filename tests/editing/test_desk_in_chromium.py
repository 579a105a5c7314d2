# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page that the handbook leads to, whole: axe finds nothing in it, and it does not scroll sideways on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import make_user
from tests.house.test_guide import archive, guide, steps_in

__all__ = ["archive"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = """async tags => (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations.flatMap(
    one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 140)))"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # only where a browser is opened

    # Playwright runs a loop in this thread, and Django would take each query for one made inside it.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.mark.parametrize(
    ("language", "colours", "width"),
    [("sv", "light", 1280), ("en", "dark", 1280), ("sv", "dark", 320), ("en", "light", 320)],
)
def test_pages_of_the_handbook_hold_up_before_axe_and_on_a_telephone(
    browser: Any, live_server: Any, archive: dict[str, str], node_tool: Any, language: str, colours: str, width: int
) -> None:
    axe = node_tool("axe-core/axe.min.js").read_text()
    client = Client()
    client.force_login(make_user("ada@example.se", role="administrator"))
    context = browser.new_context(
        base_url=live_server.url, locale=language, color_scheme=colours, bypass_csp=True, reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )  # fmt: skip
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    found = []
    addresses = dict.fromkeys(step.page.format(**archive) for step in steps_in(guide("sv")) if step.role != "nobody")
    for address in [*addresses, "/edit/help/"]:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate(axe)
        found += [f"{address} {one}" for one in page.evaluate(AXE, AXE_TAGS)]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{address} scrolls sideways by {wide} px")
    context.close()

    assert not found, "\n".join(found)
