# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The translation from RSGI to ASGI, in front of applications that behave in every way an ASGI application may."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from django.conf import settings

from tests.factories import make_user
from verkstad.site.bridge import FORM_AT_MOST, Behind, at_most
from verkstad.site.web import _is_logged_in


class Headers(dict[str, str]):
    pass


class Scope:
    http_version, scheme, server, client = "1.1", "http", "127.0.0.1:8000", "[::1]:40000"
    query_string = "a=%C3%A5"

    def __init__(self, method: str = "GET", path: str = "/contact/") -> None:
        self.method, self.path, self.headers = method, path, Headers({"host": "a.example", "x-name": "ö"})


class Proto:
    """What granian hands an application, remembering what came of it."""

    def __init__(self, *chunks: bytes) -> None:
        self.chunks = chunks
        self.answer: tuple[Any, ...] | None = None
        self.sent = b""
        self.gone = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self.chunks:
            yield chunk

    async def client_disconnect(self) -> None:
        await self.gone.wait()

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        assert self.answer is None
        self.answer, self.sent = (status, dict(headers)), body

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        assert self.answer is None
        self.answer = (status, dict(headers))

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Proto:
        assert self.answer is None
        self.answer = (status, dict(headers))
        return self

    async def send_bytes(self, body: bytes) -> None:
        self.sent += body


def ask(application: Any, scope: Scope, proto: Proto) -> Proto:
    async def run() -> None:
        await Behind(lambda: application, https=False)(scope, proto)

    asyncio.run(run())
    return proto


async def echo(scope, receive, send) -> None:
    """Say what came, whole."""
    body = b""
    while True:
        message = await receive()
        body += message["body"]
        if not message["more_body"]:
            break
    await send(
        {
            "type": "http.response.start",
            "status": 201,
            "headers": [(b"X-Path", scope["path"].encode()), (b"content-length", b"%d" % len(body))],
        }
    )
    await send({"type": "http.response.body", "body": body})


def test_body_comes_through_in_pieces_and_goes_back_whole():
    proto = ask(echo, Scope("POST"), Proto(b"one ", b"two ", b"three"))

    assert proto.answer == (201, {"x-path": "/contact/", "content-length": "13"})
    assert proto.sent == b"one two three"


def test_head_has_the_headers_and_no_body():
    proto = ask(echo, Scope("HEAD"), Proto(b"body"))

    assert proto.answer == (201, {"x-path": "/contact/", "content-length": "4"})
    assert proto.sent == b""


def test_scope_is_asgis():
    seen = {}

    async def look(scope, receive, send) -> None:
        seen.update(scope)
        await send({"type": "http.response.start", "status": 204})
        await send({"type": "http.response.body"})

    ask(look, Scope(), Proto())

    assert (seen["type"], seen["method"], seen["path"], seen["query_string"]) == (
        "http",
        "GET",
        "/contact/",
        b"a=%C3%A5",
    )
    assert seen["headers"] == [(b"host", b"a.example"), (b"x-name", "ö".encode("latin-1"))]
    assert (seen["client"], seen["server"]) == (("::1", 40000), ("127.0.0.1", 8000))


def test_answer_in_pieces_is_streamed():
    async def stream(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for piece in (b"a", b"", b"b"):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"c"})

    assert ask(stream, Scope(), Proto()).sent == b"abc"


def test_application_is_told_when_the_reader_leaves():
    told = []

    async def wait(scope, receive, send) -> None:
        assert (await receive())["more_body"] is False
        told.append(await receive())

    async def run() -> None:
        proto = Proto()
        asyncio.get_running_loop().call_later(0.01, proto.gone.set)
        await Behind(lambda: wait, https=False)(Scope(), proto)

    asyncio.run(run())
    assert told == [{"type": "http.disconnect"}]


def test_too_large_a_form_is_refused_while_it_comes():
    proto = ask(echo, Scope("POST"), Proto(b"x" * FORM_AT_MOST, b"x"))

    assert proto.answer[0] == 413


@pytest.mark.parametrize("path", ["/contact/", "/contact/send"])
@pytest.mark.parametrize("length", [str(FORM_AT_MOST + 1), "9" * 5000])
def test_too_large_a_form_is_refused_before_it_comes(path, length):
    async def never(scope, receive, send) -> None:
        raise AssertionError("it was asked")

    scope = Scope("POST", path)
    scope.headers["content-length"] = length

    assert ask(never, scope, Proto(b"x")).answer[0] == 413


def test_form_of_the_largest_size_is_taken():
    scope = Scope("POST")
    scope.headers["content-length"] = str(FORM_AT_MOST)

    assert ask(echo, scope, Proto(b"x" * FORM_AT_MOST)).answer[0] == 201


@pytest.mark.parametrize("path", ["/contact/", "/en/contact/"])
def test_failing_application_is_a_plain_page(path):
    async def fail(scope, receive, send) -> None:
        raise ValueError("odd")

    proto = ask(fail, Scope(path=path), Proto())

    assert proto.answer[0] == 503
    assert b"odd" not in proto.sent
    assert proto.sent.startswith(
        b'<!doctype html><html lang="en">' if path.startswith("/en/") else b'<!doctype html><html lang="sv">'
    )


def test_application_that_fails_after_it_answered_is_left_at_that():
    async def fail(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"said", "more_body": True})
        raise ValueError("odd")

    proto = ask(fail, Scope(), Proto())

    assert (proto.answer, proto.sent) == ((200, {}), b"said")


def test_application_that_cannot_start_is_tried_again_after_a_while(monkeypatch):
    tries = []

    def load():
        tries.append(1)
        if len(tries) == 1:
            raise ImportError("not yet")
        return echo

    async def run() -> list[int]:
        behind = Behind(load, https=False)
        answers = []
        for _ in range(3):
            proto = Proto(b"x")
            await behind(Scope(), proto)
            answers.append(proto.answer[0])
            if len(answers) == 2:
                behind._not_before = 0.0  # the while is over
        return answers

    assert asyncio.run(run()) == [503, 503, 201]
    assert len(tries) == 2


def test_parts_of_uploads_and_forms_of_the_desk_may_be_larger_than_a_reader_s_form():
    assert at_most("/contact/") == at_most("/uploads/") == FORM_AT_MOST
    assert FORM_AT_MOST < at_most("/edit/workshops/") < at_most("/edit/uploads/x") < at_most("/edit/files/event/x/")


@pytest.mark.parametrize("headers", [{"content-length": str(FORM_AT_MOST + 1)}, {"transfer-encoding": "chunked"}])
def test_large_sendings_are_read_from_members_alone(headers):
    def answer(cookie: str) -> Proto:
        scope, proto = Scope("POST", "/edit/files/event/x/"), Proto(b"x" * (FORM_AT_MOST + 1))
        scope.headers.update(headers, cookie=cookie)
        behind = Behind(lambda: echo, https=False, is_logged_in=lambda cookies: cookies == "a=member")
        asyncio.run(behind(scope, proto))
        return proto

    assert answer("a=member").answer[0] == 201
    assert len(answer("a=member").sent) == FORM_AT_MOST + 1
    stranger = answer("a=stranger")
    assert (stranger.answer[0], stranger.answer[1]["location"]) == (303, "/edit/login/")
    assert stranger.sent == b""


@pytest.mark.django_db(transaction=True)  # the connection is given back after each question
def test_who_is_logged_in_is_told_by_the_session_and_not_by_having_one(client):
    name = settings.SESSION_COOKIE_NAME
    client.get("/edit/login/")
    session = client.session
    session["visited"] = True
    session.save()

    assert not _is_logged_in("")
    assert not _is_logged_in(f"{name}=guess")
    assert not _is_logged_in(f"{name}={session.session_key}")
    client.force_login(make_user(role="contributor"))
    assert _is_logged_in(f"other=1; {name}={client.session.session_key}")
