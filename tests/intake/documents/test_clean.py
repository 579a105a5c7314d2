# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a file holds as text becomes text that records take."""

from __future__ import annotations

import typing

from hypothesis import given
from hypothesis import strategies as st

from verkstad.intake.documents import clean
from verkstad.intake.documents.alternatives import alternative, put_on_pages
from verkstad.intake.documents.assemble import assemble
from verkstad.intake.documents.fit import fit
from verkstad.intake.documents.outline import Block
from verkstad.intake.documents.pictures import WIDTHS
from verkstad.intake.documents.values import RawDocument, RawPage
from verkstad.records.base import Line, Prose
from verkstad.records.pages import PICTURE_WIDTHS

any_text = st.text(st.characters(exclude_categories=[]), max_size=60)
"""Halves of characters and control characters among it."""


def longest(text_type: object) -> int:
    return next(each.max_length for each in typing.get_args(text_type) if hasattr(each, "max_length"))


def test_limits_are_those_of_the_records():
    assert longest(Line) == clean.LINE_AT_MOST
    assert longest(Prose) == clean.TEXT_AT_MOST
    assert WIDTHS == PICTURE_WIDTHS


@given(any_text, any_text)
def test_any_text_becomes_a_page(title, text):
    page = RawPage(clean.clean_line(title), clean.clean_text(text), clean.clean_text(title))

    assemble(fit(RawDocument((page,))))


@given(any_text)
def test_cleaning_twice_changes_nothing(text):
    assert clean.clean_text(clean.clean_text(text)) == clean.clean_text(text)


def test_text_is_composed_and_its_spaces_single():
    assert clean.clean_text(
        "  O\u0308ppen\u00a0 ka\u0308llkod\x00\x0b\r\n\r\n\r\n\ttill\u00adsammans \ud83d\ude00 \ud83d"
    ) == ("Öppen källkod\n\ntillsammans 😀")


def test_signs_of_symbol_fonts_are_bullets_or_nothing():
    assert clean.clean_text("\uf0b7 ett\n  \uf0a7\ttvå\nOrd \ue123 ord") == "• ett\n• två\nOrd ord"


def test_text_from_right_to_left_stays():
    assert clean.clean_text("שלום \u200fעולם") == "שלום \u200fעולם"


def test_what_is_too_long_is_cut_and_told():
    reading = assemble(fit(RawDocument((RawPage("a" * 301, "b" * 60_000), RawPage("Kort", "text")))))

    assert reading.pages.pages[0].title is None
    assert reading.pages.pages[0].text.startswith("a" * 301 + "\n\nb")
    assert len(reading.pages.pages[0].text) == clean.TEXT_AT_MOST
    assert reading.messages() == ["Page 1 has more text than is taken in; its end is left out."]


def test_alternative_texts_go_to_the_page_of_their_paragraph():
    pages = [
        RawPage("", "Det första stycket står här."),
        RawPage("Rubrik", "Det andra stycket står här."),
        RawPage("", "Slut"),
    ]
    blocks = [
        Block(f"Det första stycket står här. {alternative('Karta')}"),
        Block("Rubrik", 1),
        Block(f"Det andra stycket står här.{alternative('bild1.png')}"),
        Block(f"{alternative('Diagram')}"),
        Block("Slut"),
    ]

    assert [page.text for page in put_on_pages(pages, blocks)] == [
        "Det första stycket står här.\n\n[Karta]",
        "Det andra stycket står här.\n\n[Diagram]",
        "Slut",
    ]
