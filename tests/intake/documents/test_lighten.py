# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The copy that LibreOffice is given: small, and without anything that leads elsewhere or was deleted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

from tests.intake.documents import office_files
from tests.intake.files import samples
from verkstad.intake.documents.lighten import SIDE, lighten
from verkstad.intake.documents.values import Refused

SLIDES = [("Rubrik", "text", "")]


@pytest.fixture
def light(tmp_path):
    def make(path: Path) -> dict[str, bytes]:
        into = tmp_path / "light"
        lighten(path, into)
        with zipfile.ZipFile(into) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}

    return make


def test_links_to_outside_are_gone_and_those_to_click_on_stay(light, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    kept = '<Relationship Id="r91" Type="x/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    relations = office_files.part_of(path, "ppt/slides/_rels/slide1.xml.rels").replace(
        b"</Relationships>",
        f'<Relationship Id="r90" Type="x/image" Target="http://example.org/bild.png" TargetMode="External"/>{kept}'
        '<Relationship Id="r92" Type="x/oleObject" Target="../embeddings/a.bin"/></Relationships>'.encode(),
    )
    office_files.changed(path, {"ppt/slides/_rels/slide1.xml.rels": relations})

    written = light(path)["ppt/slides/_rels/slide1.xml.rels"].decode()

    assert "https://example.org/" in written
    assert "bild.png" not in written
    assert "oleObject" not in written
    assert "slideLayout" in written


@pytest.mark.parametrize(
    "target", ["http://example.org/a.png", "file:///etc/passwd", "/etc/passwd", "../../etc/passwd", "//host/share"]
)
def test_opendocument_keeps_what_is_inside_it_alone(light, tmp_path, target):
    path = office_files.odf_slides(tmp_path / "a.odp", SLIDES)
    content = office_files.part_of(path, "content.xml").replace(
        b"<draw:image/>",
        f'<draw:image xlink:href="{target}"/><draw:image xlink:href="./Pictures/a.png"/>'
        f'<text:p><text:a xlink:href="https://example.org/lank">länk</text:a></text:p>'
        f'<draw:plugin xlink:href="Pictures/a.png"/>'.encode(),
    )
    office_files.changed(
        path, {"content.xml": content, "Pictures/a.png": office_files.picture().getvalue(), "Basic/a.xml": b"<a/>"}
    )

    written = light(path)

    assert target not in written["content.xml"].decode()
    assert "./Pictures/a.png" in written["content.xml"].decode()
    assert "https://example.org/lank" in written["content.xml"].decode()
    assert "plugin" not in written["content.xml"].decode()
    assert next(iter(written)) == "mimetype"
    assert "Basic/a.xml" not in written


def test_deleted_text_and_fields_that_fetch_are_gone(light, tmp_path):
    path = office_files.document(tmp_path / "a.docx")
    field = (
        f'<w:p {docx.oxml.ns.nsdecls("w")}><w:r><w:instrText> INCLUDETEXT "file:///etc/passwd" </w:instrText></w:r>'
        '<w:r><w:instrText> PAGE </w:instrText></w:r><w:fldSimple w:instr="DDEAUTO cmd"><w:r><w:t>Fält</w:t></w:r></w:fldSimple></w:p>'
    )
    content = office_files.part_of(path, "word/document.xml").replace(b"<w:body>", b"<w:body>" + field.encode())
    office_files.changed(path, {"word/document.xml": content})

    written = light(path)["word/document.xml"].decode()

    assert "Vi frågade dem som vet." in written
    assert "Struket" not in written
    assert "passwd" not in written
    assert "DDEAUTO" not in written
    assert " PAGE " in written
    assert "Fält" in written


def test_deleted_text_of_opendocument_is_gone(light, tmp_path):
    written = light(office_files.odf_document(tmp_path / "a.odt"))["content.xml"].decode()

    assert "Vi frågade" in written
    assert "Struket" not in written


def test_films_programs_and_files_in_the_file_are_left_out(light, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    left_out = {"ppt/media/film.mp4", "ppt/embeddings/a.xlsx", "ppt/vbaProject.bin", "ppt/fonts/a.fntdata"}
    office_files.changed(path, dict.fromkeys(left_out, b"x" * 1000))

    assert not left_out & light(path).keys()


def test_large_pictures_are_made_small_and_small_ones_stay(light, tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    small = office_files.picture((200, 100)).getvalue()
    pictures = {
        "ppt/media/a.jpeg": office_files.picture((4000, 2000), "JPEG").getvalue(),
        "ppt/media/b.png": office_files.picture((100, 3000)).getvalue(),
        "ppt/media/c.png": small,
        "ppt/media/d.png": b"no picture",
    }
    office_files.changed(path, pictures)

    written = light(path)

    opened = [Image.open(io.BytesIO(written[name])) for name in pictures if name[-5] != "d"]
    assert [(picture.format, picture.size) for picture in opened] == [
        ("JPEG", (SIDE, SIDE // 2)),
        ("PNG", (round(SIDE / 30), SIDE)),
        ("PNG", (200, 100)),
    ]
    assert (written["ppt/media/c.png"], written["ppt/media/d.png"]) == (small, b"no picture")


def test_picture_too_large_to_look_at_is_counted_and_a_dot_stands_for_it(tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    office_files.changed(path, {"ppt/media/a.png": samples.claiming_png(20_000, 4_000)})

    assert lighten(path, tmp_path / "light") == 1
    with zipfile.ZipFile(tmp_path / "light") as archive:
        assert Image.open(io.BytesIO(archive.read("ppt/media/a.png"))).size == (1, 1)


def test_declarations_in_any_part_are_refused(tmp_path):
    path = office_files.presentation(tmp_path / "a.pptx", SLIDES)
    theme = office_files.part_of(path, "ppt/theme/theme1.xml").partition(b"?>")[2]
    office_files.changed(path, {"ppt/theme/theme1.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + theme})

    with pytest.raises(Refused) as refused:
        lighten(path, tmp_path / "light")
    assert refused.value.code == "declares"
