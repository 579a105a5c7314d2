# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alternative texts of pictures in office files: those that a person wrote, in brackets, as they stand in a page's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from verkstad.intake.documents.clean import clean_line, clean_text
from verkstad.intake.documents.outline import Block
from verkstad.intake.documents.values import RawPage

_BEGIN, _END = "\x0e", "\x0f"
"""Around each, until the text is cleaned: no XML can hold them, so that they are ours."""
_MARKED = re.compile(f"{_BEGIN}([^{_END}]*){_END}")
_ENOUGH = 12
"""Characters of a paragraph by which the page that it stands on is told."""
_START = 60

_BY_A_PROGRAM = re.compile(
    r"automatiskt genererad|automatically generated|AI-genererat innehåll|AI-generated content|Beskrivning genererad med|"
    r"^\S+\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|heic)$|"
    r"^(bild|bildobjekt|platshållare för bild|picture|image|graphic|bild \d+ av|logotyp|logo|objekt|object) ?\d*$",
    re.I,
)
"""What office programs write by themselves, file names, and words that say no more than that there is a picture."""


def alternative(text: str) -> str:
    """Empty for what says nothing; to be cleaned with the text that it stands in."""
    words = clean_line(text)
    return f"{_BEGIN}[{words}]{_END}" if words and not _BY_A_PROGRAM.search(words) else ""


def put_on_pages(pages: Sequence[RawPage], blocks: Iterable[Block]) -> tuple[RawPage, ...]:
    """Drawn pages with the alternative texts of the document that they were drawn of, which a PDF may lack.

    A picture stands on the page of its paragraph, or where that has no words, of the paragraph before.
    """
    bare = [_bare(f"{page.title}{page.text}") for page in pages]
    added: list[list[str]] = [[] for _ in pages]
    at = 0
    for block in blocks:
        start = _bare(clean_text(_MARKED.sub("", block.text)))[:_START]
        if len(start) >= _ENOUGH:
            at = next((number for number in range(at, len(pages)) if start in bare[number]), at)
        added[at] += _MARKED.findall(block.text)
    return tuple(
        page._replace(text=with_alternatives(page.text, texts)) for page, texts in zip(pages, added, strict=True)
    )


def with_alternatives(text: str, alternatives: Iterable[str]) -> str:
    """Those in brackets after the text that it does not say already."""
    said = [each for each in dict.fromkeys(alternatives) if each not in text]
    return "\n\n".join([text, *said] if text else said)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
