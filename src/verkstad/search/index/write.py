# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing an index: all bundles anew, or the index before with some bundles replaced."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import tantivy

from verkstad.records.base import Language
from verkstad.search.analysis import Analyser, Dictionary, plain
from verkstad.search.analysis.dictionary import swedish_dictionary
from verkstad.search.analysis.stopwords import EVERY
from verkstad.search.analysis.words import plain_words, whole_name
from verkstad.search.index import folder as on_disk
from verkstad.search.index.schema import register, schema
from verkstad.search.index.shown import head_of, pack
from verkstad.search.passages.passage import Bundle, Named, Passage

FORMAT = 1
"""Raised whenever the fields or the analysis change: an index of another format is made anew."""

HEAP, SMALL_HEAP = 256_000_000, 15_000_000
"""Bytes that Tantivy gathers before it writes a segment; the least that it takes."""
OWN_WORDS = 2
"""How often a word stands in the archive before it may be a part of compounds."""
SAMPLES = 16
LOOKED_AT = 2000
"""Bundles that are looked through for them."""
BREAK = "¶"
"""A term between two names, so that no phrase reaches from one into the next."""

_SUM = 1 << 128


def content_sum(bundles: Iterable[str], start: int = 0, *, without: Iterable[str] = ()) -> int:
    """A number for a set of bundles (as JSON): the same for the same set, in whatever order it came about."""
    found = start
    for sign, lines in ((1, bundles), (-1, without)):
        for line in lines:
            found += sign * int.from_bytes(hashlib.sha256(line.encode()).digest()[:16])
    return found % _SUM


def build_index(into: Path, bundles: Iterable[str]) -> None:
    """Make an index of all bundles (as JSON) in a new folder."""
    lines = list(bundles)
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
    """The archive's own words: what stands alone in it now and then, and is no word of everyday. Of a large archive, every so
    many bundles tell them."""
    counted: Counter[str] = Counter()
    for line in lines[:: len(lines) // LOOKED_AT + 1]:
        for passage in Bundle.from_json(line).passages:
            if passage.language == "sv":
                counted.update({word.lower() for word in plain_words(f"{passage.title} {passage.text}")})
    return [
        word for word, count in counted.items() if count >= OWN_WORDS and 4 <= len(word) <= 12 and word not in EVERY
    ]


def _add(writer: tantivy.IndexWriter, lines: Iterable[str], analyser: Analyser) -> None:
    for line in lines:
        bundle = Bundle.from_json(line)
        common = _Common(bundle, analyser)
        for passage in bundle.passages:
            writer.add_document(_document(bundle, passage, common, analyser))


class _Common:
    """What all passages of a bundle have alike, worked out once."""

    def __init__(self, bundle: Bundle, analyser: Analyser) -> None:
        self.group = UUID(bundle.key).int >> 65  # 63 bits, of a UUIDv7 the moment and more
        place = bundle.place
        self.head = head_of(bundle)
        self.people = [_terms(name, analyser) for name in bundle.people]
        self.organisations = [_terms(name, analyser) for name in bundle.organisations]
        self.topics = f" {BREAK} ".join(_terms(name, analyser) for name in bundle.topics)
        self.series = f" {BREAK} ".join(_terms(name, analyser) for name in bundle.series)
        self.filters = [f"s:{name.slug}" for name in bundle.series] + [f"t:{name.slug}" for name in bundle.topics]
        self.facets = [("series_facet", facet(name)) for name in bundle.series]
        self.facets += [("topic_facet", facet(name)) for name in bundle.topics]
        self.context = {"sv": "", "en": ""}
        self.day = self.year = self.recording = 0
        if place is not None:
            day = date.fromisoformat(place.date)
            self.day, self.year, self.recording = day.toordinal(), day.year, int(place.has_recording)
            self.filters += [f"y:{day.year}", f"k:{place.kind}"]
            self.filters += ["h:recording"] if place.has_recording else []
            self.filters += ["h:slides"] if place.has_slides else []
            self.facets.append(("event_kind", place.kind))
            titles = f"{place.swedish}\n{place.english}"
            self.context = {language: analyser.terms(titles, language).stems for language in ("sv", "en")}


def _whole_names(bundle: Bundle, passage: Passage) -> set[str]:
    own = {
        "person": bundle.people,
        "organisation": bundle.organisations,
        "topic": bundle.topics,
        "series": bundle.series,
    }
    if passage.kind == "event":
        return {whole_name(passage.title)}
    return {whole_name(name) for name in own[passage.kind][0].every} if passage.kind in own else set()


def _heaps(passage: Passage) -> list[tuple[str, str]]:
    """One of sixteen heaps, and one of a sixteenth of that, by the words: what is too much to count is counted in one of them."""
    number = zlib.crc32(f"{passage.title}{passage.text}{passage.second}".encode())
    heaps = [("filter", f"z:{number % SAMPLES}")]
    return [*heaps, ("filter", "zz:0")] if number % SAMPLES**2 == 0 else heaps


def facet(name: Named) -> str:
    """A choice as it is counted: what it is chosen by, and its words in both languages."""
    return f"{name.slug}\t{name.swedish}\t{name.english or name.swedish}"


def _terms(name: Named, analyser: Analyser) -> str:
    return f" {BREAK} ".join(analyser.terms(one, "sv").exact for one in name.every)


def _document(bundle: Bundle, passage: Passage, common: _Common, analyser: Analyser) -> tantivy.Document:
    language: Language = passage.language
    title, body = analyser.terms(passage.title, language), analyser.terms(passage.text, language)
    context = common.context[language]
    if passage.context:
        context = f"{context} {analyser.terms(passage.context, language).stems}"
    made = tantivy.Document()
    for field, words in (
        ("key", bundle.key), ("title", title.exact), ("title_stems", title.stems), ("body", body.exact), ("body_stems", body.stems),
        ("context", context), ("topic", common.topics), ("series", common.series),
        ("person", f" {BREAK} ".join(common.people[number] for number in passage.people)),
        ("organisation", f" {BREAK} ".join(common.organisations[number] for number in passage.organisations)),
        ("language_facet", language), ("kind_facet", passage.kind),
        ("filter", f"l:{language}"), ("filter", f"p:{passage.kind}"), *_heaps(passage), *common.facets, *(("filter", one) for one in common.filters),
    ):  # fmt: skip
        if words:
            made.add_text(field, words)
    for name in _whole_names(bundle, passage):
        for written in {name, plain(name)}:
            made.add_text("named", written)
    for letter, field, numbers, names in (
        ("w", "person_facet", passage.people, bundle.people), ("o", "organisation_facet", passage.organisations, bundle.organisations),
    ):  # fmt: skip
        for number in numbers:
            made.add_text("filter", f"{letter}:{names[number].slug}")
            made.add_text(field, facet(names[number]))
    made.add_bytes("shown", pack(common.head, bundle, passage))
    made.add_unsigned("group", common.group)
    made.add_unsigned("day", common.day)
    made.add_unsigned("recording", common.recording)
    if common.year:
        made.add_unsigned("year", common.year)
    return made
