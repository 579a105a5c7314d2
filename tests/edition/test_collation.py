# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import sqlite3
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verkstad.edition.collation import initial, sort_key

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=24)
# Letters and signs that meet in names; hypothesis finds few of them by chance.
ORDINARY = st.text("aAbBeéÉwWvVzZåÅäÄöÖæøüß 0129-–’.,()ÅЖж", max_size=12)

IN_ORDER = [
    ["Adam", "Ängel", "Öberg"],
    ["Zorn", "Åberg", "Ärlig", "Öman"],
    ["Vatten", "Viktor", "Wallin", "Wåhlin", "Xerxes"],
    ["Steg 2", "Steg 10", "Steg 100"],
    ["3D", "20 år", "Alfa"],
    ["Ide", "idé", "Idéer"],
    ["Myler", "Müller", "Mynta"],
    ["Lund, Anna", "Lund, Bo", "Lunda"],
    ["Ärlig", "Ærlig", "Ö", "Ø"],
    ["eArkiv", "earkiv", "Egon"],
    ["Zebra", "Ö", "Αθήνα", "Жуков"],
]


@pytest.mark.parametrize("names", IN_ORDER, ids=lambda names: names[0])
def test_names_stand_in_swedish_order(names):
    assert sorted(set(names), key=sort_key) == names


@given(NAMES | ORDINARY, NAMES | ORDINARY)
@example("é", "e\u0301")
@example("A", "a")
def test_only_the_same_text_has_the_same_key(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(st.lists(NAMES | ORDINARY, max_size=30))
def test_sqlite_and_bytes_sort_as_python_does(names):
    names = [name.replace("\x00", "") for name in names]
    in_python = sorted(names, key=sort_key)

    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE names (name TEXT, key TEXT)")
        database.executemany("INSERT INTO names VALUES (?, ?)", [(name, sort_key(name)) for name in names])
        in_sqlite = [row[0] for row in database.execute("SELECT name FROM names ORDER BY key COLLATE BINARY")]

    assert in_sqlite == in_python
    assert sorted(names, key=lambda name: sort_key(name).encode()) == in_python


@given(ORDINARY)
def test_case_and_accents_decide_only_between_equals(name):
    assert (
        sort_key(name).split("\x01")[0] == sort_key(name.upper().replace("É", "e").replace("SS", "ß")).split("\x01")[0]
    )


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_stand_in_order_of_size(one, other):
    assert (sort_key(f"Del {one}") < sort_key(f"Del {other}")) == (one < other)


@given(st.lists(NAMES | ORDINARY, max_size=40))
@example(["™", "T", "1", "²", "…", "🙂", "", "Ǆ", "ｅ"])
def test_each_initial_heads_one_run_of_the_list(names):
    headings = [heading for heading, _ in groupby(sorted(names, key=sort_key), key=initial)]

    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("anna", "A"),
        ("Åsa", "Å"),
        ("Æbler", "Ä"),
        ("Østerbro", "Ö"),
        ("Éva", "E"),
        ("Þór", "T"),
        ("3D", "0–9"),
        ("”Citat”", "C"),
        ("Жуков", "Ж"),
        ("🙂", "#"),
        ("", "#"),
    ],
)
def test_a_name_stands_under_its_letter(name, letter):
    assert initial(name) == letter
