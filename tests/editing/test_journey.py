# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An editor's whole journey in Chromium, against the server as it runs: from a mailed code to a cancelled workshop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.editing.journey import Editor, Site, served
from tests.intake.files import samples

pytestmark = pytest.mark.browser

DAY = datetime.now(UTC).date() + timedelta(days=30)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("journey")) as site:
        yield site


def test_workshop_from_a_template_to_readers_and_through_all_that_happens_to_it(browser: Any, site: Site) -> None:
    anna, bo = Editor(browser, site, "anna@example.se"), Editor(browser, site, "bo@example.se")
    address = f"/event/{DAY}-kakor-i-offentlig-sektor/"
    calendar = f"{address.rstrip('/')}.ics"

    anna.log_in()
    begin_from_the_template(anna)
    write_the_agenda(anna)
    upload_slides(anna)
    send_for_review(anna)
    assert "Kakor i offentlig sektor" not in site.text("/events/")
    assert site.status(address) == 404

    bo.log_in()
    review_by_keyboard(bo)
    page = site.wait_until(address, lambda text: "Kakor i offentlig sektor" in text)
    assert all(words in page for words in ("Maria Dalhage", "Nyfiken Nilsson", "Bekräftas senare", "kl. 12–13"))
    assert "Cookies in the public sector" in site.text(f"/en{address}")
    publish_the_slides(bo)
    site.wait_until(address, lambda text: "Kakor.pdf" in text)

    correct_the_time(bo)
    site.wait_until(address, lambda text: "kl. 12–13.15" in text)
    assert re.search(r"Ny tid\b[^\n]*Kakor i offentlig sektor", site.text("/changes/"))
    assert re.search(r"New time\b[^\n]*Cookies in the public sector", site.text("/en/changes/"))

    return_to_the_version_before(bo)
    page = site.wait_until(address, lambda text: "13.15" not in text)
    assert "kl. 12–13" in page

    cancel(bo)
    page = site.wait_until(address, lambda text: "Inställd" in text)
    assert "Lokalen är upptagen." in page
    assert "STATUS:CANCELLED" in site.text(calendar)
    assert "STATUS:CANCELLED" in site.text("/events.ics")
    assert "Inställd" in site.text("/changes/feed.atom")
    assert "Cancelled" in site.text(f"/en{address}")


def begin_from_the_template(anna: Editor) -> None:
    page = anna.page
    anna.goes_to("Workshoppar")
    anna.goes_to("Ny workshop")
    anna.goes_to("En mall, en tidigare workshop")
    form = page.locator("form", has=page.get_by_role("button", name="Börja från mallen"))
    form.get_by_label("Mall").select_option(label="Lunchworkshop (Verkstadsträffar)")
    form.get_by_label("Titel").fill("Kakor i offentlig sektor")
    form.get_by_label("Dag").fill(str(DAY))
    form.get_by_label("Början").fill("12")
    form.get_by_label("Slut").fill("13")
    anna.goes_to("Börja från mallen", role="button")

    assert page.locator("#id_agenda-0-title_sv").input_value() == "Inledning"


def write_the_agenda(anna: Editor) -> None:
    page = anna.page
    page.locator("summary", has_text="Titel på engelska").first.click()
    page.locator("#id_title_en").fill("Cookies in the public sector")
    page.get_by_role("button", name="Lägg till en agendapunkt").click()
    item = page.locator("[data-row=agenda]").last
    item.get_by_label("Titel", exact=True).fill("Så gjorde vi")
    one_more = item.get_by_role("button", name="Lägg till en medverkande")
    one_more.click()
    anna.choose_by_typing("maria dal", "Maria Dalhage")
    one_more.click()
    anna.choose_by_typing("Nyfiken Nilsson", "Lägg till ”Nyfiken Nilsson”")
    item.get_by_text("Nyfiken Nilsson är tillagd").first.wait_for()
    one_more.click()
    item.get_by_label("Bekräftas senare").last.check()
    anna.goes_to("Spara utkast", role="button")

    assert "Utkastet är sparat. Läsarna ser det inte." in page.inner_text("body")


def upload_slides(anna: Editor) -> None:
    page = anna.page
    anna.goes_to("Material och inspelningar")
    page.set_input_files(
        "input[type=file]", [{"name": "Kakor.pdf", "mimeType": "application/pdf", "buffer": samples.PDF}]
    )
    row = page.locator("[data-rows] > li", has_text="Kakor")
    row.wait_for()
    row.get_by_label("Licens").select_option(label="CC BY 4.0: fritt om upphovspersonen anges")
    anna.goes_to("Spara utkast", role="button")

    assert "1 material är sparat." in page.inner_text("body")


def send_for_review(anna: Editor) -> None:
    page = anna.page
    anna.goes_to("Workshoppar")
    anna.goes_to("Kakor i offentlig sektor")
    assert page.get_by_role("button", name="Publicera nu").count() == 0
    anna.goes_to("Skicka för granskning")
    page.get_by_role("main").get_by_role("textbox").fill("Läs gärna agendan.")
    anna.goes_to("Skicka för granskning", role="button")

    assert "är skickad för granskning" in page.inner_text("body")


def review_by_keyboard(bo: Editor) -> None:
    """From the first page of the desk to the published workshop, without the mouse."""
    page = bo.page
    bo.tab_to(page.get_by_role("main").get_by_role("link", name="Kakor i offentlig sektor").first)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Läs gärna agendan." in page.inner_text("main")
    bo.tab_to(page.get_by_role("main").get_by_role("textbox"))
    page.keyboard.type("Bra")
    bo.tab_to(page.get_by_role("button", name="Godkänn och publicera"))
    with page.expect_navigation():
        page.keyboard.press("Enter")

    page.get_by_text("Publicerad kl.").wait_for()
    assert page.get_by_role("link", name="Visa sidan").is_visible()


def publish_the_slides(bo: Editor) -> None:
    bo.goes_to("Material och inspelningar")
    bo.goes_to("Publicera nu", role="button")

    assert "”Kakor” är publicerat." in bo.page.inner_text("body")


def correct_the_time(bo: Editor) -> None:
    bo.goes_to("Workshoppar")
    bo.goes_to("Kakor i offentlig sektor")
    bo.page.locator("#id_end_time").fill("13.15")
    bo.goes_to("Publicera nu", role="button")


def return_to_the_version_before(bo: Editor) -> None:
    bo.goes_to("Versioner")
    bo.goes_to("Återgå till den här versionen")
    assert re.search(r"Slut\s+13.15\s+13.00", bo.page.inner_text("main"))
    bo.goes_to("Återgå till den här versionen", role="button")
    bo.goes_to("Publicera nu", role="button")


def cancel(bo: Editor) -> None:
    bo.goes_to("Ställ in workshoppen")
    bo.page.get_by_label("Varför, i en mening").fill("Lokalen är upptagen.")
    bo.goes_to("Ställ in workshoppen", role="button")

    assert "Workshoppen är inställd." in bo.page.inner_text("body")
