# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import migrated_database
from tests.site.conftest import free_port, wait_for


@contextlib.contextmanager
def started(home: Path, port: int) -> Iterator[Path]:
    environ = {
        **os.environ,
        "VERKSTAD_HOME": str(home),
        "PORT": str(port),
        "VERKSTAD_WORKERS": "1",
        "LC_ALL": "C.UTF-8",
    }
    environ.pop("DATABASE_URL", None)
    log = home / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "verkstad.site.command", "demo"], env=environ, stdout=file, stderr=file
        )
    try:
        wait_for(lambda: process.poll() is not None or ask(port, "/") is not None, log, 180)
        yield log
    finally:
        process.terminate()
        process.wait(60)


def ask(port: int, path: str, method: str = "GET", body: str | None = None) -> http.client.HTTPResponse | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}"}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        response.text = response.read().decode("utf-8", "replace")
        return response
    except OSError:
        return None
    finally:
        connection.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A home with an empty database, as migrating is tried elsewhere and takes long."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(migrated_database(), folder / "database.sqlite3")
    return folder


def test_first_start_brings_the_nosad_archive_and_the_second_only_serves(home):
    port = free_port()
    with started(home, port) as log:
        assert "NOSAD" in ask(port, "/").text
        assert '<html lang="en"' in ask(port, "/en/").text
        assert ask(port, "/events.ics").getheader("content-type").startswith("text/calendar")
        assert ask(port, "/events/?q=jitsi").status == 200
        assert json.loads(ask(port, "/healthz").text)["database"] == "ok"
        assert "Loading the NOSAD archive" in log.read_text()
        assert f"http://127.0.0.1:{port}" in log.read_text()

        sent = ask(port, "/contact/", "POST", "kind=mistake&about=/&text=Fel+datum")
        assert sent.status == 303
        receipt = ask(port, sent.getheader("location"))
        assert (receipt.status, receipt.getheader("set-cookie")) == (200, None)

        assert ask(port, "/edit/").getheader("location").startswith("/edit/login/")
        login = ask(port, "/edit/login/")
        assert login.status == 200
        assert "HttpOnly" in login.getheader("set-cookie") or "csrf" in login.getheader("set-cookie")
        style = re.search(r'href="(/edit/static/[^"]+\.css[^"]*)"', login.text)[1]
        assert ask(port, style).getheader("content-type").startswith("text/css")

    with started(home, port) as log:
        assert "NOSAD" in ask(port, "/").text
        assert "Loading" not in log.read_text()


def test_message_that_a_reader_sent_is_listed(home):
    environ = {**os.environ, "VERKSTAD_HOME": str(home), "LC_ALL": "C.UTF-8"}
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "verkstad.site.command", "messages"]

    (message,) = json.loads(
        subprocess.run([*command, "--json"], env=environ, capture_output=True, text=True, check=True).stdout
    )
    assert (message["text"], message["kind"]) == ("Fel datum", "mistake")
    subprocess.run([*command, "--handled", str(message["number"])], env=environ, check=True)

    assert "No messages" in subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stderr
