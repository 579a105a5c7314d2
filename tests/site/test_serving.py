# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from tests.site.conftest import answers, free_port, wait_for
from tests.site.editions import HOME, write_edition
from verkstad.site.serving import PortTaken, claim


def test_port_in_use_is_told_with_what_to_do():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(PortTaken) as caught:
            claim("127.0.0.1", port)

    assert str(port) in str(caught.value)
    assert f"PORT={port + 1}" in str(caught.value)


def test_port_that_was_just_left_can_be_claimed():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        server.accept()[0].close()
        client.close()

    claim("127.0.0.1", port)


@pytest.mark.parametrize("host", ["203.0.113.1", "no such host", "x" * 70])
def test_address_of_another_machine_is_told(host):
    with pytest.raises(PortTaken, match="VERKSTAD_HOST"):
        claim(host, 8000)


def test_second_server_on_a_port_ends_with_a_sentence(start, tmp_path):
    write_edition(tmp_path / "home" / "editions")
    server = start()

    done = subprocess.run(
        [sys.executable, "-m", "verkstad.site.command", "serve"],
        env=server.environ,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    assert done.returncode == 2
    assert f"PORT={server.port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
    assert server.get("/").body == HOME


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_server_and_clock_stop_when_told_to_and_a_killed_one_is_started_anew(home, number):
    write_edition(home / "editions")
    port = free_port()
    environ = {**os.environ, "PORT": str(port), "VERKSTAD_WORKERS": "1"}
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "verkstad.site.command", "serve"],
            env=environ,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    wait_for(lambda: answers(port), home / "log")
    for module in ("clock", "worker"):
        wait_for(lambda module=module: _of_module(process.pid, module), home / "log")
        killed = _of_module(process.pid, module)
        os.kill(killed, signal.SIGKILL)
        wait_for(lambda module=module, killed=killed: _of_module(process.pid, module) not in {0, killed}, home / "log")

    process.send_signal(number)

    assert process.wait(60) == 0
    wait_for(lambda: not _session(process.pid))
    assert f"http://127.0.0.1:{port}" in (home / "log").read_text()
    assert "Traceback" not in (home / "log").read_text()


def test_processes_of_a_killed_server_leave_its_port(start, tmp_path):
    write_edition(tmp_path / "home" / "editions")
    server = start()

    server.process.kill()
    server.process.wait()

    wait_for(lambda: not answers(server.port), server.log)


def test_readers_are_answered_when_the_database_is_gone(start, tmp_path):
    write_edition(tmp_path / "home" / "editions")
    server = start(DATABASE_URL="postgres://nobody@127.0.0.1:1/none")

    assert server.get("/").body == HOME
    answer = server.get("/contact/")
    assert answer.status == 503
    assert b'lang="en"' in answer.body
    assert b'lang="sv"' in answer.body
    assert "retry-after" in answer.headers
    assert (
        server.ask("POST", "/contact/", {"Content-Type": "application/x-www-form-urlencoded"}, b"text=x").status == 503
    )
    assert server.get("/").body == HOME
    health = server.get("/healthz")
    assert (health.status, b'"unreachable"' in health.body) == (200, True)


def test_readers_are_answered_when_django_cannot_start(start, tmp_path):
    write_edition(tmp_path / "home" / "editions")
    broken = tmp_path / "broken" / "django"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('no Django today')")
    server = start(PYTHONPATH=str(broken.parent))

    assert server.get("/contact/").status == 503
    assert server.get("/").body == HOME
    assert "no Django today" in server.log.read_text()


def test_large_form_is_refused_and_the_server_goes_on(start, tmp_path):
    write_edition(tmp_path / "home" / "editions")
    server = start()

    answer = server.ask(
        "POST", "/contact/", {"Content-Type": "application/x-www-form-urlencoded"}, b"text=" + b"x" * 400_000
    )

    assert answer.status == 413
    assert server.get("/").status == 200


def _session(leader: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for process in os.listdir("/proc"):
        if process.isdigit():
            try:
                with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
                    state, _parent, _group, session = file.read().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(session) == leader and state != "Z":
                found.append(int(process))
    return found


def _of_module(leader: int, module: str) -> int:
    """The process of a session that runs a module of the site; 0 when none does."""
    for process in _session(leader):
        try:
            with open(f"/proc/{process}/cmdline", "rb") as file:
                if file.read().split(b"\0")[1:3] == [b"-m", f"verkstad.site.{module}".encode()]:
                    return process
        except OSError:
            continue
    return 0
