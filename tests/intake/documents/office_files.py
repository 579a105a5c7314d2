# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small office files, made by the libraries that others use to make them; and what is put into them to do harm."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import odfdo
import pptx
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.util import Inches


def picture(size: tuple[int, int] = (60, 40), kind: str = "PNG") -> io.BytesIO:
    into = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(into, kind)
    into.seek(0)
    return into


def presentation(path: Path, slides: Sequence[tuple[str, str, str]] = (), *, hidden: Sequence[int] = ()) -> Path:
    """A slide for each (title, text, notes), those numbered in ``hidden`` hidden."""
    made = pptx.Presentation()
    for number, (title, text, notes) in enumerate(slides, 1):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        if number in hidden:
            slide._element.set("show", "0")
    made.save(str(path))
    return path


def rich_slide(path: Path) -> Path:
    """One slide with all that a slide may say: groups, a table, a chart, pictures with and without words, a hidden shape."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    shapes = slide.shapes

    box = shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame
    box.text = "Första stycket"
    box.add_paragraph().text = "Andra\vmed radbrytning"
    group = shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "I en grupp"
    table = shapes.add_table(2, 2, 0, 0, Inches(3), Inches(1)).table
    for at, word in enumerate(("Namn", "Värde", "DCAT", "2")):
        table.cell(at // 2, at % 2).text = word
    data = CategoryChartData()
    data.categories = ["2021", "2022"]
    data.add_series("Workshoppar", (12, 15))
    chart = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(3), Inches(2), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Så många blev det"
    for words in ("Karta över Sverige", "bild1.png", "En skärm med text\n\nAutomatiskt genererad beskrivning", ""):
        shown = shapes.add_picture(picture(), 0, 0)
        shown._element.nvPicPr.cNvPr.set("descr", words)
    out_of_sight = shapes.add_textbox(0, 0, Inches(1), Inches(1))
    out_of_sight.text_frame.text = "Dold form"
    out_of_sight._element.nvSpPr.cNvPr.set("hidden", "1")
    shapes._spTree.append(
        parse_xml(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
            ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            + "".join(
                f'<mc:{kind}><p:sp><p:nvSpPr><p:cNvPr id="90" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
                f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r>"
                '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t>7</a:t></a:fld></a:p></p:txBody></p:sp>'
                f"</mc:{kind}>"
                for kind, words in (("Choice", "För nyare program"), ("Fallback", "För äldre"))
            )
            + "</mc:AlternateContent>"
        )
    )
    made.save(str(path))
    return path


def document(path: Path) -> Path:
    """A report of Word, with a deleted sentence, a hidden one, a list, a table, a picture and a table of contents."""
    made = docx.Document()
    made.add_heading("Rapport", 0)
    made.add_paragraph("Ingress före avsnitten.")
    made.styles.add_style("TOC 1", 1)
    made.add_paragraph("1 Metod 3", style="TOC 1")
    made.add_heading("Metod", 1)
    text = made.add_paragraph("Vi frågade dem som vet.")
    text.add_run(" Dolt.").font.hidden = True
    text._p.append(
        docx.oxml.parse_xml(
            f'<w:del {docx.oxml.ns.nsdecls("w")} w:id="1" w:author="A"><w:r><w:delText>Struket.</w:delText></w:r></w:del>'
        )
    )
    for word in ("ett", "två"):
        item = made.add_paragraph(word)
        properties = item._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = 1
    made.add_heading("Underrubrik", 3)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Namn", "Värde"
    made.add_picture(picture())._inline.docPr.set("descr", "Karta över Sverige")
    made.save(str(path))
    return path


def odf_slides(path: Path, slides: Sequence[tuple[str, str, str]], *, hidden: Sequence[int] = ()) -> Path:
    """A slide for each (title, text, notes), those numbered in ``hidden`` hidden."""
    made = odfdo.Document("presentation")
    made.body.clear()
    made.insert_style(
        odfdo.Element.from_tag(
            '<style:style style:name="dold" style:family="drawing-page">'
            '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
        ),
        automatic=True,
    )
    for number, (title, text, notes) in enumerate(slides, 1):
        page = odfdo.DrawPage(f"page{number}", name=f"Bild {number}", style="dold" if number in hidden else None)
        for role, words in (("title", title), ("outline", text), ("footer", "Sidfot")):
            page.append(_frame(role, words))
        page.append(
            odfdo.Element.from_tag(
                "<draw:frame><draw:image/><svg:title>Karta</svg:title><svg:desc>över Sverige</svg:desc></draw:frame>"
            )
        )
        speaking = odfdo.Element.from_tag("<presentation:notes/>")
        speaking.append(_frame("notes", notes))
        page.append(speaking)
        made.body.append(page)
    made.save(str(path))
    return path


def _frame(role: str, words: str) -> Any:
    frame = odfdo.Element.from_tag(
        f'<draw:frame presentation:class="{role}" svg:x="1cm" svg:y="1cm" svg:width="20cm" svg:height="3cm"/>'
    )
    box = odfdo.Element.from_tag("<draw:text-box/>")
    for line in words.split("\n"):
        box.append(odfdo.Paragraph(line))
    frame.append(box)
    return frame


def odf_document(path: Path) -> Path:
    """A report with a list, a table, a footnote, a comment, a picture and a deleted sentence."""
    made = odfdo.Document("text")
    body = made.body
    body.clear()
    body.append(
        odfdo.Element.from_tag(
            '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Struket.</text:p></text:deletion>'
            "</text:changed-region></text:tracked-changes>"
        )
    )
    body.append(odfdo.Header(1, "Metod"))
    paragraph = odfdo.Paragraph("Vi frågade dem som vet.")
    paragraph.insert_note(after="vet", note_id="n1", citation="1", body="Se bilagan")
    paragraph.insert_annotation(after="frågade", body="En kommentar", creator="A")
    body.append(paragraph)
    body.append(odfdo.List(["ett", "två"]))
    body.append(odfdo.Header(2, "Resultat"))
    table = odfdo.Table("T", width=2, height=1)
    table.set_values([["Namn", "Värde"]])
    body.append(table)
    body.append(
        odfdo.Element.from_tag(
            '<text:p><draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="paragraph">'
            f'<draw:image xlink:href="{made.add_file(picture())}" xlink:type="simple"/><svg:desc>Karta över Sverige</svg:desc></draw:frame></text:p>'
        )
    )
    made.save(str(path))
    return path


def changed(path: Path, parts: Mapping[str, bytes]) -> Path:
    """The same archive with some parts put in place of theirs, or added."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content.update(parts)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in content.items():
            archive.writestr(name, each, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return path


def part_of(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)
