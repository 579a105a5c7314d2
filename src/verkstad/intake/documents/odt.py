# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents of LibreOffice (ODT) into headings and paragraphs, for when LibreOffice itself makes no pages of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from verkstad.intake.documents.odf import frame, listed, parents, rows, words
from verkstad.intake.documents.outline import Block
from verkstad.intake.documents.package import attribute, forget, local, opened_package

_WITHIN = {"section"}
_LEVELS = set("123456789")
_READ = ("p", "h", "list", "table", "frame")


def read_odt(path: Path) -> Iterator[Block]:
    """Raises Refused."""
    with opened_package(path) as package:
        above: dict[str, str] = {}
        for element in package.elements("content.xml", "automatic-styles", *_READ):
            if local(element) == "automatic-styles":
                above = parents(element)
            elif _is_at_top(element):
                yield from _blocks(element, above)
                forget(element)


def _is_at_top(element: etree._Element) -> bool:
    """Whether it stands in the text itself or in a section of it; not in an index, nor among what was deleted."""
    parent = element.getparent()
    while parent is not None and local(parent) in _WITHIN:
        parent = parent.getparent()
    return parent is not None and local(parent) == "text"


def _blocks(element: etree._Element, above: dict[str, str]) -> Iterator[Block]:
    match local(element):
        case "h":
            level = attribute(element, "outline-level")
            yield Block(words(element), int(level) if level in _LEVELS else 9)
        case "p":
            style = attribute(element, "style-name")
            yield Block(words(element), 1 if "Title" in {style, above.get(style)} else 0)
        case "list":
            yield Block("\n".join(listed(element)))
        case "table":
            yield Block("\n".join(rows(element)))
        case _:
            yield Block("\n".join(frame(element)))
