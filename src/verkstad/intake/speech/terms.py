# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which names and terms the recogniser is told of, and how: it takes them for text that came before. Runs in the child."""

from __future__ import annotations

from collections.abc import Callable, Iterable

TOKENS_AT_MOST = 120
"""A model has room for 448 tokens, what it is told and what it hears together. Half a minute of quick Swedish takes 250."""
LONGEST_TERM = 80
"""Characters. What is longer is a sentence and no name."""

_HEADINGS = {"sv": "Ordlista", "en": "Glossary", "nb": "Ordliste", "no": "Ordliste", "da": "Ordliste", "fi": "Sanasto", "de": "Glossar"}  # fmt: skip


def prompt_of(terms: Iterable[str], language: str, tokens_of: Callable[[str], int]) -> str | None:
    """The terms as one sentence of at most TOKENS_AT_MOST tokens, or None when there are none.

    The first matter most. When not all have room, those go whose every word the model knows as one token: it needs no help
    with them. A bare list, without heading and full stop, was tried: the model went on with the list and left out what was said.
    """
    heading = _HEADINGS.get(language, "Glossary")
    wanted = _distinct(terms)

    def sentence(chosen: list[str]) -> str:
        return f"{heading}: {', '.join(chosen)}."

    if wanted and tokens_of(sentence(wanted)) > TOKENS_AT_MOST:
        wanted = [term for term in wanted if any(tokens_of(f" {word}") > 1 for word in term.split())]
    chosen: list[str] = []
    room = TOKENS_AT_MOST - tokens_of(f"{heading}: .")
    for term in wanted:
        if (needed := tokens_of(f" {term},")) <= room:
            chosen.append(term)
            room -= needed
    return sentence(chosen) if chosen else None


def _distinct(terms: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for term in terms:
        clean = " ".join(term.split()).strip(" ,.;:")
        if clean and len(clean) <= LONGEST_TERM:
            found.setdefault(clean.casefold(), clean)
    return list(found.values())
