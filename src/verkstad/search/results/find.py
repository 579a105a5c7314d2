# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a query to a page of results."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

import tantivy

from verkstad.records.base import Language
from verkstad.search.index.opened import FEW, SOME, Opened
from verkstad.search.index.shown import Shown
from verkstad.search.passages.passage import OWN, Kind, Picture, Place
from verkstad.search.query.ask import Asked, ask
from verkstad.search.query.parse import Query
from verkstad.search.results.marks import Marker, Span

PAGE = 10
"""Things on a page."""
PASSAGES = 3
"""Passages of one thing that are shown, the best first."""
FIRST_LOOK, LAST_LOOK = 60, 2000
"""Passages that are looked at to fill a page; when they are of too few things, more are."""
SAMPLES = 16
"""How many heaps there are, and parts of one of them."""
FACETS_UP_TO = 3000
"""Hits whose choices are counted one by one; of more, those in one heap are, or in a sixteenth of one: counting these is what costs."""
NEWER = 0.04
"""What the newest event weighs more than one ten years older, when all else is equal."""
TEN_YEARS = 3653
NO_EVENT = 0.55
"""What a page of a topic, a person or an organisation weighs beside what was said and shown: there are many, and they lead on."""
CHOICES = 12


class Hit(NamedTuple):
    """A passage that was found. ``title`` is empty where it is the event's own; ``second`` is that in which the best of what was sought
    is said, as near as captions tell, and ``anchor`` leads there.
    """

    kind: Kind
    language: Language
    title: tuple[Span, ...]
    text: tuple[Span, ...]
    people: tuple[tuple[str, str], ...]
    organisations: tuple[tuple[str, str, str], ...]
    second: float | None
    page: int | None
    anchor: str
    address: str
    picture: Picture | None


class Group(NamedTuple):
    """An event, or another thing, with the best of its passages."""

    key: str
    kind: Kind
    """``event``, or what the thing is."""
    slug: str
    place: Place | None
    names: tuple[str, ...]
    title: tuple[Span, ...]
    language: Language
    hits: tuple[Hit, ...]
    score: float


class Choice(NamedTuple):
    """A way to narrow the search: its value in the address, its words, and how many passages would be left."""

    value: str
    swedish: str
    english: str
    passages: int


class Found(NamedTuple):
    groups: tuple[Group, ...]
    total: int
    """Passages that were found."""
    things: int | None
    """How many things they are of; None when they are too many to count."""
    page: int
    last_seen: int
    """The last page of those that were looked at: a later one that was asked for is empty."""
    has_more: bool
    is_loose: bool
    """Nothing has all the words; these have some of them."""
    suggestion: str
    """The same query with slips mended; empty when there are none."""
    choices: dict[str, tuple[Choice, ...]]
    like: tuple[str, Language] | None = None
    """The title of the event that these are like, and its language."""


class Best(NamedTuple):
    """What the index alone answers: the best passages of the best things, and how many there are."""

    asked: Asked
    wanted: tantivy.Query
    is_loose: bool
    ranked: _Ranked
    total: int


def best(opened: Opened, query: Query) -> Best:
    """The best of what is found; where no passage has all words, of those that have most of them."""
    asked = ask(query, opened)
    wanted, is_loose = asked.strict, False
    ranked = _ranked(opened, wanted, query)
    for loose in asked.loose:
        if ranked.groups:
            break
        wanted, is_loose = loose, True
        ranked = _ranked(opened, wanted, query)
    return Best(asked, wanted, is_loose, ranked, ranked.total)


def find(opened: Opened, query: Query, language: Language = "sv", *, with_choices: bool = True) -> Found:
    """A page of what is found, the best first. Raises what Tantivy raises when a file of the index is damaged."""
    asked, wanted, is_loose, ranked, total = best(opened, query)
    if not ranked.groups:
        nothing = Found((), 0, 0, query.page, 1, False, False, _suggestion(query, asked, ()), {})
        return nothing._replace(like=_like(asked, language))
    start = (query.page - 1) * PAGE
    marker = Marker(asked.met, opened.analyser)
    chosen = list(ranked.groups.values())[start : start + PAGE]
    groups = tuple(_group(opened, found, marker, language) for found in chosen)
    return Found(
        groups,
        total,
        len(ranked.groups) if ranked.is_all else _things(opened, wanted, total),
        query.page,
        -(-len(ranked.groups) // PAGE),
        len(ranked.groups) > start + PAGE,
        is_loose,
        _suggestion(query, asked, groups),
        _choices(opened, query, asked, wanted, is_loose, total) if with_choices else {},
        _like(asked, language),
    )


def _like(asked: Asked, language: Language) -> tuple[str, Language] | None:
    return _title(asked.like.event, language) if asked.like else None


class _Ranked(NamedTuple):
    groups: dict[int, list[tuple[float, tantivy.DocAddress]]]
    """The things in their order, each with its best passages."""
    is_all: bool
    total: int
    """The hits. Counting them as the best are chosen costs a tenth more than not; by themselves they would cost as much again."""


def _ranked(opened: Opened, wanted: tantivy.Query, query: Query) -> _Ranked:
    searcher, needed = opened.searcher, query.page * PAGE + 1
    limit = max(FIRST_LOOK, needed * 4)
    while True:
        hits, total = _hits(searcher, wanted, query, limit)
        groups: dict[int, list[tuple[float, tantivy.DocAddress]]] = {}
        addresses = [address for _, address in hits]
        for (score, address), group in zip(hits, searcher.fast_field_values("group", addresses), strict=True):
            groups.setdefault(int(group or 0), []).append((score, address))
        if len(groups) >= needed or len(hits) < limit or limit >= LAST_LOOK:
            return _Ranked(groups, len(hits) < limit, total)
        limit = min(limit * 4, LAST_LOOK)


def _hits(
    searcher: tantivy.Searcher, wanted: tantivy.Query, query: Query, limit: int
) -> tuple[list[tuple[float, tantivy.DocAddress]], int]:
    if query.sort != "best" or not (query.clauses or query.like):  # without words all passages are as good
        order = tantivy.Order.Asc if query.sort == "oldest" else tantivy.Order.Desc
        found: Any = searcher.search(wanted, limit, count=True, order_by_field="day", order=order)
        return list(found.hits), found.count
    found = searcher.search(wanted, limit, count=True)
    hits = found.hits
    days = [int(day or 0) for day in searcher.fast_field_values("day", [address for _, address in hits])]
    newest = max(days, default=0)
    # What is equal to a reader differs in the last digits: then the newer is first.
    weighed = [
        (score * (1 + NEWER * max(0.0, 1 - (newest - day) / TEN_YEARS) if day else NO_EVENT), address)
        for (score, address), day in zip(hits, days, strict=True)
    ]
    return sorted(weighed, key=lambda hit: -hit[0]), found.count


def _group(opened: Opened, found: list[tuple[float, tantivy.DocAddress]], marker: Marker, language: Language) -> Group:
    best = opened.shown(found[0][1])
    kind: Kind = "event" if best.place else best.kind
    title, title_language = _title(best, language)
    hits: dict[tuple[str, float | None, int | None, str], Hit] = {}
    for number, (_, address) in enumerate(found[: PASSAGES * 3]):
        passage = opened.shown(address) if number else best
        place = _place(passage)
        if place in hits and passage.language != language:
            continue  # what is said in both languages is shown in the reader's
        hit = _hit(passage, marker)
        if _shows_why(hit, marker):
            hits[place] = hit
        if len(hits) == PASSAGES:
            break
    return Group(
        best.key, kind, best.slug, best.place, best.names, marker.mark(title, title_language), title_language,
        tuple(hits.values()), found[0][0],
    )  # fmt: skip


def _shows_why(hit: Hit, marker: Marker) -> bool:
    """Whether a reader sees why it was found. What was met by the event's title alone says nothing of itself."""
    if hit.kind in OWN or any(span.is_met for span in (*hit.title, *hit.text)):
        return True
    names = [name for _, name in hit.people] + [name for body in hit.organisations for name in body[1:]]
    return any(map(marker.has_name, names))


def _place(passage: Shown) -> tuple[str, float | None, int | None, str]:
    """What is alike of a passage and its translation. Of a thing's own text there is one in each language, of agenda items many."""
    return passage.kind, passage.second, passage.page, "" if passage.kind in OWN else passage.title


def _title(shown: Shown, language: Language) -> tuple[str, Language]:
    place = shown.place
    if place is None:
        swedish, english, *_ = shown.names
        return (english, "en") if language == "en" and english != swedish else (swedish, "sv")
    if language == "en" and place.english:
        return place.english, "en"
    return place.swedish, place.language


def _hit(passage: Shown, marker: Marker) -> Hit:
    language: Language = passage.language  # type: ignore[assignment]
    is_own = passage.kind in OWN
    # Other names are found in the names, and shown after what is said of the thing.
    text = "\n".join(filter(None, (passage.text, ", ".join(passage.names[2:]))))
    title = () if is_own else marker.mark(passage.title, language)
    snippet = marker.snippet(text, language)
    second, anchor = _moment(passage, snippet.at or 0)
    return Hit(
        passage.kind, language, title, snippet.spans, passage.people, passage.organisations, second, passage.page, anchor,
        passage.address, passage.picture,
    )  # fmt: skip


def _moment(passage: Shown, at: int) -> tuple[float | None, str]:
    """In which second what stands at a place of the text is said, and the anchor of that."""
    before = bisect_right(passage.moments[::2], at)
    second = passage.moments[2 * before - 1] if before else passage.second
    if second is None or not passage.anchor.endswith("="):
        return second, passage.anchor
    return second, f"{passage.anchor}{int(second)}"


def _things(opened: Opened, wanted: tantivy.Query, total: int) -> int | None:
    return round(opened.searcher.cardinality(wanted, "group")) if total <= FACETS_UP_TO else None


def _choices(
    opened: Opened, query: Query, asked: Asked, wanted: tantivy.Query, is_loose: bool, total: int
) -> dict[str, tuple[Choice, ...]]:
    """Of each way to narrow the search, its values with their counts. What is chosen already is counted as if it were not."""
    fields = {
        "year": "year", "kind": "event_kind", "has": "recording", "series": "series_facet", "organisation": "organisation_facet",
        "person": "person_facet", "topic": "topic_facet", "language": "language_facet",
    }  # fmt: skip
    times = 1 if total <= FACETS_UP_TO else SAMPLES if total <= FACETS_UP_TO * SAMPLES else SAMPLES**2
    chosen = {*query.chosen, *(["has"] if query.has else [])} & fields.keys()
    found = _aggregate(opened, wanted, {name: field for name, field in fields.items() if name not in chosen}, times)
    for name in sorted(chosen):
        other = ask(query, opened, leave_out=name, like=asked.like)
        found |= _aggregate(
            opened, other.loose[0] if is_loose and other.loose else other.strict, {name: fields[name]}, times
        )
    return {name: found[name] for name in fields if found.get(name)}


def _aggregate(
    opened: Opened, wanted: tantivy.Query, fields: dict[str, str], times: int
) -> dict[str, tuple[Choice, ...]]:
    if not fields:
        return {}
    asked = {
        name: {"terms": {"field": field, "size": 60 if name == "year" else CHOICES}} for name, field in fields.items()
    }
    heap = {1: "", SAMPLES: SOME, SAMPLES**2: FEW}[times]
    counted: dict[str, Any] = opened.searcher.aggregate(opened.sampled(wanted, heap) if heap else wanted, asked)
    return {name: _as_choices(name, counted[name]["buckets"], times) for name in fields}


def _as_choices(name: str, buckets: list[dict[str, Any]], times: int) -> tuple[Choice, ...]:
    made = []
    for bucket in buckets:
        value, _, words = str(bucket["key"]).partition("\t")
        value = value.removesuffix(".0")
        if name == "has":
            if value != "1":
                continue
            value = "recording"
        swedish, _, english = words.partition("\t")
        made.append(Choice(value, swedish or value, english or value, int(bucket["doc_count"]) * times))
    if name == "year":
        return tuple(sorted(made, key=lambda choice: -int(choice.value)))
    return tuple(sorted(made, key=lambda choice: (-choice.passages, choice.swedish)))


def _suggestion(query: Query, asked: Asked, groups: tuple[Group, ...]) -> str:
    """The query with its slips mended, written as the archive writes the words."""
    mended = query.text
    for typed, meant in asked.slips:
        written = _as_written(meant[0], groups)
        for word in mended.split():
            if "".join(filter(str.isalnum, word)).casefold() == typed:
                mended = mended.replace(word, written)
    return mended if mended != query.text else ""


def _as_written(word: str, groups: tuple[Group, ...]) -> str:
    for group in groups:
        for spans in (group.title, *(spans for hit in group.hits for spans in (hit.title, hit.text))):
            for span in spans:
                if span.is_met and span.words.casefold() == word:
                    return span.words
    return word
