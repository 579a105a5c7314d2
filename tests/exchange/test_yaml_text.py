# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.exchange.dossiers import NASTY, uid
from verkstad.exchange.yaml_text import write_yaml
from verkstad.intake.yaml_marks import read_yaml

LONG = "Ett långt stycke som inte får plats på en enda rad, utan fortsätter på nästa, och nästa. " * 3

any_text = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.sampled_from([*NASTY, LONG, "ord", " "]), max_size=6).map("".join),
)
READERS = {"C": yaml.CSafeLoader, "Python": yaml.SafeLoader}


@pytest.mark.parametrize("reader", READERS)
@settings(deadline=None, max_examples=400)
@given(st.lists(any_text, min_size=1, max_size=6))
@example(list(NASTY))
def test_any_text_comes_back_from_a_reader_that_is_not_ours(reader: str, texts: list[str]):
    value = {"one": texts[0], "list": texts, "deep": {"er": [{"key": text, "next": text} for text in texts]}}

    assert yaml.load(write_yaml(value), READERS[reader]) == value


@settings(deadline=None, max_examples=400)
@given(st.lists(any_text, min_size=1, max_size=6))
@example(list(NASTY))
def test_any_text_comes_back_from_our_reader(texts: list[str]):
    value: Any = [{"key": text, "texts": texts} for text in texts]

    assert read_yaml(write_yaml(value).decode()) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Roda-nätverket", "Roda-nätverket"),
        ("2024-05-07-roda-natverket", "2024-05-07-roda-natverket"),
        ("https://example.org/?a=1&b=#c", "https://example.org/?a=1&b=#c"),
        ("Öppna data, och mer", "Öppna data, och mer"),
        ("no", "'no'"),
        ("2021-05-07", "'2021-05-07'"),
        ("12:00", "'12:00'"),
        ("7", "'7'"),
        ("Så här: gör vi", "'Så här: gör vi'"),
        ("C #1", "'C #1'"),
        ("”Citat”", "'”Citat”'"),
        ("Anna's", "Anna's"),
        ("a\u202eb", '"a\\u202eb"'),
        ("a\x85b", '"a\\Nb"'),
        (date(2024, 5, 7), "2024-05-07"),
        (time(9, 5), "'09:05'"),
        (time(9, 5, 7), "'09:05:07'"),
        (datetime(2024, 5, 7, 12, tzinfo=timezone(timedelta(hours=2))), "2024-05-07T10:00:00Z"),
        (datetime(2024, 5, 7, 12, 0, 0, 5, tzinfo=UTC), "2024-05-07T12:00:00.000005Z"),
        (True, "true"),
        (3, "3"),
        (3.0, "3"),
        (0.0000001, "0.0000001"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ({}, "{}"),
        ([], "[]"),
    ],
)
def test_value_is_written_as_a_person_would(value: Any, written: str):
    assert write_yaml({"key": value}) == f"key: {written}\n".encode()


def test_several_lines_stand_as_a_block_and_a_long_line_is_folded():
    written = write_yaml({"prose": "Ett.\n\n# Två: tre", "long": "ord " * 25 + "slut"}).decode()

    assert written == ("prose: |-\n  Ett.\n\n  # Två: tre\nlong: >-\n  " + ("ord " * 23) + "ord\n  ord slut\n")


def test_things_in_a_list_are_parted_by_an_empty_line():
    assert write_yaml([{"a": "x", "b": ["u"]}, {"a": "z"}]) == b"- a: x\n  b:\n    - u\n\n- a: z\n"


def test_names_stand_beside_ids_of_other_things_only():
    written = write_yaml({"id": uid(1), "person": uid(2), "broader": [uid(2)]}, names={uid(1): "Jag", uid(2): "Hon"})

    assert written.decode().replace(str(uid(1)), "1").replace(str(uid(2)), "2") == (
        "id: 1\nperson: 2 # Hon\nbroader:\n  - 2 # Hon\n"
    )
