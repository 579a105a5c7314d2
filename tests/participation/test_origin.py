# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import pytest

from verkstad.participation.origin import is_own_form, own_path

HOST, BASE = "workshops.example.org", "https://workshops.example.org"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://workshops.example.org", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://workshops.example.org"},  # what a proxy that ends TLS leaves of it
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},  # the person's own doing
        {},  # no browser: nobody's log-in comes with it
    ],
)
def test_form_of_this_site_is_taken(headers):
    assert is_own_form(headers, host=HOST, base_url=BASE)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://workshops.example.org.evil.example"},
        {"Origin": "https://workshops.example.org:8443"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://workshops.example.org", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": ""},
    ],
)
def test_form_of_another_site_is_refused(headers):
    assert not is_own_form(headers, host=HOST, base_url=BASE)


def test_empty_host_matches_no_origin():
    assert not is_own_form({"Origin": "null"}, host="", base_url=BASE)


@pytest.mark.parametrize(
    ("referer", "path"),
    [
        ("https://workshops.example.org/event/gone/?q=1", "/event/gone/"),
        ("https://evil.example/event/", ""),
        ("http://[::1", ""),
        (None, ""),
    ],
)
def test_the_page_that_led_here_is_known_when_it_is_ours(referer, path):
    assert own_path({"Referer": referer} if referer else {}, host=HOST) == path


def test_half_an_address_is_no_origin():
    assert not is_own_form({"Origin": "http://[::1"}, host=HOST, base_url=BASE)
