# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown into sections of plain text. HTML in it is taken away, its words kept; pictures leave their alternative text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from verkstad.intake.documents.outline import Block, to_pages
from verkstad.intake.documents.text import decode, pages_of, read_text
from verkstad.intake.documents.values import Limits, RawDocument

BYTES_AT_MOST = 1_000_000
"""Beyond this, which few people write, it is read as plain text: the parser takes a hundred times as much memory."""
_FRONT_MATTER = re.compile(r"\A---\n(?=[\w-]+:).*?\n(?:---|\.\.\.)\n", re.S)


def read_markdown(path: Path, *, limits: Limits) -> RawDocument:
    """Raises Refused."""
    if path.stat().st_size > BYTES_AT_MOST:
        return read_text(path, limits=limits)
    content = _FRONT_MATTER.sub("", decode(path).replace("\f", "\n"))
    tokens = MarkdownIt("commonmark").enable("table").parse(content)
    return pages_of(list(to_pages(_blocks(tokens))), limits)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Each heading, and each paragraph; the items of one list, and the rows of one table, are lines of one paragraph."""
    level, numbers, mark = 0, list[int | None](), ""
    lines: list[str] = []
    cells: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "list_item_open":
                number = numbers[-1]
                mark = "• " if number is None else f"{number}. "
                numbers[-1] = None if number is None else number + 1
            case "tr_open":
                cells = []
            case "tr_close":
                lines.append(" · ".join(cells or []))
                cells = None
            case "fence" | "code_block":
                yield Block(token.content)
            case "html_block":
                yield Block(_without_html(token.content))
            case "inline":
                words = _words(token.children or [])
                if cells is not None:
                    cells.append(words)
                elif numbers:
                    lines.append(mark + words)
                    mark = ""
                else:
                    yield Block(words, level)
                    level = 0
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
        if lines and not numbers and cells is None and token.type.endswith(("list_close", "table_close")):
            yield Block("\n".join(lines))
            lines = []


def _words(tokens: Sequence[Token]) -> str:
    """What a reader sees of a line; pictures by their alternative text."""
    words = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                words.append(token.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
            case "image":
                words.append(f"[{alternative}]" if (alternative := _words(token.children or [])) else "")
    return "".join(words)


def _without_html(content: str) -> str:
    return html.unescape(nh3.clean(content, tags=set()))
