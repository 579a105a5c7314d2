# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a real server cannot show of the front: every path, and what it keeps in memory."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.editions import PAGES, Page, write_edition
from verkstad.edition.store import Reader
from verkstad.site.doors import DOORS
from verkstad.site.front import HOT_OVERHEAD, Front


class Scope:
    def __init__(
        self, path: str, *, method: str = "GET", query: str = "", headers: dict[str, str] | None = None
    ) -> None:
        self.path, self.method, self.query_string, self.headers = path, method, query, headers or {}


class Proto:
    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], Any]] = []

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.answers.append((status, dict(headers), body))

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.answers.append((status, dict(headers), b""))

    def response_file_range(self, status: int, headers: list[tuple[str, str]], file: str, start: int, end: int) -> None:
        self.answers.append((status, dict(headers), (file, start, end)))


async def nothing_found(path: str, query: str) -> None:
    return None


async def no_search(path: str, query: str, accept: str) -> None:
    return None


def front_over(folder, *, hot_bytes: int = 10**6, find=nothing_found, search=no_search) -> Front:
    async def behind(scope: Any, proto: Any) -> None:
        proto.response_empty(299, [])

    async def health() -> dict[str, Any]:
        return {"edition": 1}

    return Front(
        Reader(folder), https=False, hot_bytes=hot_bytes, behind=behind, find=find, search=search, health=health
    )


def ask(front: Front, *arguments: Any, **named: Any) -> tuple[int, dict[str, str], Any]:
    proto = Proto()
    with pytest.raises(StopIteration):  # nothing here waits, so one step is the whole of it, and no loop is needed
        front.__rsgi__(Scope(*arguments, **named), proto).send(None)
    (answer,) = proto.answers  # once, and only once
    return answer


@pytest.fixture(scope="module")
def front(tmp_path_factory) -> Front:
    folder = tmp_path_factory.mktemp("editions")
    write_edition(folder)
    return front_over(folder)


texts = st.text(st.characters(codec="utf-8"), max_size=40)
paths = st.one_of(
    texts.map(lambda text: "/" + text),
    st.sampled_from(list(PAGES)).flatmap(lambda path: texts.map(lambda text: path + text)),
    st.lists(st.sampled_from(["..", ".", "", "event", "a", "en", "%2e", "\\", "files", "blobs"]), max_size=8)
    .map("/".join)
    .map("/".__add__),
)


@given(path=paths, query=texts, method=st.sampled_from(["GET", "HEAD"]))
def test_every_path_has_an_answer_of_the_edition_or_none(front, path, query, method):
    status, headers, body = ask(front, path, query=query, method=method)

    if path in PAGES:
        assert status == PAGES[path].status
    elif status != 299:
        assert status in {301, 302, 404}
    if "location" in headers:
        assert headers["location"].startswith("/")
        assert not headers["location"].startswith("//")
        assert headers["location"].isascii()
        assert not set("\r\n \0") & set(headers["location"])
    assert isinstance(body, bytes) or method == "GET"


@given(headers=st.dictionaries(st.sampled_from(["accept-encoding", "if-none-match", "range", "if-range"]), texts))
def test_every_header_has_an_answer(front, headers):
    for path in ("/", "/files/0/talk.mp4", "/nothing", "/event/old/"):
        assert ask(front, path, headers=headers)[0] in {200, 206, 301, 304, 404, 416}


@pytest.mark.parametrize("name", DOORS)
def test_every_door_leads_into_the_site(name):
    assert DOORS[name].startswith("/")
    assert DOORS[name].partition("?")[0].endswith(("/", "/search"))


def test_memory_for_hot_pages_is_bounded_and_counted(tmp_path):
    pages = {f"/event/{number}/": Page(f"<p>{number}</p>".encode() * 500) for number in range(50)} | {
        "/404.html": Page(b"none" * 50, status=404)
    }
    write_edition(tmp_path, pages)
    front = front_over(tmp_path, hot_bytes=60_000)

    for accept in ("gzip", "br", "identity"):
        for path in pages:
            ask(front, path, headers={"accept-encoding": accept})
            kept = [
                len(body) + HOT_OVERHEAD
                for variants in front._hot.values()
                for _status, _headers, body in variants.values()
            ]
            assert sum(kept) == front._hot_size <= 60_000
    assert front._hot_size > 40_000


def test_missing_pages_do_not_fill_the_memory(tmp_path):
    write_edition(tmp_path)
    front = front_over(tmp_path)

    for number in range(200):
        ask(front, f"/nothing-{number}")

    assert len(front._hot) == 1


def test_list_with_a_query_is_found_and_without_one_is_the_file(tmp_path):
    write_edition(tmp_path)

    async def find(path: str, query: str) -> bytes | None:
        return f"<title>{path} {query}</title>".encode() if query != "q=" else None

    front = front_over(tmp_path, find=find)

    assert ask(front, "/events/", query="q=data")[2] == b"<title>/events/ q=data</title>"
    assert ask(front, "/events/", query="q=")[2] == PAGES["/events/"].body
    assert ask(front, "/events/")[2] == PAGES["/events/"].body
    assert ask(front, "/about/", query="q=data")[2] == PAGES["/about/"].body
    status, headers, body = ask(front, "/events/", query="q=data", headers={"accept-encoding": "gzip"})
    assert (status, headers["content-encoding"], body[:2]) == (200, "gzip", b"\x1f\x8b")


def test_fault_while_finding_is_a_plain_page(tmp_path):
    write_edition(tmp_path)

    async def find(path: str, query: str) -> bytes | None:
        raise ValueError("odd")

    status, _headers, body = ask(front_over(tmp_path, find=find), "/events/", query="q=data")

    assert status == 500
    assert b"odd" not in body
