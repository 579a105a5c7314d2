# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events that are about what another is about: they share its topics, and the words that are frequent in it and rare elsewhere."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import Any, Final, NamedTuple

import tantivy

from verkstad.records.base import Language
from verkstad.search.index.opened import Opened
from verkstad.search.index.shown import Shown

Q = tantivy.Query
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

READ: Final = 200
"""Passages that are read beside the event's own text: an hour of speech has hundreds."""
WORDS: Final = 25
OWN: Final = {"event": 4, "agenda": 3, "page": 1, "material": 2}
"""How often a word counts by where it stands; everywhere else once."""
TITLE = 5
"""How often a word counts that stands in a title, beside one in the text."""
TOPIC, ENOUGH = 3.0, 2
"""What a shared topic weighs beside a word that is as rare, and how many topics and words an event shares if any does."""


class Likeness(NamedTuple):
    wanted: tantivy.Query
    """Only events themselves, without the one that they are like."""
    stems: frozenset[str]
    event: Shown


def likeness(opened: Opened, key: str) -> Likeness | None:
    """What is asked for events like the one with this id; None when the index has no such event."""
    own = Q.term_query(opened.schema, "key", key, index_option="basic")
    events = Q.const_score_query(Q.term_query(opened.schema, "filter", "p:event", index_option="basic"), 0.0)
    itself = _shown(opened, Q.boolean_query([(MUST, own), (MUST, events)]), 2)
    if not itself:
        return None
    passages = [*itself, *_shown(opened, Q.boolean_query([(MUST, own), (NOT, events)]), READ)]
    stems = _telling(opened, passages)
    alike = [
        Q.boost_query(Q.term_query(opened.schema, field, stem), weight * times)
        for stem, weight in stems.items()
        for field, times in (("title_stems", 2.0), ("body_stems", 1.0))
    ]
    alike += [_shared(opened, slug) for slug in _topics(opened, own)]
    for enough in (ENOUGH, 1):
        some = Q.boolean_query([(SHOULD, one) for one in alike], minimum_number_should_match=enough)
        wanted = Q.boolean_query([(MUST, some), (MUST, events), (NOT, own)])
        if opened.searcher.search(wanted, 1, count=False).hits:
            break
    return Likeness(wanted, frozenset(stems), itself[0])


def _shown(opened: Opened, query: tantivy.Query, limit: int) -> list[Shown]:
    return [opened.shown(address) for _, address in opened.searcher.search(query, limit, count=False).hits]


def _telling(opened: Opened, passages: list[Shown]) -> dict[str, float]:
    """The words that tell most of the event, with what each weighs. One that no other passage has can find nothing."""
    counts: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for passage in passages:
        language: Language = "en" if passage.language == "en" else "sv"
        title, text = (opened.analyser.terms(words, language).stems.split() for words in (passage.title, passage.text))
        inside.update({*title, *text})
        for stem in [*title * TITLE, *text]:
            counts[stem] += OWN.get(passage.kind, 1)
    weights = {}
    for stem, count in counts.items():
        everywhere = opened.how_many("body_stems", stem)
        if everywhere > inside[stem] and len(stem) > 2:
            weights[stem] = (1 + log(count)) * _rarity(opened, everywhere)
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))[:WORDS]
    return {stem: weights[stem] for stem in best}


def _topics(opened: Opened, own: tantivy.Query) -> list[str]:
    asked: Any = {"topics": {"terms": {"field": "topic_facet", "size": 50}}}
    counted: dict[str, Any] = opened.searcher.aggregate(own, asked)
    return sorted(str(bucket["key"]).partition("\t")[0] for bucket in counted["topics"]["buckets"])


def _shared(opened: Opened, slug: str) -> tantivy.Query:
    term = f"t:{slug}"
    weight = TOPIC * _rarity(opened, opened.how_many("filter", term))
    query = Q.term_query(opened.schema, "filter", term, index_option="basic")
    return Q.boost_query(Q.const_score_query(query, 1.0), weight)


def _rarity(opened: Opened, everywhere: int) -> float:
    return max(0.1, log(len(opened) / max(1, everywhere)))
