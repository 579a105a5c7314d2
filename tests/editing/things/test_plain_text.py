# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is pasted from word processors and pages becomes plain paragraphs; what only looks like HTML stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.editing.things.sending import errors_of, sent_by
from tests.factories import make_topic
from verkstad.editing.shared.plain_text import one_line, plain_text

CLIPBOARDS = Path(__file__).parent / "clipboards"

FROM_WORD = """Om workshoppen

Vi går igenom hur öppna data kan delas. Alla är välkomna & får fråga.

- Licenser
- Format: 5 < 6

Anmäl dig senast fredag."""


def clipboard(name: str) -> str:
    return (CLIPBOARDS / name).read_text(encoding="utf-8")


def test_word_s_clipboard_becomes_paragraphs_and_a_list() -> None:
    assert plain_text(clipboard("word.html")) == FROM_WORD


def test_clipboards_of_libreoffice_and_google_docs_become_the_same() -> None:
    expected = "Om workshoppen\n\nVi går igenom öppna data.\n\n- Licenser\n- Format"

    assert plain_text(clipboard("libreoffice.html")) == expected
    assert plain_text(clipboard("google-docs.html")) == expected


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("Varför 5 < 6 och <section> i HTML", "Varför 5 < 6 och <section> i HTML"),
        ("A & B &amp; C", "A & B &amp; C"),
        ("<p>Hej</p><script>alert(1)</script>", "Hej"),
        ('<p onclick="x()">Hej <b>du</b></p>', "Hej du"),
        ("Rad ett\r\nrad två\r\n\r\n\r\n\r\nStycke", "Rad ett\nrad två\n\nStycke"),
        ("av\u00adstavat\u200b\u00a0ord", "avstavat ord"),
        ("e\u0301", "é"),
        (
            "<table><tr><td>12.00</td><td>Start</td></tr><tr><td>13.00</td><td>Slut</td></tr></table>",
            "12.00 Start\n13.00 Slut",
        ),
        ("<p>&nbsp;</p>", ""),
    ],
)
def test_pasted_text_becomes_plain(pasted: str, expected: str) -> None:
    assert plain_text(pasted) == expected


def test_title_is_one_line() -> None:
    assert one_line("<p>Öppna\r\n data</p><p>2026</p>") == "Öppna data 2026"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = plain_text(text)

    assert plain_text(once) == once


@pytest.mark.django_db
def test_field_cleans_what_is_pasted_and_refuses_mere_formatting(desk: Client) -> None:
    topic = make_topic()
    edit = reverse("wagtailsnippets_archive_topic:edit", args=[topic.pk])
    values = sent_by(desk.get(edit))

    refused = desk.post(edit, {**values, "description_sv": "<p>&nbsp;</p>"})
    saved = desk.post(edit, {**values, "description_sv": clipboard("word.html")})

    assert "only formatting" in errors_of(refused)
    assert saved.status_code == 302
    topic.refresh_from_db()
    assert topic.get_latest_revision_as_object().description_sv == FROM_WORD
