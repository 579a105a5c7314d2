# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reader plays, reads along, cites, and leafs through slides: by mouse, by keyboard, and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browsing import context_of
from tests.edition.rendering.archive_of_records import AT, SITE, archive
from tests.edition.rendering.spoken import MEDIA, spoken_event
from tests.site.conftest import Server
from verkstad.edition.publish import publish
from verkstad.edition.source import RecordsSource

pytestmark = pytest.mark.browser

PATH = "/event/spoken/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page in an edition, from the server that readers meet: with its policy, and with parts of films."""
    home = tmp_path_factory.mktemp("home")
    (home / "media").symlink_to(MEDIA.root)
    publish(home / "editions", source=RecordsSource(archive(spoken_event())), site=SITE, at=AT, jobs=1)
    server = Server(home)
    yield f"http://127.0.0.1:{server.port}"
    server.stop()


@pytest.fixture
def page(browser: Any, address: str) -> Any:
    return context_of(browser, address, permissions=["clipboard-read", "clipboard-write"]).new_page()


def at(page: Any) -> float:
    return page.evaluate("document.querySelector('video').currentTime")


def test_a_time_in_the_text_seeks_marks_and_is_in_the_address(page):
    page.goto(PATH)

    page.get_by_role("link", name="0:40").click()

    page.wait_for_function("() => document.querySelector('video').currentTime >= 40")
    page.wait_for_function("() => document.querySelector('video').textTracks[0].mode === 'showing'")
    assert page.url.endswith("#t=40")
    now = page.locator(".said-text").first.locator("[data-now]")
    assert "Har någon en fråga?" in now.inner_text()
    assert page.locator(".band [aria-current=true]").inner_text().endswith("Frågor")


def test_the_text_follows_what_is_played(page):
    page.goto(PATH)
    page.locator("video").evaluate("video => { video.muted = true; video.preload = 'auto'; video.load(); }")
    page.wait_for_function("() => document.querySelector('video').readyState > 0")

    page.locator("video").evaluate("video => { video.currentTime = 13; }")

    page.wait_for_function("() => document.querySelector('.said-text [data-now]')?.id === 't=12'")


def test_an_address_with_a_second_arrives_there_without_playing(page):
    page.goto(f"{PATH}#t=12")

    page.wait_for_function("() => document.querySelector('video').currentTime >= 12")
    assert page.evaluate("document.querySelector('video').paused")
    assert page.locator("[id='t=12']").get_attribute("data-now") is not None


def test_what_is_said_now_can_be_cited_with_who_when_and_where(page):
    page.goto(f"{PATH}#t=12")
    page.get_by_text("Citera det som sades").click()

    page.get_by_role("button", name="Kopiera citatet").click()

    page.get_by_role("status").get_by_text("Kopierad").wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    origin = page.evaluate("location.origin")
    assert cited == f"Anna Berg: ”Det talade”, 7 maj 2024, 0:12. {origin}/event/spoken/#t=12"


def test_slides_are_leafed_through_with_keys_and_the_page_is_told(page):
    page.goto(PATH)
    pages = page.get_by_role("region", name="Sidorna i Bilder")
    pages.focus()

    page.keyboard.press("ArrowRight")
    told = page.locator("[data-deck-at]")
    assert told.inner_text() == "sida 2 av 3"
    page.keyboard.press("End")
    assert told.inner_text() == "sida 3 av 3"
    page.get_by_role("button", name="Föregående sida").click()
    assert told.inner_text() == "sida 2 av 3"
    assert page.evaluate("document.activeElement.textContent") == "Föregående sida"


def test_an_address_of_a_slide_shows_it_in_its_box(page):
    page.goto(f"{PATH}#page-3")

    page.wait_for_function(
        """() => {
            const [box, item] = [document.querySelector('.deck-pages'), document.getElementById('page-3')].map(e => e.getBoundingClientRect());
            return item.top >= box.top - 1 && item.top < box.bottom;
        }"""
    )
    assert page.locator("[data-deck-at]").inner_text() == "sida 3 av 3"


def test_a_player_elsewhere_is_asked_for_nothing_until_its_button_is_pressed(page):
    asked: list[str] = []
    page.route(re.compile("^https://"), lambda route: (asked.append(route.request.url), route.fulfill(body="spelaren")))
    page.goto(PATH)
    page.get_by_text("Spelar du den här får YouTube veta din IP-adress.").wait_for()
    assert asked == []

    with page.expect_request(re.compile("^https://")) as asking:
        page.get_by_role("button", name="Spela från YouTube").click()

    frame = page.locator("iframe")
    assert asking.value.url == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&autoplay=1"
    assert frame.get_attribute("title") == "Inspelningen, från YouTube"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_a_player_elsewhere_begins_at_the_second_of_the_address(page):
    page.route(re.compile("^https://"), lambda route: route.fulfill(body="spelaren"))
    page.goto(f"{PATH}#t2=95")

    with page.expect_request(re.compile("^https://")) as asking:
        page.get_by_role("button", name="Spela från YouTube").click()

    assert asking.value.url == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&autoplay=1&start=95"


def test_without_script_all_is_read_and_no_button_does_nothing(browser, address):
    context = context_of(browser, address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{PATH}#t=40")

    assert page.locator(".said-text").first.get_by_text("Har någon en fråga?").is_visible()
    assert page.get_by_text("Ingen betalar").is_visible()
    assert page.locator("video").is_visible()
    assert [button.inner_text() for button in page.get_by_role("main").get_by_role("button").all()] == []
    assert page.get_by_role("link", name="Se inspelningen (YouTube, 10 min)").is_visible()


def test_nobody_is_moved_who_asked_for_no_movement(browser, address):
    context = context_of(browser, address, reduced_motion="reduce")
    page = context.new_page()
    page.goto(PATH)
    page.evaluate("void (Element.prototype.scrollBy = function (how) { (window.moved ??= []).push(how.behavior); })")

    page.get_by_role("button", name="Nästa sida").click()

    assert page.evaluate("window.moved") == ["instant"]
