# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was typed into what is asked for. Nothing is refused: what makes no sense is left out.

öppen källkod "digital suveränitet" -licens arkiv* person:berg org:digg år:2021-2023 ämne:"öppna data" språk:en
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import unquote_plus, urlencode

from verkstad.records.events import EventKind
from verkstad.search.analysis.stopwords import EVERY
from verkstad.search.analysis.words import forms_of, plain_words

LONGEST_STRING, MOST_FIELDS, LONGEST_TEXT, MOST_CLAUSES, MOST_CHOICES = 4000, 40, 200, 10, 5
"""What is looked at of a query string and of the words: the rest is left out."""

Sort = Literal["best", "newest", "oldest"]
_KINDS = frozenset(get_args(EventKind))
_CAN_HAVE = frozenset({"recording", "slides"})
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "−": "-"})
_PIECE = re.compile(r'(?P<not>-)?(?:(?P<name>[^\W\d_]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_YEARS = re.compile(r"(\d{4})(?:(?:-|\.\.)(\d{4})?)?")
_JOINERS = frozenset({"AND", "OCH", "&", "OR", "ELLER", "|"})

OPERATORS: dict[str, str] = {
    **dict.fromkeys(("person", "talare", "speaker"), "person"),
    **dict.fromkeys(("org", "organisation", "organization", "myndighet"), "organisation"),
    **dict.fromkeys(("ämne", "amne", "topic"), "topic"),
    **dict.fromkeys(("serie", "series"), "series"),
    **dict.fromkeys(("år", "ar", "year"), "year"),
    **dict.fromkeys(("språk", "sprak", "language", "lang"), "language"),
    **dict.fromkeys(("typ", "kind", "type"), "kind"),
    **dict.fromkeys(("har", "has"), "has"),
}
"""The words before a colon, in both languages, and what they narrow the search by."""

_LANGUAGES = {"sv": "sv", "svenska": "sv", "swedish": "sv", "en": "en", "engelska": "en", "english": "en"}
_HAS = {
    "inspelning": "recording",
    "recording": "recording",
    "video": "recording",
    "presentation": "slides",
    "presentationer": "slides",
    "slides": "slides",
}


class Clause(NamedTuple):
    """Words that a passage has (or has not, when ``is_without``): one, or several in a row when ``is_phrase``."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_without: bool = False
    is_start: bool = False
    """What was typed is the beginning of a word."""


class NameFilter(NamedTuple):
    """A person, organisation, topic or series by words of its name."""

    field: str
    words: tuple[str, ...]
    is_without: bool = False


class Query(NamedTuple):
    """What is asked for. ``text`` is what was typed; the choices are what was clicked, by slug."""

    text: str = ""
    clauses: tuple[Clause, ...] = ()
    names: tuple[NameFilter, ...] = ()
    typed_years: tuple[int, ...] = ()
    typed_language: str | None = None
    typed_kind: str | None = None
    typed_has: frozenset[str] = frozenset()
    year: int | None = None
    kind: str | None = None
    has: frozenset[str] = frozenset()
    person: str | None = None
    organisation: str | None = None
    topic: str | None = None
    series: str | None = None
    language: str | None = None
    like: str | None = None
    """The id of an event: those are asked for that are like it."""
    sort: Sort = "best"
    page: int = 1
    is_typing: bool = False
    """It was sent while its writer goes on: the last word may be the beginning of one."""

    @property
    def asks_nothing(self) -> bool:
        return not (
            self.clauses
            or self.names
            or self.typed_years
            or self.typed_language
            or self.typed_kind
            or self.all_has
            or self.chosen
            or self.like
        )

    @property
    def all_has(self) -> frozenset[str]:
        return self.has | self.typed_has

    @property
    def chosen(self) -> dict[str, str]:
        """The choices, by the names of their fields in the address."""
        named = ("year", "kind", "series", "organisation", "person", "topic", "language")
        return {name: str(value) for name in named if (value := getattr(self, name)) is not None}

    def but(self, **changes: Any) -> Query:
        """The same question with something else in it, from its first page on."""
        return self._replace(**{"page": 1, "is_typing": False, **changes})

    def as_string(self, **more: str) -> str:
        """The query string that asks this, always written the same way."""
        fields = [("q", self.text), *self.chosen.items(), *(("has", what) for what in sorted(self.has))]
        fields.append(("like", self.like or ""))
        fields += [
            ("sort", self.sort if self.sort != "best" else ""),
            ("page", str(self.page) if self.page > 1 else ""),
            *more.items(),
        ]
        return urlencode([(name, value) for name, value in fields if value])


def read_query(query_string: str | bytes) -> Query:
    """``q=jitsi&year=2024&kind=webinar&has=recording&organisation=digg&page=2``; of a field given twice, the last counts."""
    if isinstance(query_string, bytes):
        query_string = query_string[:LONGEST_STRING].decode("utf-8", "replace")
    fields: dict[str, str] = {}
    has = set()
    for field in query_string[:LONGEST_STRING].split("&", MOST_FIELDS)[:MOST_FIELDS]:
        name, _, value = field.partition("=")
        fields[name] = unquote_plus(value, errors="replace")
        if name == "has":
            has.add(fields[name])
    read = parse(fields.get("q", ""), is_typing=fields.get("typing") == "1")
    kind, sort, language = fields.get("kind"), fields.get("sort"), fields.get("language")
    return read._replace(
        year=_number(fields.get("year", ""), 1000, 2999),
        kind=kind if kind in _KINDS else None,
        has=_CAN_HAVE & has,
        sort=sort if sort in {"newest", "oldest"} else "best",  # type: ignore[arg-type]
        language=language if language in {"sv", "en"} else None,
        page=_number(fields.get("page", ""), 1, 1000) or 1,
        person=_slug(fields.get("person", "")),
        organisation=_slug(fields.get("organisation", "")),
        topic=_slug(fields.get("topic", "")),
        series=_slug(fields.get("series", "")),
        like=_id(fields.get("like", "")),
    )


def parse(text: str, *, is_typing: bool = False) -> Query:
    """A query from what was typed in the box."""
    text = one_line(text)
    ends_in_word = bool(text) and (text[-1].isalnum())
    clauses: list[Clause] = []
    names: list[NameFilter] = []
    years: list[int] = []
    typed: dict[str, str] = {}
    has: set[str] = set()
    for found in _PIECE.finditer(text.translate(_QUOTES)):
        is_without, name = bool(found["not"]), OPERATORS.get((found["name"] or "").lower())
        said = found["phrase"] if found["phrase"] is not None else found["word"]
        is_phrase = found["phrase"] is not None
        if found["name"] and name is None:
            said = f"{found['name']} {said}"
        if name is None:
            if said not in _JOINERS:
                clauses += _clauses(said, is_phrase=is_phrase, is_without=is_without)
        elif name == "year":
            years += _years(said)
        elif name == "language" and said.lower() in _LANGUAGES:
            typed["language"] = _LANGUAGES[said.lower()]
        elif name == "kind" and said.lower() in _KINDS:
            typed["kind"] = said.lower()
        elif name == "has" and said.lower() in _HAS:
            has.add(_HAS[said.lower()])
        elif name in {"person", "organisation", "topic", "series"} and (words := _folded(said)):
            names.append(NameFilter(name, words, is_without))
        else:
            clauses += _clauses(said, is_phrase=is_phrase, is_without=is_without)
    if is_typing and ends_in_word and clauses and not clauses[-1].is_phrase:
        clauses[-1] = clauses[-1]._replace(is_start=True)
    return Query(
        text, tuple(clauses[:MOST_CLAUSES]), tuple(names[:MOST_CHOICES]), tuple(years[:40]), typed.get("language"), typed.get("kind"),
        frozenset(has), is_typing=is_typing,
    )  # fmt: skip


def _clauses(said: str, *, is_phrase: bool, is_without: bool) -> Iterable[Clause]:
    if is_phrase:
        if words := _folded(said):
            yield Clause(words, True, is_without)
        return
    written = plain_words(said)
    for number, word in enumerate(written):
        is_last = number == len(written) - 1
        yield Clause((word,), False, is_without, is_start=is_last and said.endswith("*"))


def _folded(said: str) -> tuple[str, ...]:
    return tuple(forms_of(word)[0] for word in plain_words(said))[:MOST_CLAUSES]


def _years(said: str) -> list[int]:
    found = _YEARS.fullmatch(said)
    if not found:
        return []
    first = int(found[1])
    last = int(found[2]) if found[2] else first
    return list(range(min(first, last), max(first, last) + 1))


def is_small(clause: Clause) -> bool:
    """Whether it is a word that says nothing of what a text is about."""
    return not clause.is_phrase and not clause.is_start and forms_of(clause.words[0])[0] in EVERY


def one_line(text: str) -> str:
    """One line without what is not seen, such as marks that turn the direction of what follows."""
    seen = "".join(
        " " if character.isspace() else character
        for character in text[:LONGEST_STRING]
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )
    return " ".join(seen.replace("\ufffd", " ").split())[:LONGEST_TEXT].strip()


def _slug(text: str) -> str | None:
    return text if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) and len(text) <= 120 else None


def _id(text: str) -> str | None:
    return text.lower() if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) else None


def _number(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        return None
    number = int(text)
    return number if least <= number <= most else None
