# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF files as people and their enemies make them, to pages with text and pictures."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.intake.documents import pdf_files
from verkstad.intake.documents.values import Limits, Refused
from verkstad.intake.files import FileRefused
from verkstad.records.pages import Page, Pages


def picture_size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


HELLO = b"BT /F1 24 Tf 72 700 Td (Hej) Tj ET"


def test_slides_become_pages_with_titles_and_pictures(read, tmp_path):
    path = pdf_files.slides(
        tmp_path / "a.pdf",
        [
            ("Öppen källkod", ["• Vi delar det som vi gör", "• och det är för att spara"]),
            ("Frågor?", ["Skriv till oss"]),
        ],
    )
    into = tmp_path / "into"
    into.mkdir()

    reading = read(path, into=into)

    assert reading.pages == Pages(
        language="sv",
        word_count=18,
        has_pictures=True,
        pages=(
            Page(
                number=1,
                title="Öppen källkod",
                text="• Vi delar det som vi gör\n• och det är för att spara",
                width=1280,
                height=720,
            ),
            Page(number=2, title="Frågor?", text="Skriv till oss", width=1280, height=720),
        ),
    )
    assert reading.messages() == []
    assert {file.name: picture_size(file) for file in into.iterdir()} == {
        "0001-480.webp": (480, 270),
        "0001-1280.webp": (1280, 720),
        "0002-480.webp": (480, 270),
        "0002-1280.webp": (1280, 720),
    }
    with Image.open(into / "0001-480.webp") as small:
        assert small.format == "WEBP"
        assert small.convert("L").getextrema()[0] < 100  # something is drawn


def test_footers_with_page_numbers_are_left_out(read, tmp_path):
    path = pdf_files.slides(
        tmp_path / "a.pdf", [(f"Rubrik {'abcde'[n]}", ["text"]) for n in range(5)], footer="NOSAD sida"
    )

    assert [page.text for page in read(path).pages.pages] == ["text"] * 5


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (["Det här är en text som inte säger mycket, men som är på svenska."], "sv"),
        (["This is a text that does not say much, but it is in English."], "en"),
        (
            [
                "Dette er en tekst som ikke sier noe, og den er på norsk. Jeg vet ikke hvor mye den sier, og det er ikke noe."
            ],
            None,
        ),
        (["DCAT-AP-SE 2.2.0"], None),
    ],
)
def test_language_is_guessed_from_small_words(read, tmp_path, lines, language):
    assert read(pdf_files.slides(tmp_path / "a.pdf", [("Test", lines)])).pages.language == language


def test_scanned_document_is_said_to_be_one(read, tmp_path):
    reading = read(pdf_files.scanned(tmp_path / "a.pdf", of=3))

    assert reading.pages.is_scanned
    assert [page.is_scanned for page in reading.pages.pages] == [True] * 3
    assert reading.messages() == [
        "Pages 1–3 are pictures without text: they cannot be searched, nor read aloud. Send a file with text if there is one."
    ]


def test_partly_scanned_document_tells_which_pages_are(read, tmp_path):
    reading = read(pdf_files.scanned(tmp_path / "a.pdf", of=6, texts=(1, 2, 4, 5)))

    assert not reading.pages.is_scanned
    assert [page.number for page in reading.pages.pages if page.is_scanned] == [3, 6]
    assert reading.messages()[0].startswith("Pages 3, 6 are pictures without text")


def test_picture_as_part_of_a_page_is_no_scan(read, tmp_path):
    assert not read(pdf_files.scanned(tmp_path / "a.pdf", of=2, texts=(1, 2))).pages.pages[0].is_scanned


def test_owners_password_alone_locks_nobody_out(read, tmp_path):
    path = pdf_files.slides(tmp_path / "a.pdf", [("Rubrik", ["text"])], password=("", "ägaren"))

    assert read(path).pages.pages[0].title == "Rubrik"


def test_readers_password_is_told(read, tmp_path):
    path = pdf_files.slides(tmp_path / "a.pdf", [("Rubrik", ["text"])], password=("hemligt", "ägaren"))

    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "locked"


def test_scripts_and_programs_in_a_pdf_are_not_run(read, tmp_path):
    ran = tmp_path / "ran"
    actions = f"/OpenAction<</S/Launch/F(/bin/touch)/Win<</F(touch)/P({ran})>>>>/AA<</WC<</S/JavaScript/JS(app.alert\\(1\\))>>>>"
    path = pdf_files.one_page(tmp_path / "a.pdf", HELLO, catalogue=actions.encode())

    assert read(path).pages.pages[0].title == "Hej"
    assert not ran.exists()


def test_page_tree_that_bites_its_tail_ends(read, tmp_path):
    path = pdf_files.raw(
        tmp_path / "a.pdf",
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 5>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 5/Parent 2 0 R>>",
    )

    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    ("kids", "count", "code"), [(b"", 0, "damaged"), (b"3 0 R " * 100_000, 100_000, "too_many_pages")]
)
def test_no_pages_and_too_many_are_refused(read, tmp_path, kids, count, code):
    path = pdf_files.raw(
        tmp_path / "a.pdf",
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Page/MediaBox[0 0 10 10]/Parent 2 0 R>>",
    )

    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == code


def test_pages_that_are_claimed_but_missing_are_told(read, tmp_path):
    path = pdf_files.raw(
        tmp_path / "a.pdf",
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 3>>",
        b"<</Type/Page/MediaBox[0 0 10 10]/Parent 2 0 R>>",
    )

    assert read(path).messages() == ["Pages 2–3 could not be read. Save the file again and send that."]


@pytest.mark.parametrize(
    ("box", "size"),
    [
        (b"0 0 14400 14400", (1280, 1280)),
        (b"0 0 10 100000", (1, 3200)),
        (b"0 0 99999999 2", (1280, 1)),
        (b"0 0 0 0", (1280, 1656)),
    ],
)
def test_page_of_any_size_has_a_picture_of_ours(read, tmp_path, box, size):
    into = tmp_path / "into"
    into.mkdir()

    page = read(pdf_files.one_page(tmp_path / "a.pdf", HELLO, box=box), into=into).pages.pages[0]

    assert (page.width, page.height) == size
    assert picture_size(into / "0001-1280.webp") == size


def test_turned_page_is_read_as_it_is_shown(read, tmp_path):
    path = pdf_files.one_page(
        tmp_path / "a.pdf", b"BT /F1 40 Tf 72 700 Td (Rubrik) Tj ET BT /F1 14 Tf 72 600 Td (Text) Tj ET"
    )
    path.write_bytes(path.read_bytes().replace(b"/Type/Page/Parent", b"/Type/Page/Rotate 270/Parent"))

    page = read(path).pages.pages[0]

    assert (page.title, page.text) == ("Rubrik", "Text")


def test_alternative_texts_of_a_tagged_pdf_stand_in_brackets(read, tmp_path):
    path = pdf_files.raw(
        tmp_path / "a.pdf",
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/StructParents 0/Resources<</Font<</F1 5 0 R>>>>>>",
        pdf_files.stream(b"/P<</MCID 0>>BDC " + HELLO + b" EMC /Figure<</MCID 1>>BDC 0 0 100 100 re f EMC"),
        pdf_files.FONT,
        b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[8 0 R 9 0 R]]>>>>",
        b"<</Type/StructElem/S/Document/P 6 0 R/K[8 0 R 9 0 R]>>",
        b"<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K 0>>",
        b"<</Type/StructElem/S/Figure/P 7 0 R/Pg 3 0 R/K 1/Alt(Karta \\366ver Sverige)>>",
    )

    assert read(path).pages.pages[0].text == "[Karta över Sverige]"


def test_page_that_needs_more_memory_than_there_is_has_text_and_no_picture(read, tmp_path):
    path = pdf_files.scanned(tmp_path / "a.pdf", size=(5_000, 3_000))  # 75 MB when it is decoded
    into = tmp_path / "into"
    into.mkdir()

    reading = read(path, into=into, limits=Limits(processes=0, memory=100_000_000))

    assert reading.messages()[0] == (
        "There is no picture of page 1: what stands on it is too large or too slow to draw."
    )
    assert (list(into.iterdir()), reading.pages.has_pictures) == ([], False)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_damaged_pdf_is_read_or_refused(read, tmp_path, data):
    path = pdf_files.slides(tmp_path / "a.pdf", [("Rubrik", ["text"])])
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(8, len(content) - 40))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    path.write_bytes(content)

    with suppress(Refused, FileRefused):
        assert read(path).pages.pages
