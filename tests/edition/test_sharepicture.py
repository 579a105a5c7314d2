# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import statistics
import time
from datetime import date
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from verkstad.edition import sharepicture
from verkstad.edition.sharepicture import DateWords, date_words, draw_share_picture, glyphs, layout
from verkstad.edition.sharepicture.breaking import break_points, natural_pieces
from verkstad.edition.sharepicture.palette import BIRCH

MAY = DateWords("7", "maj", "2024")
TITLE_BOX = (440, 36, 1148, 522)


def draw(title: str, date: DateWords = MAY, series: str = "NOSAD") -> Image.Image:
    picture = Image.open(BytesIO(draw_share_picture(title, date, series)))
    picture.load()
    return picture.convert("RGB")


def ink_box(title: str) -> tuple[int, int, int, int] | None:
    """Where the picture with a title differs from the picture without one."""
    return ImageChops.difference(draw(title), draw("")).getbbox()


def test_the_picture_is_a_png_of_the_size_that_others_ask_for():
    png = draw_share_picture("Roda-nätverket", MAY, "NOSAD")
    Image.open(BytesIO(png)).verify()
    picture = Image.open(BytesIO(png))
    title = picture.text["Title"]

    assert (title, title.lang) == ("Roda-nätverket", "sv")
    assert (picture.format, picture.size, picture.mode) == ("PNG", (1200, 630), "P")
    assert draw("Roda-nätverket").getpixel((1199, 0)) == BIRCH
    assert draw("Roda-nätverket").getpixel((0, 300)) == (0x8A, 0x1C, 0x1C)


def test_the_same_words_give_the_same_bytes_whatever_was_drawn_before():
    first = draw_share_picture("Länkade data", MAY, "NOSAD")
    draw_share_picture("Något annat, i en annan storlek och med många fler ord än så", MAY, "Annan serie")
    for kept in (
        glyphs.glyph,
        glyphs.width,
        glyphs.advance,
        glyphs.kerning,
        glyphs._font,
        glyphs._face_of,
        sharepicture._ground,
    ):
        kept.cache_clear()

    assert draw_share_picture("Länkade data", MAY, "NOSAD") == first


@pytest.mark.parametrize(
    "other",
    [
        ("Länkade data!", MAY, "NOSAD"),
        ("Länkade data", DateWords("8", "maj", "2024"), "NOSAD"),
        ("Länkade data", MAY, "NOSAE"),
    ],
)
def test_title_date_and_series_are_all_in_the_picture(other):
    assert draw_share_picture(*other) != draw_share_picture("Länkade data", MAY, "NOSAD")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
@example("W" * 300)
@example("Informationssäkerhetsklassificeringsarbete " * 7)
@example("日本語のタイトル 😀👩‍👩‍👧 مرحبا")
@example("\u202e\x00\x1b[31m ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞")
@example("iW" * 5000)
def test_no_title_leaves_its_box(title):
    left, top, right, bottom = ink_box(title) or TITLE_BOX

    assert left >= TITLE_BOX[0]
    assert top >= TITLE_BOX[1]
    assert right <= TITLE_BOX[2]
    assert bottom <= TITLE_BOX[3]


def test_no_date_or_sign_leaves_its_place():
    sign = ImageChops.difference(
        draw("", series="Nätverket för öppen källkod och öppna data " * 5), draw("", series="")
    ).getbbox()
    day = ImageChops.difference(
        draw("", DateWords("28–30", "september – 2 december", "2024–2025")), draw("", DateWords("", "", ""))
    ).getbbox()

    assert sign[0] >= 90
    assert sign[2] <= 1140
    assert sign[1] > 526
    assert day[2] <= TITLE_BOX[0]
    assert day[3] < 526


@pytest.mark.parametrize("missing", ["漢", "😀", "م"])
def test_what_the_font_lacks_is_drawn_as_a_box_and_takes_room(missing):
    assert ink_box(missing) is not None
    assert glyphs.width(missing) > 500


@pytest.mark.parametrize("letters", ["åäöÅÄÖéèüøæßðþŋšžłñçïÿ", "АБВабвґ", "ΑΒΓαβγάέ", "–—’”»…€·×", "ễ"])
def test_the_letters_of_europe_are_in_the_font(letters):
    assert [letter for letter in letters if not glyphs.has_letter(letter)] == []


def test_a_short_title_is_larger_than_a_long_one_and_lines_are_even():
    short, long = (
        layout.fit("Wikidata", 668, 410),
        layout.fit("Så delar kommuner och myndigheter med sig av sin programvara", 668, 410),
    )

    assert short == layout.FittedText(120, ("Wikidata",))
    assert 60 <= long.size < 120
    widths = [glyphs.width(line) for line in long.lines]
    assert min(widths) > 0.5 * max(widths)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text("aeiouåäöbdfgklmnprstvx-", min_size=1, max_size=40), min_size=1, max_size=12).map(" ".join))
def test_fitting_loses_no_letter(title):
    text = layout.fit(title, 668, 410)

    letters = "".join(text.lines).replace("-", "").replace(" ", "")
    expected = title.replace("-", "").replace(" ", "")
    assert letters == expected or text.lines[-1].endswith("…")


def test_a_word_of_a_swedish_compound_is_broken_at_its_joint():
    lines = layout.fit("Informationssäkerhetsklassificering", 668, 410).lines

    assert lines == ("Informations-", "säkerhets-", "klassificering")


@pytest.mark.parametrize(
    ("word", "joint"),
    [
        ("programvaruutveckling", 11),
        ("upphandlingsmyndigheten", 12),
        ("öppenhetsprincipen", 9),
        ("miljödata", 5),
        ("samhällsbyggnad", None),
    ],
)
def test_joints_are_told_from_syllables(word, joint):
    joints = [at for at, worth in break_points(word) if worth == 3]

    assert joints == [] if joint is None else joint in joints


def test_a_word_breaks_after_its_own_hyphen_but_not_beside_a_single_letter():
    assert natural_pieces("Roda-nätverket") == ["Roda-", "nätverket"]
    assert natural_pieces("e-arkiv") == ["e-arkiv"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((date(2024, 5, 7),), ("7", "maj", "2024")),
        ((date(2024, 5, 7), None, "day", "en"), ("7", "May", "2024")),
        ((date(2024, 5, 1), None, "month"), ("", "maj", "2024")),
        ((date(2024, 5, 7), date(2024, 5, 7)), ("7", "maj", "2024")),
        ((date(2024, 5, 7), date(2024, 5, 9)), ("7–9", "maj", "2024")),
        ((date(2024, 4, 30), date(2024, 5, 2)), ("30", "april – 2 maj", "2024")),
        ((date(2024, 12, 30), date(2025, 1, 2), "day", "en"), ("30", "December – 2 January", "2024–2025")),
    ],
)
def test_date_words_are_those_of_a_wall_calendar(arguments, words):
    assert date_words(*arguments) == words


@pytest.mark.bench
def test_a_picture_takes_at_most_three_milliseconds():
    titles = [f"Workshop {number}: öppna data i {number % 97} kommuner" for number in range(300)]
    taken = []
    for title in titles:
        start = time.process_time()
        draw_share_picture(title, MAY, "NOSAD")
        taken.append(time.process_time() - start)

    assert statistics.median(taken) < 0.003
