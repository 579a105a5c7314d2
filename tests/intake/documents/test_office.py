# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Office files to pages of text: what a slide says, what stays hidden, and what is made to do harm."""

from __future__ import annotations

import struct

import pytest

from tests.intake.documents import office_files
from tests.intake.files import samples
from verkstad.intake.documents.values import Limits, Refused
from verkstad.intake.files import FileRefused
from verkstad.records.pages import Page

SLIDES = [
    ("Öppen källkod", "Vi delar det\nsom vi gör", "Säg hej"),
    ("Utkast", "Det här är inte klart", "Visa inte"),
    ("Frågor?", "Skriv till oss", ""),
]
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 10))
    + b"]>"
)
READ_A_FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
SLIDE_1 = "ppt/slides/slide1.xml"


@pytest.mark.parametrize("make", [office_files.presentation, office_files.odf_slides])
def test_slides_have_title_text_and_notes_and_hidden_ones_are_left_out(read, tmp_path, make):
    reading = read(make(tmp_path / "bilder", SLIDES, hidden=[2]))

    picture = "\n\n[Karta – över Sverige]" if make is office_files.odf_slides else ""
    assert reading.pages.pages == (
        Page(number=1, title="Öppen källkod", text="Vi delar det\nsom vi gör" + picture, notes="Säg hej"),
        Page(number=2, title="Frågor?", text="Skriv till oss" + picture),
    )
    assert reading.messages() == ["1 hidden slide was left out."]


def test_slide_says_all_that_is_on_it_in_the_order_of_its_shapes(read, tmp_path):
    page = read(office_files.rich_slide(tmp_path / "a.pptx")).pages.pages[0]

    assert (page.title, page.text) == (
        None,
        "Första stycket\nAndra\nmed radbrytning\n\nI en grupp\n\nNamn · Värde\nDCAT · 2\n\n"
        "Så många blev det\nWorkshoppar, 2021, 2022\n\n[Karta över Sverige]\n\nFör nyare program",
    )


def test_diagram_says_the_words_of_its_points(read, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES[:1])
    slide = office_files.part_of(path, SLIDE_1).replace(
        b"</p:spTree>",
        b'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="D"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        b'<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="d">'
        b'<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
        b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:dm="rId90"/>'
        b"</a:graphicData></a:graphic></p:graphicFrame></p:spTree>",
    )
    relations = office_files.part_of(path, "ppt/slides/_rels/slide1.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId90" Type="x/diagramData" Target="../diagrams/data1.xml"/></Relationships>',
    )
    points = "".join(
        f'<d:pt type="{kind}"><d:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></d:t></d:pt>'
        for kind, words in (("node", "Samla"), ("pres", "inte detta"), ("node", "Dela"))
    )
    data = f'<d:dataModel xmlns:d="d" xmlns:a="a"><d:ptLst>{points}</d:ptLst></d:dataModel>'
    office_files.changed(
        path,
        {SLIDE_1: slide, "ppt/slides/_rels/slide1.xml.rels": relations, "ppt/diagrams/data1.xml": data.encode()},
    )

    assert read(path).pages.pages[0].text == "Vi delar det\nsom vi gör\n\nSamla\nDela"


@pytest.mark.parametrize("make", [office_files.presentation, office_files.odf_slides])
def test_presentation_without_slides_to_show_is_refused(read, tmp_path, make):
    for slides, hidden, code in ((SLIDES[:1], [1], "only_hidden"), ([], [], "no_pages")):
        with pytest.raises(Refused) as refused:
            read(make(tmp_path / f"{code}-bilder", slides, hidden=hidden))
        assert refused.value.code == code


@pytest.mark.parametrize("make", [office_files.presentation, office_files.odf_slides])
def test_presentation_with_too_many_slides_is_refused(read, tmp_path, make):
    with pytest.raises(Refused) as refused:
        read(make(tmp_path / "bilder", SLIDES), limits=Limits(pages=2, processes=0))
    assert refused.value.code == "too_many_pages"


def test_word_document_is_an_outline_without_what_is_deleted_or_hidden(read, tmp_path):
    reading = read(office_files.document(tmp_path / "a.docx"))

    assert [(page.title, page.text) for page in reading.pages.pages] == [
        ("Rapport", "Ingress före avsnitten."),
        ("Metod", "Vi frågade dem som vet.\n\n• ett\n• två"),
        ("Underrubrik", "Namn · Värde\n\n[Karta över Sverige]"),
    ]


def test_opendocument_text_is_an_outline_with_its_footnotes(read, tmp_path):
    reading = read(office_files.odf_document(tmp_path / "a.odt"))

    assert [(page.title, page.text) for page in reading.pages.pages] == [
        ("Metod", "Vi frågade dem som vet (Se bilagan).\n\n• ett\n• två"),
        ("Resultat", "Namn · Värde\n\n[Karta över Sverige]"),
    ]


def test_pictures_are_missed_when_libreoffice_is(read, tmp_path):
    reading = read(office_files.presentation(tmp_path / "a.pptx", SLIDES), into=tmp_path)

    assert reading.messages() == [
        "The pages have text but no pictures, since LibreOffice is not installed. Send the file as PDF to have pictures too."
    ]


@pytest.mark.parametrize("declared", [LAUGHS, READ_A_FILE])
def test_declarations_in_a_slide_are_refused(read, tmp_path, declared):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    slide = office_files.part_of(path, SLIDE_1).partition(b"?>")[2].replace(b"Vi delar", b"&j;")
    office_files.changed(path, {SLIDE_1: declared + slide})

    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "declares"


@pytest.mark.parametrize(
    ("make", "part", "end"),
    [
        (office_files.odf_slides, "content.xml", b"&j;</office:presentation>"),
        (lambda path, _slides: office_files.document(path), "word/document.xml", b"&j;</w:body>"),
        (lambda path, _slides: office_files.odf_document(path), "content.xml", b"&j;</office:text>"),
    ],
)
def test_declarations_in_parts_read_piece_by_piece_are_refused(read, tmp_path, make, part, end):
    path = make(tmp_path / "a", SLIDES)
    content = office_files.part_of(path, part)
    rest = content.partition(b"?>")[2] if content.startswith(b"<?xml") else content
    office_files.changed(path, {part: LAUGHS + rest.replace(b"</" + end.partition(b"</")[2], end)})

    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "declares"


def test_slide_that_swells_is_refused(read, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    office_files.changed(path, {SLIDE_1: office_files.part_of(path, SLIDE_1) + b" " * 40_000_000})

    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "swells"


def test_zip_bomb_is_refused(read, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    office_files.changed(path, {"ppt/media/film.bin": bytes(1_234_567)})
    claimed = struct.pack("<I", 4_000_000_000)
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 1_234_567), claimed))

    with pytest.raises(FileRefused, match="unpacks to far more than it is"):
        read(path)


def test_slide_nested_without_end_is_left_out_and_told(read, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    slide = office_files.part_of(path, SLIDE_1)
    nested = slide.replace(b"</p:spTree>", b"<p:grpSp>" * 5_000 + b"</p:grpSp>" * 5_000 + b"</p:spTree>")
    office_files.changed(path, {SLIDE_1: nested})

    reading = read(path)

    assert [page.title for page in reading.pages.pages] == [None, "Utkast", "Frågor?"]
    assert reading.messages() == ["Page 1 could not be read. Save the file again and send that."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"older Office program \(PPT, DOC\), or locked. Save it as PPTX"),
        (samples.zipped(mimetype=b"application/vnd.oasis.opendocument.presentation", **{
            "content.xml": b"\x17\x93", "META-INF__manifest.xml": b"<m><e><encryption-data/></e></m>"}), "locked with a password"),
        (samples.open_xml("presentationml.presentation", ppt__vbaProject__bin=b""), None),
    ],
)  # fmt: skip
def test_locked_and_old_office_files_are_refused(read, tmp_path, content, sentence):
    path = tmp_path / "bilder.pptx"
    path.write_bytes(content)

    if sentence is None:
        with pytest.raises(Refused):
            read(path)
    else:
        with pytest.raises(FileRefused, match=sentence):
            read(path)


def test_file_under_a_name_that_lies_is_what_it_is(read, tmp_path):
    assert read(office_files.presentation(tmp_path / "a.pdf", SLIDES)).pages.pages[0].title == "Öppen källkod"
    assert read(office_files.odf_document(tmp_path / "a.docx")).pages.pages[0].title == "Metod"


def test_archive_that_is_cut_is_refused(read, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    path.write_bytes(path.read_bytes()[:-200])

    with pytest.raises(FileRefused, match="damaged"):
        read(path)


def test_part_that_is_damaged_costs_its_slide(read, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    office_files.changed(path, {SLIDE_1: b"<p:sld"})

    assert read(path).messages() == ["Page 1 could not be read. Save the file again and send that."]
