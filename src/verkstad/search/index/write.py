# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing an index: all bundles anew, or the index before with some bundles replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from verkstad.records.collecting import without_collecting
from verkstad.search.analysis import Analyser, Dictionary
from verkstad.search.analysis.dictionary import swedish_dictionary
from verkstad.search.analysis.stopwords import EVERY
from verkstad.search.analysis.words import plain_words
from verkstad.search.index import folder as on_disk
from verkstad.search.index.documents import Documents
from verkstad.search.index.schema import register, schema
from verkstad.search.passages.passage import Bundle

HEAP, SMALL_HEAP = 256_000_000, 15_000_000
"""Bytes that Tantivy gathers before it writes a segment; the least that it takes."""
LOOKED_AT = 2000
"""Bundles that are looked through for them."""

_SUM = 1 << 128


def content_sum(bundles: Iterable[str], start: int = 0, *, without: Iterable[str] = ()) -> int:
    """A number for a set of bundles (as JSON): the same for the same set, in whatever order it came about."""
    found = start
    for sign, lines in ((1, bundles), (-1, without)):
        for line in lines:
            found += sign * int.from_bytes(hashlib.sha256(line.encode()).digest()[:16])
    return found % _SUM


def build_index(into: Path, lines: Sequence[str]) -> None:
    """Make an index of all bundles (as JSON, a line each) in a new folder."""
    analyser = Analyser(swedish_dictionary().knowing(_own_words(lines)))
    (into / on_disk.TANTIVY).mkdir(parents=True)
    (into / on_disk.DICTIONARY).write_bytes(analyser.dictionary.to_bytes())
    index = tantivy.Index(schema(), path=str(into / on_disk.TANTIVY))
    register(index)
    writer = index.writer(HEAP if len(lines) > 1000 else SMALL_HEAP, num_threads=1)
    _add(writer, lines, analyser)
    _finish(writer)
    on_disk.write_sums(into)


def update_index(before: Path, into: Path, *, removed: Iterable[str], bundles: Iterable[str]) -> None:
    """Make the next index in a new folder: ``before``, whose files are linked, without the bundles ``removed`` (by key), and
    with ``bundles`` (as JSON) in the place of those they replace. Raises Damaged, or ValueError from Tantivy."""
    on_disk.link_files(before, into)
    analyser = Analyser(Dictionary.from_bytes((into / on_disk.DICTIONARY).read_bytes()))
    index = tantivy.Index.open(str(into / on_disk.TANTIVY))
    register(index)
    writer = index.writer(SMALL_HEAP, num_threads=1)
    lines = list(bundles)
    for key in (*removed, *(Bundle.from_json(line).key for line in lines)):
        writer.delete_documents_by_term("key", key)
    _add(writer, lines, analyser)
    _finish(writer)
    on_disk.write_sums(into, before)


def _finish(writer: tantivy.IndexWriter) -> None:
    writer.commit()
    writer.garbage_collect_files()
    writer.wait_merging_threads()


def _own_words(lines: Sequence[str]) -> list[str]:
    """The archive's own words: what stands alone in more than one passage, and is no word of everyday. Of a large archive, every
    so many bundles tell them."""
    met: set[str] = set()
    found: set[str] = set()
    for line in lines[:: len(lines) // LOOKED_AT + 1]:
        for passage in Bundle.from_json(line).passages:
            if passage.language == "sv":
                words = set(plain_words(f"{passage.title} {passage.text}".lower()))
                found |= words & met
                met |= words
    return [word for word in found if 4 <= len(word) <= 12 and word not in EVERY]


def _add(writer: tantivy.IndexWriter, lines: Iterable[str], analyser: Analyser) -> None:
    with without_collecting():
        for line in lines:
            for document in Documents(Bundle.from_json(line), analyser).each():
                writer.add_document(document)
