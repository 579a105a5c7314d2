# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slides of PowerPoint: titles, texts in their order, tables, diagrams, alternative texts and notes. Hidden slides are left out.

The parts are read one by one from the archive: python-pptx would hold all of a file of 200 MB in memory.
Source: ISO/IEC 29500-1.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from verkstad.intake.documents.alternatives import alternative
from verkstad.intake.documents.clean import clean_line, clean_text
from verkstad.intake.documents.package import Package, Relation, attribute, child, local, opened_package
from verkstad.intake.documents.slides import Slide
from verkstad.intake.documents.values import Refused

_VALUES_AT_MOST = 60
"""Names of a chart's series and categories."""
_DEPTH = 20
"""Groups in groups."""
_FURNITURE = {"dt", "ftr", "sldNum", "hdr"}
"""Placeholders for date, footer, number and header."""


def read_pptx(path: Path, *, at_most: int) -> Iterator[Slide | None]:
    """The slides in order, None for each that is hidden. Raises Refused, also for more than ``at_most`` slides."""
    with opened_package(path) as package:
        main = next((each.target for each in package.relations("").values() if each.kind == "officeDocument"), "")
        relations = package.relations(main)
        listed = child(package.xml(main), "sldIdLst")
        ids = [_reference(each) for each in listed] if listed is not None else []
        if len(ids) > at_most:
            raise Refused("too_many_pages", count=len(ids), at_most=at_most)
        for each in ids:
            slide = relations.get(each)
            yield _read_slide(package, slide.target) if slide and slide.kind == "slide" else Slide(is_unread=True)


def _reference(element: etree._Element) -> str:
    """The value of r:id; sldId has an id without a namespace beside it."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _read_slide(package: Package, part: str) -> Slide | None:
    try:
        root = package.xml(part)
        if root.get("show") in {"0", "false"}:
            return None
        relations = package.relations(part)
        notes = next((each.target for each in relations.values() if each.kind == "notesSlide"), None)
        title, texts = "", list[str]()
        for role, text in _shapes(child(root, "cSld", "spTree"), package, relations):
            if role == "title" and not title:
                title = clean_line(text)
            elif cleaned := clean_text(text):
                texts.append(cleaned)
        return Slide(title, "\n\n".join(texts), _read_notes(package, notes) if notes else "")
    except Refused as refused:
        if refused.code != "damaged":
            raise
        return Slide(is_unread=True)


def _read_notes(package: Package, part: str) -> str:
    shapes = _shapes(child(package.xml(part), "cSld", "spTree"), package, {})
    return clean_text("\n\n".join(text for role, text in shapes if role == "body"))


def _shapes(
    tree: etree._Element | None, package: Package, relations: dict[str, Relation], depth: int = 0
) -> Iterator[tuple[str, str]]:
    """(what kind of placeholder it is, its text) of each shape, in the order that a screen reader takes."""
    if tree is None or depth > _DEPTH:
        return
    for shape in tree:
        about = _about(shape)
        if about is not None and about.get("hidden") in {"1", "true"}:
            continue
        match local(shape):
            case "sp":
                place = child(shape, "nvSpPr", "nvPr", "ph")
                kind = (place.get("type") or "body") if place is not None else ""
                if kind not in _FURNITURE:
                    text = _paragraphs(child(shape, "txBody"))
                    yield "title" if kind in {"title", "ctrTitle"} else kind, text or _alternative(about)
            case "grpSp":
                yield "", _alternative(about)
                yield from _shapes(shape, package, relations, depth + 1)
            case "pic":
                yield "", _alternative(about)
            case "graphicFrame":
                yield "", "\n".join(filter(None, [*_graphic(shape, package, relations), _alternative(about)]))
            case "AlternateContent":  # the same shape for newer and for older programs
                yield from _shapes(next(iter(shape), None), package, relations, depth + 1)


def _about(shape: etree._Element) -> etree._Element | None:
    """What a shape is called, and its alternative text: in the first of its parts, whatever kind of shape it is."""
    first = next(iter(shape), None)
    return child(first, "cNvPr") if first is not None and local(first).startswith("nv") else None


def _alternative(about: etree._Element | None) -> str:
    return alternative(about.get("descr", "")) if about is not None else ""


def _paragraphs(body: etree._Element | None) -> str:
    if body is None:
        return ""
    return "\n".join(_words(each) for each in body if local(each) == "p").strip()


def _words(paragraph: etree._Element) -> str:
    """The text of a paragraph, formulas among it; without fields for numbers of slides."""
    words = []
    for part in paragraph:
        match local(part):
            case "r" | "fld" if part.get("type", "") != "slidenum":
                words += [each.text or "" for each in part if local(each) == "t"]
            case "br":
                words.append("\n")
            case "AlternateContent":
                words.append(_words(part[0]) if len(part) else "")
            case "m" | "oMath" | "oMathPara":
                words += [each.text or "" for each in part.iter("{*}t")]
    return "".join(words)


def _graphic(frame: etree._Element, package: Package, relations: dict[str, Relation]) -> Iterator[str]:
    """What a table, a diagram (SmartArt) or a chart says."""
    content = child(frame, "graphic", "graphicData")
    for found in content if content is not None else ():
        match local(found):
            case "tbl":
                for row in (each for each in found if local(each) == "tr"):
                    cells = (
                        each for each in row if local(each) == "tc" and not (each.get("hMerge") or each.get("vMerge"))
                    )
                    yield " · ".join(clean_line(_paragraphs(child(cell, "txBody"))) for cell in cells)
            case "relIds":
                if data := relations.get(attribute(found, "dm")):
                    points = (
                        each for each in package.xml(data.target).iter("{*}pt") if each.get("type", "node") == "node"
                    )
                    yield from filter(None, (_paragraphs(child(point, "t")) for point in points))
            case "chart":
                if chart := relations.get(_reference(found)):
                    yield from _chart(package.xml(chart.target))


def _chart(root: etree._Element) -> Iterator[str]:
    """Titles, and the names of series and categories; not the numbers."""
    for title in root.iter("{*}title"):
        yield " ".join(each.text or "" for each in title.iter("{*}t"))
    names = [
        value.text or ""
        for series in root.iter("{*}ser")
        for part in series
        if local(part) in {"tx", "cat"}
        for value in part.iter("{*}v")
    ]
    yield ", ".join(list(dict.fromkeys(filter(None, names)))[:_VALUES_AT_MOST])
