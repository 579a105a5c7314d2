# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An index that is open: what queries are asked of. Read-only, shared by threads, and it needs no database."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from verkstad.search.analysis import Analyser, Dictionary
from verkstad.search.analysis.spelling import Speller
from verkstad.search.analysis.stopwords import EVERY
from verkstad.search.analysis.words import forms_of, plain_words
from verkstad.search.index import folder as on_disk
from verkstad.search.index.schema import EXACT, register, schema
from verkstad.search.index.shown import Shown, unpack

Q = tantivy.Query
Terms = tuple[str, ...]
SOME, FEW = "z:0", "zz:0"
"""A sixteenth of the passages, and a sixteenth of those, whatever they say."""
MOST_NAMES = 50_000


class Opened:
    """One index. Open it with :meth:`open`, which looks at every byte first."""

    def __init__(self, folder: Path, searcher: tantivy.Searcher, analyser: Analyser) -> None:
        self.folder = folder
        self.searcher = searcher
        self.analyser = analyser
        self.schema = schema()
        self._beginnings: dict[tuple[str, int], list[tuple[str, str]]] = {}

    @classmethod
    def open(cls, folder: Path, known: set[tuple[int, str]] | None = None) -> Opened:
        """Raises Damaged. ``known`` are the files that were looked at before (see :func:`.folder.check`)."""
        try:
            on_disk.check(folder, known)
            index = tantivy.Index.open(str(folder / on_disk.TANTIVY))
            register(index)
            index.config_reader("manual")
            index.reload()
            dictionary = Dictionary.from_bytes((folder / on_disk.DICTIONARY).read_bytes())
            return cls(folder, index.searcher(), Analyser(dictionary))
        except on_disk.Damaged:
            raise
        except Exception as error:  # Tantivy raises ValueError and OSError, and others of its own
            raise on_disk.Damaged(f"{folder} cannot be opened: {error}") from error

    def __len__(self) -> int:
        return int(self.searcher.num_docs)

    def shown(self, address: tantivy.DocAddress) -> Shown:
        found: Any = self.searcher.doc(address).get_first("shown")
        return unpack(bytes(found))

    def sampled(self, query: tantivy.Query, heap: str) -> tantivy.Query:
        """The same, asked of one heap alone."""
        inside = Q.term_query(self.schema, "filter", heap, index_option="basic")
        return Q.boolean_query([(tantivy.Occur.Must, inside), (tantivy.Occur.Must, query)])

    def how_many(self, field: str, term: str) -> int:
        """In how many passages a term stands; those that were taken out may still be counted."""
        return int(self.searcher.doc_freq(field, term))

    def beginning_with(self, start: str, limit: int) -> list[tuple[str, str]]:
        """(field, word) of the most frequent words in titles, texts and names that begin with ``start`` and say something: ``a``
        is the beginning of ``arkiv`` rather than of ``att``, and of what half the passages have only when there is nothing else.

        For one or two letters half the list of terms is looked through: that is done once.
        """
        if len(start) > 2:
            return self._beginning_with(start, limit)
        if (start, limit) not in self._beginnings:
            self._beginnings[start, limit] = self._beginning_with(start, limit)
        return self._beginnings[start, limit]

    def _beginning_with(self, start: str, limit: int) -> list[tuple[str, str]]:
        counts: dict[str, int] = {}
        found: list[tuple[str, str]] = []
        small = {word for word in EVERY if word.startswith(start)}
        for field in (*EXACT, "person", "organisation", "topic"):
            for word, count in self.searcher.terms_with_prefix(field, start, limit=limit + len(small)):
                if word not in small:
                    counts[word] = counts.get(word, 0) + count
                    found.append((field, word))
        everywhere = {word for word, count in counts.items() if 2 * count > len(self)}
        best = set(sorted(counts, key=lambda word: (word in everywhere, -counts[word], word))[:limit])
        if best - everywhere:
            best -= everywhere
        return [(field, word) for field, word in found if word in best]

    @cached_property
    def speller(self) -> Speller:
        """The words that a slip of the finger may have meant; gathered when first asked for."""
        counts: dict[str, int] = {}
        for field in EXACT:
            for word, count in self.searcher.terms_with_prefix(field, ""):
                counts[word] = counts.get(word, 0) + count
        for field in ("person", "organisation", "topic"):  # these stand with every passage that names the thing
            for word, _ in self.searcher.terms_with_prefix(field, ""):
                counts.setdefault(word, 1)
        return Speller(counts)

    @cached_property
    def aliases(self) -> dict[Terms, frozenset[Terms]]:
        """Each name of an organisation or a topic, folded, and the other names of the same thing."""
        found: dict[Terms, frozenset[Terms]] = {}
        query = tantivy.Query.term_set_query(self.schema, "filter", ["p:organisation", "p:topic"])
        for _, address in self.searcher.search(query, MOST_NAMES, count=False).hits:
            names = {tuple(forms_of(word)[0] for word in plain_words(name)) for name in self.shown(address).names}
            for name in names:
                if name:
                    found[name] = found.get(name, frozenset()) | (names - {name})
        return found
