# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slides of LibreOffice (ODP): titles, texts in their order, tables, alternative texts and notes. Hidden slides are left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from verkstad.intake.documents.clean import clean_line, clean_text
from verkstad.intake.documents.odf import frame, paragraphs
from verkstad.intake.documents.package import attribute, child, forget, local, opened_package
from verkstad.intake.documents.slides import Slide
from verkstad.intake.documents.values import Refused

_FURNITURE = {"date-time", "footer", "header", "page-number", "page"}
_DEPTH = 20


def read_odp(path: Path, *, at_most: int) -> Iterator[Slide | None]:
    """The slides in order, None for each that is hidden. Raises Refused, also for more than ``at_most`` slides."""
    hidden: set[str] = set()
    count = 0
    with opened_package(path) as package:
        for element in package.elements("content.xml", "style", "page"):
            if local(element) == "style":
                properties = child(element, "drawing-page-properties")
                if properties is not None and attribute(properties, "visibility") == "hidden":
                    hidden.add(attribute(element, "name"))
                continue
            count += 1
            if count > at_most:
                raise Refused("too_many_pages", count=count, at_most=at_most)
            yield None if attribute(element, "style-name") in hidden else _read_slide(element)
            forget(element)


def _read_slide(page: etree._Element) -> Slide:
    title, texts = "", list[str]()
    for role, text in _shapes(page):
        if role == "title" and not title:
            title = clean_line(text)
        elif cleaned := clean_text(text):
            texts.append(cleaned)
    notes = child(page, "notes")
    spoken = [text for role, text in _shapes(notes) if role == "notes"] if notes is not None else []
    return Slide(title, "\n\n".join(texts), clean_text("\n\n".join(spoken)))


def _shapes(parent: etree._Element, depth: int = 0) -> Iterator[tuple[str, str]]:
    """(what kind of placeholder it is, its text) of each shape, in the order that a screen reader takes."""
    for shape in parent if depth < _DEPTH else ():
        name, role = local(shape), attribute(shape, "class")
        if name in {"notes", "forms", "animation-page", "par", "layer-set", "annotation"} or role in _FURNITURE:
            continue
        if attribute(shape, "placeholder") == "true":
            continue
        if name == "g":
            yield from _shapes(shape, depth + 1)
        elif name == "frame":
            yield role, "\n".join(frame(shape))
        else:
            yield role, "\n".join(paragraphs(shape))
