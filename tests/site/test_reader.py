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


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # only where a browser is opened

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def page(request: pytest.FixtureRequest, browser: Any, site: tuple[Path, int]) -> Iterator[Any]:
    context = browser.new_context(base_url=f"http://127.0.0.1:{site[1]}", java_script_enabled=request.param)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


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
    page.get_by_role("searchbox").fill("Johan Linåker")
    page.get_by_role("button", name="Sök").click()
    everything = page.locator(".row").count()

    page.get_by_role("combobox", name="År").select_option("2021")
    page.get_by_role("button", name="Sök").click()

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
    wait_for(lambda: "Inställd" in ask(port, "/event/2024-06-04-hansken/").text, home / "log", 60)

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
    wait_for(lambda: ask(port, "/person/anna-bayard/").status in {404, 410}, home / "log", 10)
