# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reader's way through NOSAD's archive in Chromium, as ``make run`` serves it, and what reaches them while they read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import NARROW, context_of, dress, findings
from tests.databases import migrated_database
from tests.site.conftest import free_port, wait_for
from tests.site.test_demo import ask, started

pytestmark = pytest.mark.browser

CANCEL = """
from datetime import UTC, datetime
from verkstad.site.starting import start_django
start_django()
from verkstad.archive.actions.events import cancel_event
from verkstad.archive.models import Event
cancel_event(Event.objects.get(slug="2024-06-04-hansken"), note=None, by=None, at=datetime.now(UTC))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """NOSAD's archive, served with its clock."""
    home = tmp_path_factory.mktemp("reader")
    shutil.copy(migrated_database(), home / "database.sqlite3")
    port = free_port()
    with started(home, port):
        yield home, port


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def page(request: pytest.FixtureRequest, browser: Any, site: tuple[Path, int]) -> Iterator[Any]:
    context = context_of(browser, f"http://127.0.0.1:{site[1]}", java_script_enabled=request.param)
    yield context.new_page()
    assert context.cookies() == []


def test_reader_goes_from_home_to_who_knows_about_e_archives_and_to_the_english_twin(page: Any) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Ämnen").click()
    page.get_by_role("link", name="E-arkiv", exact=True).first.click()
    page.locator(".row").get_by_role("link", name="Roda-nätverket").click()
    assert page.title() == "Roda-nätverket, 7 maj 2024 – NOSAD"

    page.get_by_role("link", name="English").click()

    assert re.search(r"/en/event/2024-05-07-roda-natverket/$", page.url)
    assert page.locator("html").get_attribute("lang") == "en"
    assert "7 May 2024" in page.title()


def test_reader_finds_a_workshop_by_a_speaker_and_narrows_it_to_a_year(page: Any) -> None:
    page.goto("/events/")
    form = page.get_by_role("search", name="Sök i listan")
    form.get_by_role("searchbox").fill("Johan Linåker")
    form.get_by_role("button", name="Sök").click()
    everything = page.locator(".row").count()

    form.get_by_role("combobox", name="År").select_option("2021")
    form.get_by_role("button", name="Sök").click()

    assert 0 < page.locator(".row").count() < everything
    assert "year=2021" in page.url


def test_reader_reports_a_mistake_and_is_told_that_it_came(page: Any, site: tuple[Path, int]) -> None:
    page.goto("/event/2024-05-07-roda-natverket/")
    page.get_by_role("link", name="Rapportera ett fel på den här sidan").click()
    page.locator("textarea").fill("Länken till inspelningen saknas.")
    page.get_by_role("button", name=re.compile("Skicka")).click()

    assert page.get_by_role("heading", level=1).count() == 1
    told = subprocess.run(
        [sys.executable, "-m", "verkstad.site.command", "messages", "--json"],
        env={**os.environ, "VERKSTAD_HOME": str(site[0])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Länken till inspelningen saknas." in told
    assert "/event/2024-05-07-roda-natverket/" in told


def test_cancelled_workshop_reaches_page_calendar_feed_and_changes_while_serving(site: tuple[Path, int]) -> None:
    home, port = site
    before = ask(port, "/event/2024-06-04-hansken.ics").text

    environ = {**os.environ, "VERKSTAD_HOME": str(home)}
    subprocess.run([sys.executable, "-c", CANCEL], env=environ, check=True)
    wait_for(lambda: "Inställd" in ask(port, "/event/2024-06-04-hansken/").text, home / "log")

    calendar = ask(port, "/event/2024-06-04-hansken.ics").text
    assert "STATUS:CONFIRMED" in before
    assert "STATUS:CANCELLED" in calendar
    assert sequence(calendar) == sequence(before) + 1
    assert "STATUS:CANCELLED" in ask(port, "/events.ics").text
    assert "Inställd" in ask(port, "/changes/").text
    assert "Cancelled" in ask(port, "/en/changes/feed.atom").text


def sequence(calendar: str) -> int:
    found = re.search(r"^SEQUENCE:(\d+)", calendar, re.MULTILINE)
    assert found is not None
    return int(found[1])


def test_person_taken_out_is_nowhere_in_the_edition(site: tuple[Path, int]) -> None:
    from verkstad.edition.store import Reader

    home, port = site
    page = ask(port, "/person/anna-bayard/")
    assert page.status == 200
    assert "Anna Bayard" in page.text

    subprocess.run(
        [sys.executable, "-m", "verkstad.site.command", "person", "out", "anna-bayard"],
        env={**os.environ, "VERKSTAD_HOME": str(home)},
        check=True,
    )

    reader = Reader(home / "editions")
    reader.refresh()
    named = [entry.path for entry in reader.entries() if b"Anna Bayard" in reader.read(entry)]
    assert named == []
    wait_for(lambda: ask(port, "/person/anna-bayard/").status in {404, 410}, home / "log")


def test_reader_searches_from_any_page_and_is_led_to_the_workshop(page: Any) -> None:
    page.goto("/about/")
    box = page.get_by_role("search", name="Sök på hela webbplatsen")
    box.get_by_role("searchbox").fill("bluffakturor")
    box.get_by_role("searchbox").press("Enter")

    assert page.get_by_role("heading", level=1).inner_text() == "1 träff på ”bluffakturor”"
    assert page.locator("mark").all_inner_texts() == ["bluffakturor"]
    page.locator(".found").get_by_role("link").first.click()
    assert "2022-11-11-oppna-data-om-inkop-sparar-miljarder" in page.url


def test_reader_mends_a_slip_by_one_link(page: Any) -> None:
    page.goto("/search?q=elsparkcyklarr+Stockhlm")
    page.get_by_role("link", name=re.compile("tockholm$")).first.click()

    assert "svenska-staders-behov" in page.locator(".found a").first.get_attribute("href")


def test_results_come_while_one_types_and_only_their_number_is_told(browser: Any, site: tuple[Path, int]) -> None:
    page = context_of(browser, f"http://127.0.0.1:{site[1]}").new_page()
    page.goto("/search")
    page.get_by_role("searchbox").press_sequentially("geodat", delay=20)

    page.locator(".found a", has_text="Kom igång med öppna geodata").first.wait_for()
    assert page.locator("[data-search-status]").inner_text() == ""
    assert re.search(r"/search\?q=geodat$", page.url)
    page.locator("[data-search-status]", has_text="träffar").wait_for(state="attached")
    assert page.get_by_role("searchbox").evaluate("box => box === document.activeElement")


@pytest.mark.parametrize(
    "address", ["/search", "/search?q=öppen+källkod", "/en/search?q=data&year=2021", "/search?q=zzzqqq&year=2021"]
)
def test_axe_finds_nothing_on_the_search_page(
    address: str, browser: Any, site: tuple[Path, int], node_tool: Any
) -> None:
    page = context_of(browser, f"http://127.0.0.1:{site[1]}", bypass_csp=True).new_page()
    dress(page, "light", NARROW)
    page.goto(address)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")

    by_day = findings(page, node_tool("axe-core/axe.min.js"))
    dress(page, "dark", NARROW)
    by_night = findings(page, node_tool("axe-core/axe.min.js"))

    assert by_day == by_night == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
