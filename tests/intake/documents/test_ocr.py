# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scanned pages as a machine reads them."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.intake.documents import pdf_files
from verkstad.intake.documents.lines import PageLines, TextLine
from verkstad.intake.documents.ocr import installed_languages, read_hocr

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body>
<div class='ocr_page' title='image "a.pgm"; bbox 0 0 1200 900; ppageno 0'><div class='ocr_carea'><p class='ocr_par'>
<span class='ocr_header' title="bbox 100 50 700 110; baseline 0 -5; x_size 60; x_descenders 10">
 <span class='ocrx_word' title='bbox 100 50 400 110; x_wconf 95'>Öppna</span>
 <span class='ocrx_word' title='bbox 400 50 700 110; x_wconf 91'>sam-</span></span>
<span class='ocr_line' title="bbox 100 120 700 160; baseline 0 -5; x_size 40">
 <span class='ocrx_word' title='bbox 100 120 300 160; x_wconf 90'>verkan</span>
 <span class='ocrx_word' title='bbox 300 120 400 160; x_wconf 4'>~¤|</span></span>
</p></div></div></body></html>"""


@pytest.fixture
def paper(tmp_path) -> Path:
    """A page of text that was printed and scanned, and one with a picture of nothing."""
    text = pdf_files.slides(
        tmp_path / "text.pdf", [("Öppen källkod", ["Vi delar det som vi har byggt,", "och det är bra för alla."])]
    )
    picture = io.BytesIO()
    with pypdfium2.PdfDocument(text) as document:
        document[0].render(scale=1.5).to_pil().save(picture, "PNG")
    canvas = Canvas(str(tmp_path / "paper.pdf"), pagesize=pdf_files.SLIDE)
    canvas.drawImage(ImageReader(picture), 0, 0, *pdf_files.SLIDE)
    canvas.showPage()
    canvas.drawImage(ImageReader(io.BytesIO(grey())), 0, 0, *pdf_files.SLIDE)
    canvas.save()
    return tmp_path / "paper.pdf"


def grey() -> bytes:
    into = io.BytesIO()
    Image.linear_gradient("L").save(into, "PNG")
    return into.getvalue()


def test_scanned_pages_are_read_where_the_setting_says_so(read, tesseract, paper):
    reading = read(paper, tesseract=tesseract, ocr_languages=("swe", "eng"))

    first, second = reading.pages.pages
    assert (first.title, first.text) == ("Öppen källkod", "Vi delar det som vi har byggt, och det är bra för alla.")
    assert (second.title, second.text) == (None, None)
    assert [page.is_scanned for page in reading.pages.pages] == [True, True]
    assert reading.pages.language == "sv"
    assert reading.messages() == [
        "The text of page 1 was read from a picture by a machine, and may contain errors.",
        "Page 2 is a picture without text: it cannot be searched, nor read aloud. Send a file with text if there is one.",
    ]


@pytest.mark.parametrize("program", [None, Path("/nowhere/tesseract"), Path("/bin/true")])
def test_tesseract_that_is_missing_is_told(read, tmp_path, program):
    reading = read(pdf_files.scanned(tmp_path / "a.pdf"), tesseract=program, ocr_languages=("swe",))

    assert reading.messages()[0].startswith(
        "Scanned pages were not read: Tesseract or one of its languages is missing."
    )
    assert reading.pages.is_scanned


def test_languages_of_tesseract_are_asked_for(tesseract):
    assert {"swe", "eng"} <= installed_languages(tesseract)
    assert "tlh" not in installed_languages(tesseract)


def test_lines_of_hocr_have_places_and_sizes_in_points():
    assert read_hocr(HOCR.encode(), dots=144) == PageLines(
        600,
        450,
        (
            TextLine("Öppna sam\x02", 50, 25, 350, 55, 30),
            TextLine("verkan", 50, 60, 350, 80, 20),
        ),
    )


@pytest.mark.parametrize("content", [b"<html></html>", b"<p>no page</p>"])
def test_hocr_without_a_page_has_no_lines(content):
    assert read_hocr(content, dots=300).lines == ()
