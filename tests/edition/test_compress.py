# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import gzip
import random
import subprocess

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.edition.compress import SMALLEST, Compressed, compress

PAGE = "text/html; charset=utf-8"
NOISE = random.Random(1).randbytes(4000)


@given(st.binary(max_size=3000), st.integers(1, 4))
def test_what_comes_out_is_what_went_in_and_always_smaller(body, times):
    body *= times
    packed = compress(body, PAGE)

    for form, unpacked in ((packed.gzip, gzip.decompress), (packed.br, brotli.decompress)):
        if form is not None:
            assert unpacked(form) == body
            assert len(form) <= len(body) * 0.9


def test_a_page_gets_both_forms_and_the_same_bytes_each_time():
    body = "<p>Öppna data i kommuner och regioner</p>\n".encode() * 100

    packed = compress(body, PAGE)

    assert packed == compress(body, PAGE)
    assert None not in packed


def test_the_gzip_form_tells_no_time_name_or_system():
    packed = compress(b"workshop " * 200, PAGE)

    assert packed.gzip[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    assert packed.gzip != gzip.compress(b"workshop " * 200, mtime=1)


def test_gzip_itself_reads_it():
    body = b"agenda " * 500

    assert (
        subprocess.run(["gzip", "-dc"], input=compress(body, PAGE).gzip, capture_output=True, check=True).stdout == body
    )


@pytest.mark.parametrize(
    "media_type",
    ["image/png", "video/mp4", "font/woff2", "application/zip", "application/pdf", "application/octet-stream"],
)
def test_what_is_compressed_already_is_left_alone(media_type):
    assert compress(b"workshop " * 200, media_type) == Compressed(None, None)


@pytest.mark.parametrize(
    "media_type",
    [
        "text/css",
        "TEXT/HTML; charset=utf-8",
        "image/svg+xml",
        "application/json",
        "application/rdf+xml",
    ],
)
def test_text_of_every_kind_is_compressed(media_type):
    assert None not in compress(b"workshop " * 200, media_type)


@pytest.mark.parametrize("media_type", ["TEXT/CALENDAR; charset=utf-8", "application/atom+xml", "application/x-ndjson"])
def test_what_no_browser_fetches_is_compressed_once(media_type):
    packed = compress(b"workshop " * 200, media_type)

    assert packed.gzip is not None
    assert packed.br is None


def test_a_body_larger_than_the_small_window_is_whole_again():
    body = b"".join(f"<p>{number} workshop</p>".encode() for number in range(20_000))

    assert brotli.decompress(compress(body, PAGE).br) == body


def test_what_does_not_pay_is_left_out():
    assert compress(NOISE, PAGE) == Compressed(None, None)
    assert compress(b"a" * (SMALLEST - 1), PAGE) == Compressed(None, None)
    assert None not in compress(b"a" * SMALLEST, PAGE)
