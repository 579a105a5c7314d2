# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""No address leads into a network that is not everybody's."""

from __future__ import annotations

import pytest

from verkstad.intake.addresses.guard import Guard, NoSuchHost, NotAllowed, is_public
from verkstad.intake.addresses.services import address_to_ask


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001::1",
    ],
)  # fmt: skip
def test_numbers_that_are_not_everybodys_are_not_public(number: str):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "192.36.148.17", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_numbers_of_the_whole_internet_are_public(number: str):
    assert is_public(number)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://8.8.8.8/", "gopher://8.8.8.8/", "javascript:alert(1)", "//8.8.8.8/", "https://", "",
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://[::1]/", "http://localhost/",
        "http://[::ffff:10.0.0.1]/", "http://0/", "http://8.8.8.8:22/", "http://8.8.8.8:x/", "http://8.8.8.8:99999/",
        "http://user:secret@127.0.0.1/", f"http://{'a' * 300}.se/",
    ],
)  # fmt: skip
def test_what_is_not_on_the_public_web_is_not_asked(url: str):
    with pytest.raises(NotAllowed):
        Guard().target_of(url)


def test_name_that_leads_nowhere_says_so():
    with pytest.raises(NoSuchHost):
        Guard().target_of("https://no-such-host.invalid/")


def test_target_has_the_number_that_was_judged_and_the_path_as_a_server_takes_it():
    target = Guard().target_of("https://8.8.8.8/å ä?q=ö&r=%20\r\nX: y#fragment")

    assert target == ("https", "8.8.8.8", 443, "/%C3%A5%20%C3%A4?q=%C3%B6&r=%20X:%20y", ("8.8.8.8",))
    assert Guard().target_of("http://8.8.8.8:8080").path == "/"


def test_one_admitted_number_admits_no_other_port():
    guard = Guard(frozenset({("127.0.0.1", 4001)}))

    assert guard.target_of("http://127.0.0.1:4001/").numbers == ("127.0.0.1",)
    with pytest.raises(NotAllowed):
        guard.target_of("http://127.0.0.1:4002/")


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.youtube.com/watch?v=a-b", "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Da-b"),
        ("https://youtu.be/abc", "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fyoutu.be%2Fabc"),
        ("https://vimeo.com/123/abc", "https://vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F123%2Fabc"),
        ("https://vimeo.com/about", "https://vimeo.com/about"),
        ("https://www.youtube.com/@kanal", "https://www.youtube.com/@kanal"),
        ("https://example.org/watch", "https://example.org/watch"),
        ("http://[", "http://["),
    ],
)  # fmt: skip
def test_of_films_the_service_is_asked_what_it_says_of_them(url: str, asked: str):
    assert address_to_ask(url) == asked
