# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Titles and paragraphs from lines and their places."""

from __future__ import annotations

import pytest

from verkstad.intake.documents.lines import (
    PageLines,
    TextLine,
    join_lines,
    paragraphs,
    title_and_text,
    without_repeated,
)


def line(text: str, top: float, *, size: float = 20, left: float = 40, width: float | None = None) -> TextLine:
    return TextLine(text, left, top, left + (len(text) * size / 2 if width is None else width), top + size, size)


def page(*lines: TextLine, width: float = 960, height: float = 540) -> PageLines:
    return PageLines(width, height, lines)


def test_title_is_the_largest_line_above():
    found = title_and_text(
        page(
            line("Digg", 10, size=12), line("Öppna data", 40, size=40), line("Varför?", 120), line("87 %", 300, size=90)
        )
    )

    assert found == ("Öppna data", "Digg\n\nVarför?\n\n87 %")


def test_title_of_two_lines_is_one():
    assert title_and_text(
        page(line("Öppen källkod i", 40, size=40), line("offentlig sektor", 86, size=40), line("text", 200))
    )[0] == ("Öppen källkod i offentlig sektor")


def test_title_of_a_title_page_stands_where_it_will():
    assert title_and_text(page(line("Välkommen", 250, size=44), line("Anna Berg, Skatteverket", 330))) == (
        "Välkommen",
        "Anna Berg, Skatteverket",
    )


def test_title_below_text_stays_in_the_text():
    report = page(
        line("Så slutar det förra avsnittet. " * 3, 50, size=11),
        line("2 Metod", 400, size=18),
        line("Vi frågade.", 430, size=11),
        width=595,
        height=842,
    )

    assert title_and_text(report) == (
        "2 Metod",
        "Så slutar det förra avsnittet. Så slutar det förra avsnittet. Så slutar det förra avsnittet.\n\n2 Metod\n\nVi frågade.",
    )


def test_page_of_one_size_has_no_title():
    assert title_and_text(page(line("En rad", 50), line("En till", 74)))[0] == ""


def test_title_is_what_a_bookmark_says():
    lines = [line("Kapitel 1", 50), line("Om licenser", 74), line("Text om dem", 98)]

    assert title_and_text(page(*lines), ["Slide 3", "om  LICENSER"]) == ("Om licenser", "Kapitel 1\nText om dem")


def test_bookmark_of_a_section_gives_way_to_a_larger_title():
    lines = [line("Årsrapport", 50, size=40), line("1.1 Inledning", 120), line("Text", 144)]

    assert title_and_text(page(*lines), ["1.1 Inledning"])[0] == "Årsrapport"


def test_title_is_nothing_that_has_no_letters():
    assert title_and_text(page(line("2024", 40, size=60), line("Ett år av öppna data", 150)))[0] == ""


def test_what_most_pages_repeat_at_their_edges_is_left_out():
    pages = [
        page(
            line("NOSAD", 5, size=10),
            line(f"Rubrik {n}", 80, size=40),
            line("NOSAD", 200),
            line(f"Sida {n} av 9", 520, size=10),
        )
        for n in range(1, 10)
    ]

    assert [[each.text for each in one.lines] for one in without_repeated(pages)] == [
        [f"Rubrik {n}", "NOSAD"] for n in range(1, 10)
    ]
    assert without_repeated(pages[:3]) == pages[:3]


def test_full_lines_are_one_paragraph_and_bullets_stand_alone():
    lines = [
        line("Den som vill veta mer om öppen källkod kan gå", 50),
        line("till nätverkets sida, där allt finns samlat sedan", 74),
        line("starten.", 98),
        line("• först det ena", 122),
        line("• sedan det andra", 146),
        line("Nytt stycke", 230),
    ]

    assert paragraphs(lines, page(*lines)) == (
        "Den som vill veta mer om öppen källkod kan gå till nätverkets sida, där allt finns samlat sedan starten.\n"
        "• först det ena\n• sedan det andra\n\nNytt stycke"
    )


def test_points_of_a_slide_are_lines_of_their_own_when_their_bullets_are_drawn():
    points = [
        line("Presentationen, sida för sida", 50, width=300),
        line("Det som sades, sekund för sekund", 74, width=320),
    ]
    of_a_slide, of_a_column = page(*points), page(*points, width=540, height=960)

    assert paragraphs(points, of_a_slide) == "Presentationen, sida för sida\nDet som sades, sekund för sekund"
    assert paragraphs(points, of_a_column) == "Presentationen, sida för sida Det som sades, sekund för sekund"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("sam\x02", "verkan", "samverkan"),
        ("e\x02", "tjänst", "e-tjänst"),
        ("DCAT\x02", "AP", "DCAT-AP"),
        ("Covid19\x02", "pandemin", "Covid19-pandemin"),
        ("Västra Göta\x02", "land", "Västra Götaland"),
        ("slut", "här", "slut här"),
    ],
)
def test_parted_words_are_joined_unless_the_hyphen_is_theirs(before, after, joined):
    assert join_lines([line(before, 0), line(after, 24)]) == joined


def test_leaders_of_a_table_of_contents_keep_their_lines():
    lines = [
        line("1 Inledning . . . . . . . . . . . . . . . . 3", 50),
        line("2 Metod . . . . . . . . . . . . . . . . . . . 5", 74),
    ]

    assert paragraphs(lines, page(*lines)) == "1 Inledning … 3\n2 Metod … 5"
