# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take the pictures of the editors' guide, in both languages, into docs/guide/pictures. Called by make guide-pictures.

Starts a demo of its own in a folder that is thrown away, with a workshop begun at its desk, so that the pictures show what
an editor meets and nothing of anybody's archive. Needs Debian's Chromium and the test environment.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "guide" / "pictures"
WIDTH, HEIGHT = 1100, 720
PICTURES = {
    "todo": "/edit/",
    "start": "/edit/workshop/start/",
    "form": "/edit/workshops/edit/{event}/",
    "agenda": "/edit/workshops/edit/{event}/#id_agenda-0-title_sv",
    "invitation": "/edit/todo/event/{event}/invitation/",
    "files": "/edit/files/event/{held}/",
    "captions": "{captions}",
}


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is missing: sudo apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="verkstad-guide-") as home, sync_playwright() as playwright:
        port = _free_port()
        environ = {**os.environ, "VERKSTAD_HOME": home, "PORT": str(port)}
        environ.pop("DATABASE_URL", None)
        demo = subprocess.Popen([sys.executable, "-m", "verkstad.site.command", "demo"], env=environ)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/edit/login/", demo)
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            ids = _begin_a_workshop(_desk(browser, address, "sv"))
            for language in ("sv", "en"):
                page = _desk(browser, address, language)
                for name, path in PICTURES.items():
                    _take(page, path.format(**ids), FOLDER / f"{name}-{language}.png")
            browser.close()
        finally:
            demo.terminate()
            demo.wait(30)


def _desk(browser: Any, address: str, language: str) -> Any:
    """A page of the desk as the demo's editor meets it."""
    context = browser.new_context(
        base_url=address, locale=language, viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/edit/login/")
    page.locator("button[name=role][value=editor]").click()
    page.wait_for_url("**/edit/")
    return page


def _begin_a_workshop(page: Any) -> dict[str, str]:
    """The next of the series, with one item and one speaker; gives its id, and that of one that was held."""
    day = (datetime.now(UTC) + timedelta(days=21)).date()
    page.goto("/edit/workshops/add/")
    page.wait_for_load_state("networkidle")
    for field, words in {
        "title_sv": "Öppen källkod i kommuner", "title_en": "Open source in municipalities", "start_date": str(day),
        "start_time": "12.00", "end_time": "13.00", "meeting_address_url": "https://meet.example.se/verkstad",
        "summary_sv": "Tre kommuner berättar vad de har lärt sig.",
    }.items():  # fmt: skip
        if not page.locator(f"#id_{field}").is_visible():
            page.locator("details", has=page.locator(f"#id_{field}")).first.locator("summary").click()
        page.locator(f"#id_{field}").fill(words)
    page.locator("[data-do=add][data-kind=agenda]").click()
    page.locator("#id_agenda-0-title_sv").fill("Så började vi")
    page.locator("[data-row=agenda] [data-do=add][data-kind=appearances]").click()
    page.keyboard.type("Johan Lin")
    page.locator("verkstad-thing-choice [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.locator("button.action-save").click()
    event = page.url.rstrip("/").split("/")[-1]
    page.goto("/edit/workshops/?q=Roda")
    held = page.locator("tbody a[href*='/edit/workshops/edit/']").first.get_attribute("href").rstrip("/").split("/")[-1]
    return {"event": event, "held": held, "captions": _captions(page)}


def _captions(page: Any) -> str:
    """The editor of the Swedish captions of the sample workshop's recording."""
    page.goto("/edit/workshops/?q=praktiken")
    sample = page.locator("tbody a[href*='/edit/workshops/edit/']", has_text="Verkstad i praktiken").first
    page.goto(f"/edit/files/event/{sample.get_attribute('href').rstrip('/').split('/')[-1]}/")
    recording = (
        page.locator("section[aria-labelledby=recordings] a").first.get_attribute("href").rstrip("/").split("/")[-1]
    )
    page.goto(f"/edit/recordings/{recording}/captions/")
    return page.locator("#track-sv a.button").get_attribute("href")


def _take(page: Any, path: str, file: Path) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)  # what slides in has come to rest
    if "#" in path:
        place = page.locator(path[path.index("#") :])
        place.evaluate("place => window.scrollTo(0, place.getBoundingClientRect().top + scrollY - 130)")
        page.wait_for_timeout(400)
    page.screenshot(path=file)
    # Few colours: these pictures are downloaded with every clone.
    with Image.open(file) as drawn:
        drawn.convert("RGB").quantize(48, dither=Image.Dither.NONE).save(file, optimize=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, demo: Any) -> None:
    for _attempt in range(600):
        if demo.poll() is not None:
            raise SystemExit("The demo did not start.")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  (our own, on this machine)
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The demo did not answer within five minutes.")


if __name__ == "__main__":
    main()
