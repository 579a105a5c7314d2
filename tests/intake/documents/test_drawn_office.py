# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of office files as LibreOffice draws them, and what becomes of them when it fails. It is started three times: that takes seconds."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import optional
from tests.intake.documents import office_files, pdf_files
from verkstad.intake.documents.apart import read_apart
from verkstad.intake.documents.office import make_pdf
from verkstad.intake.documents.values import Limits, Options
from verkstad.records.pages import Page

SLIDES = [
    ("Öppen källkod", "Vi delar det", "Säg hej"),
    ("Utkast", "Inte klart", ""),
    ("Frågor?", "Skriv till oss", ""),
]


class Asked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_words: object) -> None:
        """Not a word."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def program(tmp_path):
    """A function from lines of shell to a program in LibreOffice's place; ``$out`` is where it should write."""

    def write(lines: str) -> Path:
        path = tmp_path / "soffice"
        path.write_text(f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nout=$2\n{lines}\n')
        path.chmod(0o755)
        return path

    return write


def test_slides_have_pictures_of_those_that_are_shown(libreoffice, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES, hidden=[2])
    into = tmp_path / "into"

    reading = read_apart(path, into=into, options=Options(office=libreoffice))

    assert reading.messages() == ["1 hidden slide was left out."]
    assert reading.pages.pages == (
        Page(number=1, title="Öppen källkod", text="Vi delar det", notes="Säg hej", width=1280, height=960),
        Page(number=2, title="Frågor?", text="Skriv till oss", width=1280, height=960),
    )
    assert len(list(into.iterdir())) == 4


def test_document_has_the_pages_that_libreoffice_makes(libreoffice, tmp_path):
    reading = read_apart(
        office_files.document(tmp_path / "a.docx"), into=tmp_path / "into", options=Options(office=libreoffice)
    )

    (page,) = reading.pages.pages
    assert (page.title, page.width, reading.messages()) == ("Rapport", 1280, [])
    assert "Vi frågade dem som vet." in page.text
    assert page.text.endswith("[Karta över Sverige]")
    assert "Struket" not in page.text


def test_libreoffice_asks_nobody(libreoffice, server, tmp_path):
    """By its settings alone, without the copy that has no links: each of the two is enough."""
    path = office_files.odf_document(tmp_path / "a.odt")
    address = f"http://127.0.0.1:{server.server_port}/bild.png"
    picture = f'<text:p><draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{address}"/></draw:frame></text:p>'
    content = office_files.part_of(path, "content.xml").replace(b"</office:text>", f"{picture}</office:text>".encode())
    office_files.changed(path, {"content.xml": content})
    groups: list[int] = []

    pdf = make_pdf(libreoffice, path, tmp_path, seconds=100, started=groups.append)

    assert pdf.read_bytes().startswith(b"%PDF")
    assert server.asked == []
    assert len(groups) == 1


@pytest.mark.parametrize(
    ("lines", "limits", "sentence"),
    [
        ("exit 1", Limits(), "LibreOffice could not draw them"),
        ("exit 0", Limits(), "LibreOffice could not draw them"),
        ("echo no > $out/light.pdf", Limits(), "LibreOffice could not draw them"),
        ("exec sleep 100", Limits(office_seconds=0.3), "drawing them took too long"),
        ('cp "$(dirname $0)/two.pdf" $out/light.pdf', Limits(), "LibreOffice drew 2 pages where there should be 3"),
    ],
)
def test_slides_without_pictures_have_text_and_the_reason(program, tmp_path, lines, limits, sentence):
    pdf_files.slides(tmp_path / "two.pdf", [("a", []), ("b", [])])
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    into = tmp_path / "into"

    reading = read_apart(path, into=into, limits=limits, options=Options(office=program(lines)))

    assert [page.title for page in reading.pages.pages] == ["Öppen källkod", "Utkast", "Frågor?"]
    assert not reading.pages.has_pictures
    assert list(into.iterdir()) == []
    (said,) = reading.messages()
    assert sentence in said


def test_title_that_only_the_picture_shows_is_taken_from_it(program, tmp_path):
    pdf_files.slides(tmp_path / "drawn.pdf", [("Den stora rubriken", ["Vi delar det"])])
    path = office_files.presentation(tmp_path / "a.pptx", [("", "Vi delar det\n\nDen stora rubriken", "")])
    slide = office_files.part_of(path, "ppt/slides/slide1.xml")
    box = b'<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>Den stora rubriken</a:t></a:r></a:p></p:txBody></p:sp>'
    office_files.changed(path, {"ppt/slides/slide1.xml": slide.replace(b"</p:spTree>", box + b"</p:spTree>")})

    reading = read_apart(
        path, into=tmp_path / "into", options=Options(office=program('cp "$(dirname $0)/drawn.pdf" $out/light.pdf'))
    )

    assert reading.pages.pages[0].title == "Den stora rubriken"


def test_program_that_libreoffice_started_ends_with_the_reading(program, tmp_path):
    if not hasattr(os, "pidfd_open"):
        optional("pidfd_open", "processes are not looked at (Linux has it)")
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    office = program('sleep 100 & echo $! > "$(dirname $0)/pid"; wait')

    running: list[int] = []

    def stop(done: int, count: int) -> None:
        with suppress(FileNotFoundError, ValueError):
            running.append(os.pidfd_open(int((tmp_path / "pid").read_text())))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read_apart(path, into=tmp_path / "into", options=Options(office=office), progress=stop)
    ended, _, _ = select.select(running, [], [], 5)  # readable when it has ended
    os.close(running[0])
    assert ended
