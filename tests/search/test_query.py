# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is typed is read kindly, and everything is answered in time."""

from __future__ import annotations

import time
from urllib.parse import quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verkstad.search.query import Clause, NameFilter, Query, parse, read_query
from verkstad.search.results import find


def test_a_query_with_everything():
    query = parse(
        'öppen "digital suveränitet" -licens arkiv* person:berg org:"region skåne" år:2021-2023 språk:en har:inspelning'
    )

    assert query.clauses == (
        Clause(("öppen",)),
        Clause(("digital", "suveränitet"), is_phrase=True),
        Clause(("licens",), is_without=True),
        Clause(("arkiv",), is_start=True),
    )
    assert query.names == (NameFilter("person", ("berg",)), NameFilter("organisation", ("region", "skåne")))
    assert (query.typed_years, query.typed_language, query.typed_has) == ((2021, 2022, 2023), "en", {"recording"})


@pytest.mark.parametrize(
    ("swedish", "english"),
    [("år:2021", "year:2021"), ("ämne:api", "topic:api"), ("serie:x", "series:x"), ("språk:sv", "language:sv")],
)
def test_both_languages_have_the_same_operators(swedish, english):
    assert parse(swedish)._replace(text="") == parse(english)._replace(text="")


@pytest.mark.parametrize(
    "text",
    ['"öppna data', "öppna data)", "öppna +data", "öppna AND data", "OCH öppna data", "öppna: data", "“öppna data”"],
)
def test_a_broken_query_is_read_kindly(text):
    words = [word for clause in parse(text).clauses for word in clause.words]

    assert words == ["öppna", "data"]


def test_only_the_last_word_may_be_half_while_one_types():
    assert [clause.is_start for clause in parse("öppen käl", is_typing=True).clauses] == [False, True]
    assert [clause.is_start for clause in parse("öppen käl").clauses] == [False, False]


def test_a_query_string_is_read_and_written_alike():
    query = read_query("q=jitsi&year=2024&kind=webinar&has=recording&organisation=digg&page=3&sort=newest&language=sv")

    assert (query.year, query.kind, query.organisation, query.page, query.sort) == (
        2024,
        "webinar",
        "digg",
        3,
        "newest",
    )
    assert read_query(query.as_string()) == query


def test_what_makes_no_sense_is_left_out():
    query = read_query("year=abc&kind=nonsense&page=-1&sort=up&person=%3Cscript%3E&has=all&q=%ff%00%E2%80%AE")

    assert query == Query()


@given(st.text(max_size=500))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered(opened, text):
    find(opened, parse(text))


_HOSTILE = {
    "100 kB of one word": "a" * 100_000,
    "100 kB of words": "data " * 20_000,
    "operators alone": '- -- "" * ** : ( ) -" person: år:',
    "control characters": "\x00\x01\x1bdata\x7f",
    "right to left": "\u202edata\u202c שלום مرحبا",
    "SQL": "'; DROP TABLE events; -- OR 1=1",
    "a regular expression": "(a+)+$ .* [^x]{1000}",
    "a thousand wildcards": "* " * 1000,
    "a thousand beginnings": " ".join(f"{letter}*" for letter in "abcdefghijklmnoprstuvåäö" * 40),
    "a hundred filters": " ".join(f"person:a{n} år:19{n % 100:02}" for n in range(100)),
    "one letter": "a*",
    "only minus": "-data -kod",
    "a long phrase": '"' + "öppna data " * 1000 + '"',
    "slips alone": "arkivmatica openn kallkodd wikidatta licenns uphandling geodatta digitall",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_nothing_that_is_sent_takes_long(opened, name):
    find(opened, parse("värma upp stavning xyzzyq"))
    sent = f"q={quote_plus(_HOSTILE[name])}"
    taken = []
    for _ in range(3):
        start = time.thread_time()
        find(opened, read_query(sent))
        taken.append(time.thread_time() - start)

    assert min(taken) < 0.1
