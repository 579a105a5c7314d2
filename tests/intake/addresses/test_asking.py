# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""One address is asked for, of a server that behaves as strangers' do."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.addresses.servers import LOCAL, Stranger, self_signed, stranger
from verkstad.archive.choices import AddressResult
from verkstad.intake.addresses.asking import Outcome, ask_address
from verkstad.intake.addresses.connection import ask_once, trusted_certificates
from verkstad.intake.addresses.guard import Guard, Target

AGENT = "Verkstad/0 (+https://workshops.example.se/)"


@pytest.fixture(scope="module")
def server() -> Iterator[Stranger]:
    with stranger() as one:
        yield one


def _ask(url: str, guard: Guard, seconds: float = 5.0) -> Outcome:
    return ask_address(url, guard=guard, agent=AGENT, turn=lambda host: None, seconds=seconds)


@pytest.mark.parametrize(
    ("path", "result", "status"),
    [
        ("/ok", "answers", 200),
        ("/no-head", "answers", 206),
        ("/head-hangs-up", "answers", 200),
        ("/endless", "answers", 200),
        ("/416", "answers", 416),
        ("/to-ok", "answers", 200),
        ("/404", "gone", 404),
        ("/410", "gone", 410),
        ("/to-gone", "gone", 404),
        ("/401", "refuses", 401),
        ("/403", "refuses", 403),
        ("/429", "refuses", 429),
        ("/503", "refuses", 503),
        ("/ring", "refuses", 302),
        ("/500", "unreachable", 500),
        ("/not-http", "unreachable", None),
        ("/to-nonsense", "unreachable", None),
        ("/to-file", "not_asked", None),
    ],
)
def test_what_a_server_says_is_told_apart(server: Stranger, path: str, result: str, status: int | None):
    outcome = _ask(server.url(path), server.guard)

    assert (outcome.result, outcome.is_of_host) == (AddressResult(result), False)
    if status is not None:
        assert outcome.status == status


def test_page_is_asked_for_politely_and_without_its_content_at_first(server: Stranger):
    server.asked.clear()

    _ask(server.url("/no-head?q=1"), server.guard)
    _ask(server.url("/404"), server.guard)

    assert {one.agent for one in server.asked} == {AGENT}
    assert {one.host for one in server.asked} == {f"{LOCAL}:{server.port}"}
    assert [(one.method, one.path) for one in server.asked] == [
        ("HEAD", "/no-head?q=1"),
        ("HEAD", "/404"),
        ("GET", "/404"),
    ]


def test_redirect_into_a_network_of_ones_own_is_not_followed():
    with stranger() as inside, stranger(elsewhere=inside.url("/secret")) as outside:
        outcome = _ask(outside.url("/to-elsewhere"), outside.guard)
        both = _ask(outside.url("/to-elsewhere"), Guard(outside.guard.admitted | inside.guard.admitted))

        assert outcome == Outcome(AddressResult.NOT_ASKED)
        assert both.result == AddressResult.ANSWERS
        assert len(inside.asked) == 1, "the first time nobody asked"


def test_connection_goes_to_the_number_that_was_judged_whatever_the_name_says_now(server: Stranger):
    server.asked.clear()
    target = Target("http", "name-that-was-moved.invalid", server.port, "/ok", (LOCAL,))

    answer = ask_once(target, "HEAD", agent=AGENT, seconds=5)

    assert answer.status == 200
    assert server.asked[0].host == f"name-that-was-moved.invalid:{server.port}"


def test_server_that_drips_is_left_in_time(server: Stranger):
    began = time.monotonic()

    outcome = _ask(server.url("/drip"), server.guard, seconds=0.5)

    assert outcome == Outcome(AddressResult.UNREACHABLE)
    assert time.monotonic() - began < 5


def test_certificate_that_nobody_vouches_for_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with stranger(tls=self_signed(tmp_path)) as secret:
        assert _ask(secret.url("/ok"), secret.guard) == Outcome(AddressResult.CERTIFICATE, is_of_host=True)

        # The same server once the machine trusts it.
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        trusted_certificates.cache_clear()
        assert _ask(secret.url("/to-ok"), secret.guard) == Outcome(AddressResult.ANSWERS, 200)
    trusted_certificates.cache_clear()


def test_nobody_there_and_no_tls_there_are_faults_of_the_host(server: Stranger):
    with socket.socket() as taken:
        taken.bind((LOCAL, 0))
        port = taken.getsockname()[1]
        guard = Guard(frozenset({(LOCAL, port)}))

        assert _ask(f"http://{LOCAL}:{port}/", guard) == Outcome(AddressResult.UNREACHABLE, is_of_host=True)
    plain = server.url("/ok").replace("http:", "https:")
    assert _ask(plain, server.guard) == Outcome(AddressResult.UNREACHABLE, is_of_host=True)
    assert _ask("https://no-such-host.invalid/", Guard()) == Outcome(AddressResult.UNREACHABLE, is_of_host=True)
