# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents of Word into headings and paragraphs, for when LibreOffice makes no pages of them. What was deleted stays deleted.

Source: ISO/IEC 29500-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from verkstad.intake.documents.alternatives import alternative
from verkstad.intake.documents.clean import clean_line
from verkstad.intake.documents.outline import Block
from verkstad.intake.documents.package import Package, attribute, child, forget, local, opened_package

_DEPTH = 60
_HEADING = re.compile(r"heading (\d)|title()", re.I)
_CONTENTS = re.compile(r"toc \d|table of figures", re.I)
_SKIPPED = {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "Fallback", "commentReference"}


def read_docx(path: Path) -> Iterator[Block]:
    """Raises Refused."""
    with opened_package(path) as package:
        main = next((each.target for each in package.relations("").values() if each.kind == "officeDocument"), "")
        related = {each.kind: each.target for each in package.relations(main).values() if not each.is_outside}
        reader = _Reader(
            styles=_styles(package, related.get("styles", "")), notes=_notes(package, related.get("footnotes", ""))
        )
        for element in package.elements(main, "p", "tbl"):
            if _is_at_top(element):
                yield from reader.blocks(element)
                forget(element)
        yield from reader.end_list()


def _is_at_top(element: etree._Element) -> bool:
    """Whether it stands in the body itself, or there in a control that holds contents."""
    parent = element.getparent()
    while parent is not None and local(parent) in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
        parent = parent.getparent()
    return parent is not None and local(parent) == "body"


def _styles(package: Package, part: str) -> dict[str, str]:
    """The names of paragraph styles by their ids; for those that build on a heading, the heading's."""
    if not package.has(part):
        return {}
    names, based = {}, {}
    for style in package.xml(part):
        key, name, on = attribute(style, "styleId"), child(style, "name"), child(style, "basedOn")
        names[key] = attribute(name, "val") if name is not None else key
        based[key] = attribute(on, "val") if on is not None else ""
    return {key: _heading_above(key, names, based) for key in names}


def _heading_above(key: str, names: dict[str, str], based: dict[str, str]) -> str:
    at = key
    for _ in range(10):
        if _HEADING.fullmatch(names.get(at, "")):
            return names[at]
        at = based.get(at, "")
    return names[key]


def _notes(package: Package, part: str) -> dict[str, str]:
    """Footnotes by their ids."""
    if not package.has(part):
        return {}
    plain = _Reader({}, {})
    return {
        attribute(note, "id"): clean_line(" ".join(plain.words(each) for each in note if local(each) == "p"))
        for note in package.xml(part)
        if not attribute(note, "type")
    }


class _Reader:
    def __init__(self, styles: dict[str, str], notes: dict[str, str]) -> None:
        self.styles, self.notes = styles, notes
        self.items: list[str] = []
        """Of the list that is being read."""

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        if local(element) == "tbl":
            yield from self.end_list()
            yield Block("\n".join(self._rows(element)))
            return
        properties = child(element, "pPr")
        style = child(properties, "pStyle") if properties is not None else None
        name = self.styles.get(attribute(style, "val"), "") if style is not None else ""
        if _CONTENTS.fullmatch(name):
            return
        text = self.words(element)
        heading = _HEADING.fullmatch(name)
        if heading is None and properties is not None and child(properties, "numPr") is not None:
            if text.strip():
                self.items.append(f"• {text.strip()}")
            return
        yield from self.end_list()
        yield Block(text, int(heading[1] or 1) if heading else 0)

    def end_list(self) -> Iterator[Block]:
        if self.items:
            yield Block("\n".join(self.items))
            self.items = []

    def _rows(self, table: etree._Element) -> Iterator[str]:
        for row in table.iter("{*}tr"):
            cells = [
                clean_line(" ".join(self.words(each) for each in cell.iter("{*}p")))
                for cell in row
                if local(cell) == "tc"
            ]
            if any(cells):
                yield " · ".join(cells)

    def words(self, element: etree._Element, depth: int = 0) -> str:
        """The text of a paragraph, with its footnotes in brackets where they are called, and pictures' alternative texts."""
        found = []
        for part in element if depth < _DEPTH else ():
            match local(part):
                case "t":
                    found.append(part.text or "")
                case "tab":
                    found.append(" ")
                case "br" | "cr":
                    found.append("\n")
                case "noBreakHyphen":
                    found.append("-")
                case "footnoteReference":
                    note = self.notes.get(attribute(part, "id"))
                    found.append(f" ({note})" if note else "")
                case "docPr":
                    found.append(alternative(part.get("descr", "")))
                case "r" if _is_hidden(part):
                    pass
                case "p":
                    found.append(f"\n{self.words(part, depth + 1)}\n")
                case name if name not in _SKIPPED:
                    found.append(self.words(part, depth + 1))
        return "".join(found)


def _is_hidden(run: etree._Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in {"0", "false"}
