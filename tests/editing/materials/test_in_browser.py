# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files at the desk in Chromium, against the server as it runs: many at once, broken off and gone on with, seen when published."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import WCAG, context_of, findings
from tests.conftest import ROOT
from tests.databases import migrated_database
from tests.intake.files import samples
from tests.site.conftest import free_port, wait_for
from tests.site.test_demo import ask

pytestmark = pytest.mark.browser

MAKE = """
from verkstad.site.starting import start_django
start_django()
import json
from datetime import date
from tests import factories as make
event = make.make_event(title="Roda-nätverket", slug="roda-natverket", start_date=date(2024, 5, 7))
user = make.make_user("anna.berg@example.se", role="administrator")
from django.test import Client
client = Client()
client.force_login(user)
cookies = {name: morsel.value for name, morsel in client.cookies.items()}
print(json.dumps({"event": str(event.pk), "series": str(event.series_id), "cookies": cookies}))
"""
SERVE = """
from verkstad.site.serving import serve
from verkstad.site.settings_table import read_settings
serve(read_settings(), ready=lambda address: print(address, flush=True))
"""


class Site:
    """A served home with one workshop; it can be stopped and started again."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        self.environ = {
            **os.environ, "VERKSTAD_HOME": str(home), "PORT": str(self.port), "VERKSTAD_WORKERS": "1", "VERKSTAD_UPLOAD_MAX_MB": "50",
        }  # fmt: skip
        self.environ.pop("DATABASE_URL", None)
        shutil.copy(migrated_database(), home / "database.sqlite3")
        made = subprocess.run(
            [sys.executable, "-c", MAKE], env=self.environ, cwd=ROOT, capture_output=True, text=True, check=True
        )
        self.made = json.loads(made.stdout)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = self.home / "log"
        with log.open("ab") as file:
            self.process = subprocess.Popen([sys.executable, "-c", SERVE], env=self.environ, stdout=file, stderr=file)
        wait_for(lambda: (answer := ask(self.port, "/edit/login/")) is not None and answer.status == 200, log, 120)
        wait_for(lambda: ask(self.port, "/event/roda-natverket/").status == 200, log, 120)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(60)
            self.process = None

    def page_of_files(self) -> str:
        return f"/edit/files/event/{self.made['event']}/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("files"))
    site.start()
    yield site
    site.stop()


@contextlib.contextmanager
def desk(browser: Any, site: Site, **options: Any) -> Iterator[Any]:
    address = f"http://127.0.0.1:{site.port}"
    context = context_of(browser, address, **{"locale": "en", **options})
    for name, value in site.made["cookies"].items():
        context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.unroute_all(behavior="ignoreErrors")
    context.close()
    assert faults == []


def a_file(name: str, content: bytes, media_type: str = "application/pdf") -> dict[str, Any]:
    return {"name": name, "mimeType": media_type, "buffer": content}


def a_pdf(size: int) -> bytes:
    return b"%PDF-1.7\n" + bytes(size) + b"\nstartxref\n9\n%%EOF\n"


DROP = """([files]) => {
    const held = new DataTransfer();
    for (const [name, text] of files) held.items.add(new File([text], name));
    const onto = document.querySelector("[data-upload-drop]");
    for (const kind of ["dragenter", "dragover", "drop"]) {
        onto.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
    }
}"""


def test_many_files_are_dropped_at_once_and_the_wrong_ones_say_why(browser: Any, site: Site) -> None:
    with desk(browser, site) as page:
        page.goto(site.page_of_files())
        files = [[f"tal {number}.pdf", samples.PDF.decode()] for number in range(1, 6)]
        page.evaluate(DROP, [[*files, ["bilder.pdf", samples.HTML.decode()], ["tom.pdf", ""]]])

        page.locator("[data-rows] > li").nth(4).wait_for()
        refused = page.locator(".is-refused")
        refused.nth(1).wait_for()

        assert page.locator("[data-rows] legend").all_inner_texts() == [f"Tal {number} Draft" for number in range(1, 6)]
        assert "is a web page (HTML)" in refused.nth(0).inner_text()
        assert "“tom.pdf” is empty" in refused.nth(1).inner_text()


def test_file_over_the_limit_is_refused_before_a_byte_is_sent(browser: Any, site: Site, tmp_path: Path) -> None:
    large = tmp_path / "hela.mp4"
    with large.open("wb") as file:
        file.truncate(51 * 1024**2)
    with desk(browser, site) as page:
        page.goto(site.page_of_files())
        # The browser asks for the icon of the page when it likes to, which has nothing to do with the file.
        icons = page.locator("link[rel~=icon]").evaluate_all("links => links.map((link) => link.href)")
        asked: list[str] = []
        page.on("request", lambda request: request.url in icons or asked.append(request.url))
        page.set_input_files("input[type=file]", large)

        page.locator(".is-refused").wait_for()

        assert "The limit here is 50.0\xa0MB. Nothing was sent." in page.locator(".is-refused").inner_text()
        assert asked == []


def test_upload_goes_on_after_a_broken_line_a_closed_tab_and_a_server_started_again(
    browser: Any, site: Site, tmp_path: Path
) -> None:
    film = tmp_path / "stor.pdf"
    film.write_bytes(a_pdf(40 * 1024**2))
    sent: list[int] = []

    def tell(page: Any) -> None:
        page.on(
            "requestfinished",
            lambda request: request.method == "PATCH" and sent.append(int(request.headers["upload-offset"])),
        )

    with desk(browser, site) as page:
        tell(page)
        page.goto(site.page_of_files())
        page.context.route("**/edit/uploads/*", lambda route: route.abort() if len(sent) >= 2 else route.continue_())
        page.set_input_files("input[type=file]", film)
        page.get_by_text("The connection broke").wait_for()
        assert page.locator("progress").get_attribute("value") is not None
    site.stop()
    site.start()

    with desk(browser, site) as page:
        tell(page)
        page.goto(site.page_of_files())
        assert re.search(r"stor\.pdf.*[34]\d\s% has come", page.locator("[data-unfinished]").inner_text(), re.DOTALL)
        page.set_input_files("input[type=file]", film)
        page.locator("[data-rows] legend", has_text="Stor").wait_for()
        assert page.locator("[data-unfinished]").count() == 0

    assert sent == [number * 8 * 1024**2 for number in range(6)]  # each part once
    stored = [file for file in (site.home / "media").glob("??/*") if file.stat().st_size == film.stat().st_size]
    assert [file.read_bytes() == film.read_bytes() for file in stored] == [True]


def test_pausing_keeps_what_has_come_and_continuing_sends_the_rest(browser: Any, site: Site, tmp_path: Path) -> None:
    film = tmp_path / "paus.pdf"
    film.write_bytes(a_pdf(20 * 1024**2))
    with desk(browser, site) as page:
        page.goto(site.page_of_files())
        held: list[Any] = []

        def hold_the_first(route: Any) -> None:
            if route.request.method == "PATCH" and not held:
                held.append(route)
            else:
                route.continue_()

        page.context.route("**/edit/uploads/*", hold_the_first)
        with page.expect_request(lambda request: request.method == "PATCH"):
            page.set_input_files("input[type=file]", film)
        page.get_by_role("button", name=re.compile("Pause")).click()
        page.get_by_text("Paused at").wait_for()

        page.get_by_role("button", name=re.compile("Continue")).click()

        page.locator("[data-rows] legend", has_text="Paus").wait_for()


def test_file_is_seen_by_readers_when_it_is_published_and_not_before(browser: Any, site: Site) -> None:
    with desk(browser, site) as page:
        page.goto(site.page_of_files())
        page.set_input_files("input[type=file]", [a_file("Röda bilder.pdf", a_pdf(1000))])
        row = page.locator("[data-rows] > li", has_text="Röda bilder")
        row.wait_for()
        sum = re.search(r"[0-9a-f]{64}", row.get_by_role("link", name="Röda bilder.pdf").get_attribute("href"))[0]
        public = f"/files/{sum}/R%C3%B6da%20bilder.pdf"
        assert ask(site.port, public).status == 404

        row.get_by_role("button", name=re.compile("Publish now")).click()

        wait_for(lambda: ask(site.port, public).status == 200, site.home / "log")
        assert f'href="{public}"' in ask(site.port, "/event/roda-natverket/").text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_of_files_hold_up_before_axe_and_at_320_pixels(
    browser: Any, site: Site, language: str, node_tool: Any
) -> None:
    axe = node_tool("axe-core/axe.min.js")
    event, series = site.made["event"], site.made["series"]
    with desk(browser, site, locale=language, bypass_csp=True, viewport={"width": 320, "height": 800}) as page:
        page.goto(site.page_of_files())
        page.set_input_files("input[type=file]", [a_file(f"Utkast {language}.pdf", a_pdf(2000))])
        page.locator("[data-rows] > li", has_text=f"Utkast {language}").wait_for()
        versions = page.locator("[data-rows] > li", has_text=f"Utkast {language}").locator(
            "a[href*='/files/material/']"
        )
        addresses = [site.page_of_files(), versions.get_attribute("href"), f"/edit/files/picture/event/{event}/"]
        page.goto(f"/edit/files/picture/series/{series}/")
        page.set_input_files("input[type=file]", [a_file("sal.png", samples.picture("PNG", (900, 400)), "image/png")])
        page.locator("figure img").wait_for()
        for address in [*addresses, page.url]:
            page.goto(address)
            assert findings(page, axe, within="main", tags=WCAG) == []
            wide = "document.querySelector('.files').scrollWidth - document.querySelector('.files').clientWidth"
            assert page.evaluate(wide) <= 0, address
