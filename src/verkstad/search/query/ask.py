# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a query to what Tantivy is asked. Every word is sought in layers, and each layer weighs more than the one below it:
as it stands, its stem, a part of a compound, the beginning of a word, a slip of the finger.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import tantivy

from verkstad.search.analysis.analyser import PART, Sought, stems_of
from verkstad.search.analysis.words import whole_name
from verkstad.search.index.opened import FEW, Opened
from verkstad.search.query.likeness import Likeness, likeness
from verkstad.search.query.parse import Clause, NameFilter, Query, is_small

Q = tantivy.Query
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

EXACT: Final = (("title", 8.0), ("person", 7.0), ("organisation", 5.0), ("topic", 2.5), ("body", 2.5), ("series", 0.2))
STEM: Final = (("title_stems", 4.0), ("body_stems", 1.2), ("context", 0.6))
PARTS: Final = (("title_stems", 1.6), ("body_stems", 0.5), ("context", 0.25))
START: Final = (("title", 0.6), ("person", 0.6), ("organisation", 0.5), ("topic", 0.25), ("body", 0.25))
PHRASE: Final = (("title", 12.0), ("person", 9.0), ("organisation", 7.0), ("topic", 4.0), ("body", 5.0))
"""Fields and what a hit in them weighs."""
NAMED = 60.0
"""What it weighs that a thing's whole name was typed."""
SLIP, FORGIVEN, ALIAS, COMPOSED = 0.3, 0.9, 0.6, 0.15
STARTS, STARTS_OF_A_LETTER = 12, 3
"""How many words a beginning stands for, the most frequent first."""
RARE = 100
"""A compound in fewer passages than this is sought by its parts as well: *miljödata* in *data om miljön*."""


class Met(NamedTuple):
    """What marks a word of a text as found."""

    exact: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


class Asked(NamedTuple):
    """``strict``: passages that have every word. ``loose``: those that have most of them, or None when that is the same.
    ``slips``: words that nothing has, each with those it may be a slip of."""

    strict: tantivy.Query
    loose: tuple[tantivy.Query, ...]
    met: Met
    slips: tuple[tuple[str, tuple[str, ...]], ...]
    like: Likeness | None = None


def ask(query: Query, opened: Opened, *, leave_out: str | None = None, like: Likeness | None = None) -> Asked:
    """``leave_out`` names a choice that is not to be minded, so that its other values can be counted; ``like`` is what was found
    already of the event that others are to be like.
    """
    if like is None and query.like:
        like = likeness(opened, query.like)
    return _Asking(query, opened, like).asked(leave_out)


class _Asking:
    def __init__(self, query: Query, opened: Opened, like: Likeness | None) -> None:
        self.query = query
        self.like = like
        self.opened = opened
        self.exact: set[str] = set()
        self.stems: set[str] = set()
        self.starts: list[str] = []
        self.phrases: list[tuple[str, ...]] = []
        self.slips: list[tuple[str, tuple[str, ...]]] = []

    def asked(self, leave_out: str | None) -> Asked:
        wanted, small, without = [], [], []
        for clause in self.query.clauses:
            if clause.is_without:
                without.append((NOT, self._clause(clause, is_sought=False)))
            elif is_small(clause):
                small.append(clause)
            else:
                wanted.append(self._clause(clause))
        if not wanted:  # nothing but small words: then they are what is meant
            wanted, small = [self._clause(clause) for clause in small], []
        also = [(SHOULD, Q.boost_query(self._clause(clause), 0.1)) for clause in small]
        narrow = [*self._filters(leave_out), *without]
        if self.query.like:
            wanted.append(self.like.wanted if self.like else Q.empty_query())
            self.stems |= self.like.stems if self.like else set()
        also += self._whole_name()
        if self.query.like:
            strict = self._joined([(MUST, one) for one in wanted], also, narrow)
            return Asked(strict, (), self._met(), tuple(self.slips), self.like)
        if not wanted:
            only = Q.boolean_query([(MUST, Q.all_query()), *narrow])
            return Asked(only, (), self._met(), ())
        strict = self._joined([(MUST, one) for one in wanted], also, narrow)
        loose = []
        for least in sorted({len(wanted) - 1, 1} - {0, len(wanted)}, reverse=True):
            some = Q.boolean_query([(SHOULD, one) for one in wanted], minimum_number_should_match=least)
            loose.append(self._joined([(MUST, some)], also, narrow))
        return Asked(strict, tuple(loose), self._met(), tuple(self.slips))

    def _whole_name(self) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """What is called just what was typed."""
        sought = [clause for clause in self.query.clauses if not clause.is_without]
        name = whole_name(" ".join(word for clause in sought for word in clause.words))
        if not name or not self.opened.how_many("named", name):
            return []
        term = Q.term_query(self.opened.schema, "named", name, index_option="basic")
        return [(SHOULD, Q.boost_query(Q.const_score_query(term, 1.0), NAMED))]

    @staticmethod
    def _joined(wanted: list, also: list, narrow: list) -> tantivy.Query:
        if len(wanted) == 1 and not also and not narrow:
            return wanted[0][1]
        return Q.boolean_query([*wanted, *also, *narrow])

    def _met(self) -> Met:
        return Met(frozenset(self.exact), frozenset(self.stems), tuple(self.starts), tuple(self.phrases))

    # ── Words ──

    def _clause(self, clause: Clause, *, is_sought: bool = True) -> tantivy.Query:
        if clause.is_phrase and len(clause.words) > 1:
            if is_sought:
                self.phrases.append(clause.words)
            return self._phrase(clause.words, PHRASE)
        sought = self.opened.analyser.sought(clause.words[0])
        if clause.is_phrase:  # a single word in quotes is meant as it stands
            if is_sought:
                self.exact.add(sought.whole)
            return self._union([(field, sought.whole, weight) for field, weight in EXACT])
        return self._word(sought, clause, is_sought=is_sought)

    def _phrase(
        self, words: tuple[str, ...], fields: tuple[tuple[str, float], ...], weight: float = 1.0
    ) -> tantivy.Query:
        if any(not self._is_anywhere(word) for word in words):
            return Q.empty_query()
        phrases = [
            Q.boost_query(Q.phrase_query(self.opened.schema, field, list(words)), own * weight) for field, own in fields
        ]
        return Q.boolean_query([(SHOULD, one) for one in phrases])

    def _is_anywhere(self, word: str) -> bool:
        return any(self.opened.how_many(field, word) for field, _ in PHRASE)

    def _word(self, sought: Sought, clause: Clause, *, is_sought: bool) -> tantivy.Query:
        terms = self._layers(sought)
        others: list[tantivy.Query] = []
        if clause.is_start:
            terms += self._starting(sought.whole)
        others += self._otherwise_named(sought.whole)
        if len(sought.parts) > 1 and sum(self.opened.how_many("body_stems", stem) for stem in sought.stems) < RARE:
            composed = self._composed(sought)
            if composed is not None:
                others.append(composed)
        if is_sought:
            self.exact.add(sought.whole)
            self.stems.update(sought.stems)
            if not terms and not others:
                terms = self._nearest(sought) or self._some_part(sought)
        return self._union(terms, others)

    def _layers(self, sought: Sought) -> list[tuple[str, str, float]]:
        terms = [(field, sought.whole, weight) for field, weight in EXACT]
        if sought.whole.endswith("s"):  # Försäkringskassans is the name of Försäkringskassan
            terms += [
                (field, sought.whole[:-1], weight * 0.8)
                for field, weight in EXACT
                if field in {"person", "organisation"}
            ]
        terms += [(field, stem, weight) for stem in sought.stems for field, weight in STEM]
        terms += [(field, PART + stem, weight) for stem in sought.stems for field, weight in PARTS]
        return [(field, term, weight) for field, term, weight in terms if self.opened.how_many(field, term)]

    def _starting(self, start: str) -> list[tuple[str, str, float]]:
        self.starts.append(start)
        weights, limit = dict(START), STARTS if len(start) > 1 else STARTS_OF_A_LETTER
        return [
            (field, word, weights[field]) for field, word in self.opened.beginning_with(start, limit) if word != start
        ]

    def _otherwise_named(self, word: str) -> list[tantivy.Query]:
        """Other names of an organisation or a topic that is called this: DIGG is Myndigheten för digital förvaltning."""
        found = []
        for other in self.opened.aliases.get((word,), ()):
            if len(other) > 1:
                self.phrases.append(other)
                found.append(self._phrase(other, PHRASE, ALIAS))
            else:
                self.exact.add(other[0])
                found.append(self._union([(field, other[0], weight * ALIAS) for field, weight in EXACT]))
        return found

    def _composed(self, sought: Sought) -> tantivy.Query | None:
        """Passages that have all parts of a compound, in whatever words."""
        every = []
        for part in sought.parts:
            terms = [
                (field, term, weight)
                for stem in stems_of(part)
                for field, weight in STEM
                for term in (stem, PART + stem)
            ]
            known = [(field, term, weight) for field, term, weight in terms if self.opened.how_many(field, term)]
            if not known:
                return None
            every.append((MUST, self._union(known)))
        asked = Q.boolean_query(every)
        # Where there are many, one is met among a few of the passages.
        if not any(self._finds(one) for one in (self.opened.sampled(asked, FEW), asked)):
            return None
        self.stems.update(stem for part in sought.parts for stem in stems_of(part))
        return Q.boost_query(asked, COMPOSED)

    def _finds(self, query: tantivy.Query) -> bool:
        return bool(self.opened.searcher.search(query, 1, count=False).hits)

    def _some_part(self, sought: Sought) -> list[tuple[str, str, float]]:
        """Of a compound that nothing is about, not even in other words, whatever has one of its parts."""
        stems = {stem for part in sought.parts for stem in stems_of(part)}
        self.stems.update(stems)
        terms = [
            (field, term, weight * SLIP)
            for stem in sorted(stems)
            for field, weight in STEM
            for term in (stem, PART + stem)
        ]
        return [(field, term, weight) for field, term, weight in terms if self.opened.how_many(field, term)]

    def _nearest(self, sought: Sought) -> list[tuple[str, str, float]]:
        """What a word that nothing has may be: without the dots that somebody's keyboard lacks, or a slip of the finger."""
        speller = self.opened.speller
        meant, weight = speller.forgiving(sought.whole), FORGIVEN
        if not meant:
            meant, weight = speller.meant(sought.whole), SLIP
            if meant:
                self.slips.append((sought.whole, tuple(meant)))
        self.exact.update(meant)
        terms: list[tuple[str, str, float]] = []
        for number, word in enumerate(meant):
            terms += [
                (field, term, each * weight / (number + 1))
                for field, term, each in self._layers(self.opened.analyser.sought(word))
            ]
            self.stems.update(stems_of(word))
        return terms

    def _union(self, terms: list[tuple[str, str, float]], others: list[tantivy.Query] = []) -> tantivy.Query:  # noqa: B006  (never changed)
        made = [
            Q.boost_query(Q.term_query(self.opened.schema, field, term, index_option="freq"), weight)
            for field, term, weight in terms
        ] + others
        if not made:
            return Q.empty_query()
        return made[0] if len(made) == 1 else Q.boolean_query([(SHOULD, one) for one in made])

    # ── What the search is narrowed by ──

    def _filters(self, leave_out: str | None) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        query = self.query
        one_of: list[list[str]] = []
        if query.typed_years:
            one_of.append([f"y:{year}" for year in query.typed_years])
        letters = {
            "year": "y",
            "kind": "k",
            "series": "s",
            "organisation": "o",
            "person": "w",
            "topic": "t",
            "language": "l",
        }
        one_of += [[f"{letters[name]}:{value}"] for name, value in query.chosen.items() if name != leave_out]
        one_of += [[f"l:{query.typed_language}"]] if query.typed_language else []
        one_of += [[f"k:{query.typed_kind}"]] if query.typed_kind else []
        one_of += [[f"h:{what}"] for what in sorted(query.all_has) if leave_out != "has"]
        found = [(MUST, self._no_score(self._one_of(terms))) for terms in one_of]
        return found + [(NOT if name.is_without else MUST, self._no_score(self._named(name))) for name in query.names]

    def _one_of(self, terms: list[str]) -> tantivy.Query:
        """One term is followed through its list; of several, Tantivy first gathers all passages."""
        if len(terms) == 1:
            return Q.term_query(self.opened.schema, "filter", terms[0], index_option="basic")
        return Q.term_set_query(self.opened.schema, "filter", terms)

    def _named(self, name: NameFilter) -> tantivy.Query:
        fields = ((name.field, 1.0),)
        if len(name.words) > 1:
            return self._phrase(name.words, fields)
        return self._union([(name.field, name.words[0], 1.0)], self._name_starting(name))

    def _name_starting(self, name: NameFilter) -> list[tantivy.Query]:
        words = [word for word, _ in self.opened.searcher.terms_with_prefix(name.field, name.words[0], limit=STARTS)]
        return [Q.term_set_query(self.opened.schema, name.field, words)] if words else []

    @staticmethod
    def _no_score(query: tantivy.Query) -> tantivy.Query:
        return Q.const_score_query(query, 0.0)
