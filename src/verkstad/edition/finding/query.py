# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A query string, as anybody may send it, into what is asked for. Nothing is refused: what makes no sense is left out."""

from __future__ import annotations

import unicodedata
from typing import Any, NamedTuple, get_args
from urllib.parse import unquote_plus, urlencode

from verkstad.edition.finding.folding import Term, terms_of
from verkstad.records.events import EventKind

LONGEST_STRING, MOST_FIELDS, LONGEST_TEXT, MOST_TERMS = 4000, 30, 100, 6

_KINDS = frozenset(get_args(EventKind))
_CAN_HAVE = frozenset({"recording", "slides"})
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


class Query(NamedTuple):
    """What is asked for. ``text`` is what was typed, ``terms`` what all must be met of it."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    year: int | None = None
    kind: str | None = None
    has: frozenset[str] = frozenset()
    """What there must be: ``recording``, ``slides``."""
    page: int = 1

    @property
    def asks_nothing(self) -> bool:
        """True when every workshop answers it: then the list itself is the page."""
        return self == Query()

    def but(self, **changes: Any) -> Query:
        """The same question with something else in it, from its first page on."""
        return self._replace(**{"page": 1, **changes})

    def as_string(self) -> str:
        """The query string that asks this, always written the same way."""
        fields = [
            ("q", self.text), ("year", self.year), ("kind", self.kind), *(("has", what) for what in sorted(self.has)),
            ("page", self.page if self.page > 1 else None),
        ]  # fmt: skip
        return urlencode([(name, value) for name, value in fields if value])


def parse_query(query_string: str | bytes) -> Query:
    """``q=jitsi&year=2024&kind=webinar&has=recording&has=slides&page=2``; of a field that is given twice, the last counts."""
    if isinstance(query_string, bytes):
        query_string = query_string[:LONGEST_STRING].decode("utf-8", "replace")
    fields: dict[str, str] = {}
    has = set()
    for field in query_string[:LONGEST_STRING].split("&", MOST_FIELDS)[:MOST_FIELDS]:
        name, _, value = field.partition("=")
        fields[name] = unquote_plus(value, errors="replace")
        if name == "has":
            has.add(fields[name])
    text = _line(fields.get("q", ""))
    kind = fields.get("kind")
    return Query(
        text,
        terms_of(text)[:MOST_TERMS],
        _number(fields.get("year", ""), 1900, 2200),
        kind if kind in _KINDS else None,
        _CAN_HAVE & has,
        _number(fields.get("page", ""), 1, 100_000) or 1,
    )


def _line(text: str) -> str:
    """One line without what is not seen, such as marks that turn the direction of what follows."""
    seen = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )
    return " ".join(seen.replace("\ufffd", " ").split())[:LONGEST_TEXT].strip()


def _number(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        return None
    number = int(text)
    return number if least <= number <= most else None
