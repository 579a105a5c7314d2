# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What slides and documents of OpenDocument have in common: the words of paragraphs, lists, tables and pictures.

Source: OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from verkstad.intake.documents.alternatives import alternative
from verkstad.intake.documents.clean import clean_line
from verkstad.intake.documents.package import attribute, child, local

_DEPTH = 100
_SKIPPED = {
    "annotation",
    "annotation-end",
    "page-number",
    "page-count",
    "tracked-changes",
    "ruby-text",
    "title",
    "desc",
}


def words(element: etree._Element, depth: int = 0) -> str:
    """The text of a paragraph or a heading, with its footnotes in brackets where they are called."""
    if depth > _DEPTH:
        return ""
    found = [element.text or ""]
    for part in element:
        match local(part):
            case "s":
                found.append(" ")
            case "tab":
                found.append(" ")
            case "line-break":
                found.append("\n")
            case "note":
                body = child(part, "note-body")
                found.append(f" ({clean_line(' '.join(paragraphs(body)))})" if body is not None else "")
            case "frame":
                found.append(" ".join(frame(part)))
            case name if name not in _SKIPPED:
                found.append(words(part, depth + 1))
        found.append(part.tail or "")
    return "".join(found)


def paragraphs(element: etree._Element, depth: int = 0) -> Iterator[str]:
    """The paragraphs in an element; the items of lists and the rows of tables are one each."""
    for part in element if depth < _DEPTH else ():
        match local(part):
            case "p" | "h":
                yield words(part)
            case "list":
                yield from listed(part)
            case "table":
                yield from rows(part)
            case "frame":
                yield from frame(part)
            case name if name not in _SKIPPED:
                yield from paragraphs(part, depth + 1)


def listed(element: etree._Element, depth: int = 0) -> Iterator[str]:
    for item in element if depth < _DEPTH else ():
        mark = "• "
        for part in item:
            if local(part) == "list":
                yield from listed(part, depth + 1)
            elif local(part) in {"p", "h"} and (text := words(part)).strip():
                yield mark + text
                mark = ""


def rows(table: etree._Element) -> Iterator[str]:
    for row in table.iter("{*}table-row"):
        cells = [clean_line(" ".join(paragraphs(cell))) for cell in row if local(cell) == "table-cell"]
        if any(cells):
            yield " · ".join(cells)


def frame(element: etree._Element) -> Iterator[str]:
    """What is in a frame: a text box, a table, or a picture with its alternative text."""
    for part in element:
        if local(part) in {"text-box", "table"}:
            yield from rows(part) if local(part) == "table" else paragraphs(part)
    title, description = (child(element, name) for name in ("title", "desc"))
    said = [clean_line(each.text or "") for each in (title, description) if each is not None]
    if text := alternative(" – ".join(dict.fromkeys(filter(None, said)))):
        yield text


def parents(styles: etree._Element) -> dict[str, str]:
    """By the name of each style, the one that it builds on."""
    return {attribute(each, "name"): attribute(each, "parent-style-name") for each in styles.iter("{*}style")}
