# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.site.negotiation import NotSatisfiable, encodings_wanted, is_unchanged, read_range


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, ("",)),
        ("", ("",)),
        ("gzip", ("gzip", "")),
        ("gzip, deflate, br, zstd", ("br", "gzip", "")),
        ("gzip;q=1.0, br;q=0.5", ("gzip", "br", "")),
        ("br;q=0, gzip", ("gzip", "")),
        ("GZIP;Q=0.8", ("gzip", "")),
        ("x-gzip", ("gzip", "")),
        ("*", ("br", "gzip", "")),
        ("*;q=0.5, gzip;q=0", ("br", "")),
        ("identity, gzip;q=0.5", ("", "gzip")),
        ("identity;q=0, gzip", ("gzip", "")),
        ("identity;q=0", ("",)),
        ("gzip;q=what, br", ("br", "")),
        ("gzip;q=0.0001", ("",)),
    ],
)
def test_encodings_wanted_weighs_as_rfc_9110_says(accept, wanted):
    assert encodings_wanted(accept) == wanted


@given(st.text(max_size=200))
def test_encodings_wanted_always_has_the_plain_bytes(accept):
    assert "" in encodings_wanted(accept)


def test_is_unchanged_compares_weakly_and_whole():
    assert is_unchanged('"a", W/"b-br"', '"b-br"')
    assert is_unchanged("*", '"b"')
    assert not is_unchanged('"b"', '"b-br"')
    assert not is_unchanged("b-br", '"b-br"')
    assert not is_unchanged("", '"b"')


@pytest.mark.parametrize(
    ("header", "stretch"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=5-9", (5, 10)),
        ("bytes=90-", (90, 100)),
        ("bytes=90-1000", (90, 100)),
        ("bytes=-3", (97, 100)),
        ("bytes=-1000", (0, 100)),
        ("Bytes = 5 - 9", (5, 10)),
        ("bytes=9-5", None),
        ("bytes=-", None),
        ("bytes=1-2,4-5", None),
        ("lines=1-2", None),
        ("bytes=a-b", None),
        ("bytes=" + "9" * 200 + "-", None),
        ("", None),
    ],
)
def test_read_range_gives_first_and_end(header, stretch):
    assert read_range(header, 100) == stretch


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_read_range_past_the_end_is_not_satisfiable(header):
    with pytest.raises(NotSatisfiable):
        read_range(header, 100)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 40))
def test_read_range_stays_within_the_file(first, last, size):
    try:
        stretch = read_range(f"bytes={first}-{last}", size)
    except NotSatisfiable:
        assert first >= size
        return
    if stretch is None:
        assert last < first
    else:
        assert 0 <= stretch[0] < stretch[1] <= size
