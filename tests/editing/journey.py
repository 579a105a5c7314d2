# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small site as it is served, with mail, for a journey through all of it; and what an editor does at its desk."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from tests.browsing import WIDE, context_of
from tests.conftest import ROOT
from tests.databases import migrated_database
from tests.site.conftest import free_port, wait_for
from tests.site.test_demo import ask

MAKE = """
from verkstad.site.starting import start_django
start_django()
from datetime import date, time
from tests import factories as make
from verkstad.archive.actions.beginning import make_template
from verkstad.archive.actions.members import add_member, give_role
from verkstad.archive.models import AgendaItem
series = make.make_series(name="Verkstadsträffar", slug="traffar", review_required=True)
earlier = make.make_event(
    title="Vår vanliga workshop", slug="var-vanliga", series=series, start_date=date(2024, 5, 7),
    start_time=time(12), end_time=time(13), agenda=[AgendaItem(title_sv="Inledning", title_en="Introduction", kind="introduction")],
)
make_template(earlier, "Lunchworkshop", by=None, at=make.NOON)
make.make_person(name="Maria Dalhage", slug="maria-dalhage")
for mail, name, role in [("anna@example.se", "Anna Berg", "editor"), ("bo@example.se", "Bo Ek", "administrator")]:
    give_role(add_member(mail, name=name, by=None, at=make.NOON), role, by=None, at=make.NOON)
"""
SERVE = """
from verkstad.site.serving import serve
from verkstad.site.settings_table import read_settings
serve(read_settings(), ready=lambda address: print(address, flush=True))
"""


class Letters:
    """What came to a mail server on loopback: the texts for each address, in order."""

    def __init__(self) -> None:
        self.by_address: dict[str, list[str]] = defaultdict(list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        for address in envelope.rcpt_tos:
            self.by_address[address].append(letter["subject"] + "\n" + letter.get_body(("plain",)).get_content())
        return "250 OK"

    def code_for(self, address: str) -> str:
        codes: list[str] = []

        def has_come() -> bool:
            codes[:] = re.findall(r"\b[A-Z]{4}-[A-Z]{4}\b", "\n".join(self.by_address[address]))
            return bool(codes)

        wait_for(has_come)
        return codes[-1]


class Site:
    """A served archive: its front, its desk and its clock, and the mail that it sends."""

    def __init__(self, home: Path, letters: Letters) -> None:
        self.home, self.port, self.letters = home, free_port(), letters
        self.address = f"http://127.0.0.1:{self.port}"

    def text(self, path: str) -> str:
        return ask(self.port, path).text

    def status(self, path: str) -> int:
        return ask(self.port, path).status

    def wait_until(self, path: str, says: Callable[[str], bool]) -> str:
        """The page, once it says so."""
        said: list[str] = []

        def has_come() -> bool:
            said[:] = [self.text(path)]
            return says(said[0])

        wait_for(has_come, self.home / "log")
        return said[0]


@contextlib.contextmanager
def served(home: Path) -> Iterator[Site]:
    from aiosmtpd.controller import Controller  # only where mail is sent

    letters = Letters()
    site = Site(home, letters)
    controller = Controller(letters, hostname="127.0.0.1", port=free_port())
    controller.start()
    environ = {
        **os.environ,
        "VERKSTAD_HOME": str(home),
        "PORT": str(site.port),
        "VERKSTAD_WORKERS": "1",
        "VERKSTAD_MAIL_URL": f"smtp://127.0.0.1:{controller.port}",
        "VERKSTAD_CONTACT_EMAIL": "redaktionen@example.se",
    }
    environ.pop("DATABASE_URL", None)
    shutil.copy(migrated_database(), home / "database.sqlite3")
    subprocess.run([sys.executable, "-c", MAKE], env=environ, cwd=ROOT, check=True)
    with (home / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-c", SERVE], env=environ, stdout=log, stderr=log)
    try:
        for path in ("/edit/login/", "/event/var-vanliga/"):
            wait_for(
                lambda path=path: (answer := ask(site.port, path)) is not None and answer.status == 200,
                home / "log",
                120,
            )
        yield site
    finally:
        process.terminate()
        process.wait(60)
        controller.stop()


class Editor:
    """Someone at the desk, in a browser of their own, who reads Swedish."""

    def __init__(self, browser: Any, site: Site, mail: str) -> None:
        self.site, self.mail = site, mail
        self.context = context_of(browser, site.address, locale="sv", viewport={"width": WIDE, "height": 1000})
        self.page = self.context.new_page()

    def log_in(self) -> None:
        """By a mailed code, for the first time: the policy is accepted on the way."""
        page = self.page
        page.goto("/edit/")
        page.get_by_label("E-postadress").first.fill(self.mail)
        page.get_by_role("button", name="Skicka en kod").click()
        page.get_by_label("Kod").fill(self.site.letters.code_for(self.mail))
        page.get_by_role("button", name="Logga in").click()
        page.get_by_role("checkbox").check()
        page.get_by_role("button", name="Godta och fortsätt").click()
        page.get_by_role("heading", name="Att göra").wait_for()

    def goes_to(self, name: str, role: str = "link") -> None:
        """Press a link or button that leads to another page, and wait until it has loaded."""
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name).first.click()

    def tab_to(self, found: Any, at_most: int = 120) -> None:
        """Walk to a field, link or button with the tabulator, as one does without a mouse."""
        for _step in range(at_most):
            self.page.keyboard.press("Tab")
            if found.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{found} was not reached in {at_most} steps")

    def choose_by_typing(self, words: str, option: str) -> None:
        """In the field that has the focus: type, and take the option with the arrow and Enter."""
        page = self.page
        page.keyboard.type(words)
        wanted = page.locator("verkstad-thing-choice:focus-within [role=option]", has_text=option).first
        wanted.wait_for()
        for _step in range(12):
            page.keyboard.press("ArrowDown")
            if wanted.get_attribute("aria-selected") == "true":
                page.keyboard.press("Enter")
                page.locator("[role=listbox]:not([hidden])").wait_for(state="detached")
                return
        raise AssertionError(f"{option} was not reached with the arrow")
