# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import gzip
import json
import re

import brotli
import pytest

from tests.site.conftest import Server, wait_for
from tests.site.editions import HOME, PAGES, Page, write_edition
from verkstad.edition.store import Reader, blob_path


def test_page_is_whole_with_its_media_type_and_the_headers_that_keep_readers_safe(server):
    answer = server.get("/")

    assert (answer.status, answer.body) == (200, HOME)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-length"] == str(len(HOME))
    assert "content-encoding" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "set-cookie" not in answer.headers
    assert "strict-transport-security" not in answer.headers  # the site is on http


def test_hsts_is_said_only_where_the_site_is_on_https(start, tmp_path):
    write_edition(tmp_path / "home" / "editions")
    server = start(VERKSTAD_BASE_URL="https://workshops.example.org")

    assert server.get("/").headers["strict-transport-security"].startswith("max-age=31536000")


@pytest.mark.parametrize(
    ("accept", "encoding", "unpack"), [("gzip", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)]
)
def test_page_is_sent_in_the_encoding_the_reader_takes(server, accept, encoding, unpack):
    answer = server.get("/", Accept_Encoding=accept)

    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert unpack(answer.body) == HOME
    again = server.get("/", Accept_Encoding=accept)  # from memory now
    assert (again.body, again.headers["etag"]) == (answer.body, answer.headers["etag"])


def test_each_encoding_has_its_own_strong_etag(server):
    tags = {server.get("/", Accept_Encoding=accept).headers["etag"] for accept in ("identity", "gzip", "br")}

    assert len(tags) == 3
    assert all(re.fullmatch(r'"[0-9a-f]{32}(-gzip|-br)?"', tag) for tag in tags)


@pytest.mark.parametrize("accept", ["identity", "gzip", "br"])
def test_what_the_reader_holds_is_not_sent_again(server, accept):
    held = server.get("/", Accept_Encoding=accept).headers["etag"]

    answer = server.get("/", Accept_Encoding=accept, If_None_Match=f'"other", W/{held}')

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == held
    assert answer.headers["vary"] == "Accept-Encoding"
    assert server.get("/", Accept_Encoding=accept, If_None_Match='"other"').status == 200


@pytest.mark.parametrize("path", ["/", "/event/a/", "/files/0/talk.mp4", "/nothing", "/event/gone/", "/healthz"])
def test_head_says_what_get_says_without_the_body(server, path):
    get, head = server.get(path), server.ask("HEAD", path)

    assert (head.status, head.body) == (get.status, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


def test_hashed_assets_are_kept_forever_and_pages_asked_about_again(server):
    assert "immutable" in server.get("/assets/site.0123abcd.css").headers["cache-control"]
    assert server.get("/assets/site.0123abcd.css").headers["content-type"] == "text/css; charset=utf-8"
    assert server.get("/").headers["cache-control"] == "public, max-age=15, must-revalidate"
    assert server.get("/events.ics").headers["cache-control"] == "public, max-age=300, must-revalidate"


def test_data_may_be_read_by_any_page_and_pages_may_not(server):
    assert server.get("/events.ics").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in server.get("/").headers


@pytest.mark.parametrize("path", ["/files/0/talk.mp4", "/files/0/slides.pdf"])
@pytest.mark.parametrize(
    ("wanted", "first", "end"),
    [("bytes=0-0", 0, 1), ("bytes=10-19", 10, 20), ("bytes=-8", -8, None), ("bytes=990-", 990, None)],
)
def test_stretch_of_a_recording_or_slides(server, path, wanted, first, end):
    body = PAGES[path].body

    answer = server.get(path, Range=wanted, Accept_Encoding="gzip, br")

    assert (answer.status, answer.body) == (206, body[first:end])
    begin = first % len(body)
    assert answer.headers["content-range"] == f"bytes {begin}-{begin + len(answer.body) - 1}/{len(body)}"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["accept-ranges"] == "bytes"


def test_stretch_past_the_end_is_said(server):
    answer = server.get("/files/0/slides.pdf", Range="bytes=1000-")

    assert (answer.status, answer.headers["content-range"], answer.body) == (416, "bytes */1000", b"")


def test_stretch_of_another_version_is_sent_whole(server):
    body = PAGES["/files/0/slides.pdf"].body
    etag = server.get("/files/0/slides.pdf").headers["etag"]

    assert server.get("/files/0/slides.pdf", Range="bytes=0-3", If_Range=etag).body == body[:4]
    assert server.get("/files/0/slides.pdf", Range="bytes=0-3", If_Range='"other"').body == body
    assert server.get("/files/0/slides.pdf", Range="bytes=0-3,5-6").body == body
    assert server.get("/", Range="bytes=0-3").body == HOME


def test_whole_recording_is_sent_from_disk(server):
    answer = server.get("/files/0/talk.mp4", Accept_Encoding="gzip")

    assert (answer.status, answer.body) == (200, PAGES["/files/0/talk.mp4"].body)
    assert answer.headers["content-length"] == str(len(answer.body))


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/event/old/", 301, "/event/a/"),
        ("/event/old/?from=mail&x=%C3%A5", 301, "/event/a/?from=mail&x=%C3%A5"),
        ("/event/a", 301, "/event/a/"),
        ("/event/a?q=1", 301, "/event/a/?q=1"),
        ("/en", 301, "/en/"),
        ("/contact", 301, "/contact/"),
        ("/om", 302, "/about/"),
        ("/Om/", 302, "/about/"),
        ("/kalender?q=1", 302, "/events/?q=1"),
        ("/sok?q=data", 302, "/search?q=data"),
        ("/%C3%A4mnen", 302, "/topics/"),
        ("/tillganglighet", 302, "/accessibility/"),
        ("/propose/?from=x", 302, "/contact/?kind=proposal&from=x"),
    ],
)
def test_moved_pages_forgotten_slashes_and_doors_lead_on_with_the_query(server, path, status, location):
    answer = server.get(path)

    assert (answer.status, answer.headers["location"], answer.body) == (status, location, b"")


def test_query_of_a_page_is_left_unread(server):
    assert server.get("/event/a/?utm=1").body == PAGES["/event/a/"].body


def test_gone_and_missing_pages_say_so_in_the_readers_language(server):
    assert server.get("/event/gone/").status == 410
    assert (server.get("/nope").status, server.get("/nope").body) == (404, PAGES["/404.html"].body)
    assert (server.get("/en/nope/").status, server.get("/en/nope/").body) == (404, PAGES["/en/404.html"].body)
    assert gzip.decompress(server.get("/nope", Accept_Encoding="gzip").body) == PAGES["/404.html"].body
    assert server.get("/nope", If_None_Match="*").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "FETCH"])
def test_pages_can_only_be_read(server, method):
    answer = server.ask(method, "/event/a/", body=b"x=1")

    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e%252fetc/passwd",
        "/event/../../current",
        "/event/..%5c..%5ccurrent",
        "/..\\..\\etc\\passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%u002e%u002e/etc/passwd",
        "/event/a/%00",
        "/%00",
        "//etc/passwd",
        "///",
        "/./",
        "/blobs/",
        "/current",
        "/000001.json",
        "/state.sqlite",
        "/editions/current",
        "/../keys/secret_key",
        "/assets/../keys/secret_key",
        "/%ff%fe",
        "/event/a/;/../..",
        "/" + "a" * 6000,
        "/" + "../" * 1000,
    ],
)
def test_no_path_leaves_the_edition(server, path):
    answer = server.get(path)

    assert answer.status == 404, answer
    assert answer.body == PAGES["/404.html"].body


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example", "/\\evil.example", "/%2fevil.example", "/%0d%0aset-cookie:a=b"]
)
def test_no_path_leads_to_another_site_or_into_the_headers(server, path):
    answer = server.get(path)

    assert answer.status == 404
    assert not {"location", "set-cookie"} & set(answer.headers)


def test_line_breaks_in_a_query_stay_out_of_the_headers(server):
    answer = server.get("/event/old/?a=%0d%0aset-cookie:%20b=c")

    assert answer.status == 301
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 60_000 + b"\r\nConnection: close\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\nConnection: close\r\n\r\n0\r\n\r\n",
    ],
)
def test_strange_requests_leave_the_server_well(server, request_bytes):
    server.raw(request_bytes)

    assert server.get("/").status == 200
    assert b"Traceback" not in server.log.read_bytes()


def test_many_kinds_of_accept_encoding_do_not_grow_without_end(server):
    for number in range(1200):
        assert server.get("/", Accept_Encoding=f"gzip;q=0.{number:04}"[:20]).status == 200

    assert server.get("/", Accept_Encoding="br").headers["content-encoding"] == "br"


def test_health_is_good_while_pages_can_be_read(server):
    answer = server.get("/healthz")

    found = json.loads(answer.body)
    assert (answer.status, found["status"], found["edition"], found["files"]) == (200, "ok", 1, len(PAGES))
    assert found["database"] == "unreachable"  # this home has none
    assert found["edition_age_seconds"] > 0


def test_before_the_first_edition_readers_are_told_to_wait(start, tmp_path):
    server = start()

    answer = server.get("/")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert "The first edition is being built." in answer.body.decode()
    assert server.get("/healthz").status == 503

    write_edition(tmp_path / "home" / "editions")
    wait_for(lambda: server.get("/").status == 200, server.log)


def test_new_edition_is_shown_without_a_restart(start, tmp_path):
    editions = tmp_path / "home" / "editions"
    write_edition(editions)
    server = start()
    before = server.get("/", Accept_Encoding="gzip")

    write_edition(editions, {**PAGES, "/": Page(HOME.replace(b"Hem", b"Nytt"))}, number=2)

    wait_for(lambda: server.get("/", Accept_Encoding="gzip").headers["etag"] != before.headers["etag"], server.log)
    assert b"Nytt" in server.get("/").body
    # A reader who holds the page of the edition before is sent the new one.
    assert server.get("/", Accept_Encoding="gzip", If_None_Match=before.headers["etag"]).status == 200


def test_damaged_new_edition_leaves_readers_with_the_one_before(start, tmp_path):
    editions = tmp_path / "home" / "editions"
    write_edition(editions)
    server = start()
    assert server.get("/").status == 200

    (editions / "000002.json").write_text("{")
    (editions / ".next").symlink_to("000002.json")
    (editions / ".next").replace(editions / "current")

    wait_for(lambda: server.get("/").status != 200 or b"000002.json" in server.log.read_bytes(), server.log)
    assert server.get("/event/a/").body == PAGES["/event/a/"].body


@pytest.mark.parametrize("path", ["/event/a/", "/files/0/talk.mp4", "/files/0/slides.pdf"])
@pytest.mark.parametrize("harm", ["gone", "cut"])
def test_damaged_content_is_said_and_never_sent_in_part(start, tmp_path, path, harm):
    editions = tmp_path / "home" / "editions"
    write_edition(editions)
    reader = Reader(editions)
    reader.refresh()
    blob = blob_path(editions, reader.find(path).blob)
    blob.unlink() if harm == "gone" else blob.write_bytes(blob.read_bytes()[:100])
    server: Server = start()

    for headers in ({}, {"Range": "bytes=0-9"}):
        answer = server.get(path, **headers)
        assert answer.status == 503
        assert "retry-after" in answer.headers
    assert blob.name in server.log.read_text()
    assert server.get("/").status == 200


def test_little_memory_makes_pages_slower_and_no_different(start, tmp_path):
    write_edition(tmp_path / "home" / "editions")
    server = start(VERKSTAD_CACHE_MB="0")

    for _ in range(2):
        for path, page in PAGES.items():
            if page.status == 200:
                assert server.get(path).body == page.body


def test_uploaded_file_is_ranged_named_and_kept_from_doing_harm(start, tmp_path):
    home = tmp_path / "home"
    film, path = bytes(range(256)) * 8000, "/files/" + "a" * 64
    write_edition(
        home / "editions",
        {
            "/": PAGES["/"],
            f"{path}/Öppet tal.mp4": Page(film, "video/mp4", "page"),
            f"{path}/bilder.pdf": Page(b"%PDF-1.7", "application/pdf", "page"),
            f"{path}/tal.pptx": Page(
                b"PK", "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            ),
            f"{path}/sida.html": Page(b"<script>alert(1)</script>" * 50, "text/html", "page"),
        },
    )
    server = start(home)

    part = server.get(f"{path}/%C3%96ppet%20tal.mp4", Range="bytes=1000-1999")
    pdf, slides, page = (server.get(f"{path}/{name}") for name in ("bilder.pdf", "tal.pptx", "sida.html"))

    assert (part.status, part.body) == (206, film[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(film)}"
    assert part.headers["content-disposition"].startswith("inline; ")
    assert "filename*=UTF-8''%C3%96ppet%20tal.mp4" in part.headers["content-disposition"]
    whole = server.get(f"{path}/%C3%96ppet%20tal.mp4", If_None_Match=part.headers["etag"])
    assert whole.status == 304
    assert "sandbox" not in pdf.headers["content-security-policy"]
    assert pdf.headers["content-disposition"].startswith("inline; ")
    for answer in (slides, page):
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.headers["content-security-policy"].endswith("; sandbox")
    for answer in (part, pdf, slides, page):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["accept-ranges"] == "bytes"
        assert "immutable" not in answer.headers["cache-control"]
