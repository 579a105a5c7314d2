# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fields of the index. A document is a passage.

Text fields are fed with terms parted by spaces, as the analysis wrote them: Tantivy's own tokenizers know no Swedish compounds.
A word that stands alone and the same word within a compound are different terms, so that each can be weighed by itself.
"""

from __future__ import annotations

from functools import cache

import tantivy

TERMS = "terms"
"""The tokenizer of our own: it parts at spaces and leaves the rest as it is. Registered anew at each opening."""

EXACT, STEMS = ("title", "body"), ("title_stems", "body_stems")
NAMES = ("person", "organisation", "topic", "series")
FACETS = (
    "event_kind",
    "series_facet",
    "organisation_facet",
    "person_facet",
    "topic_facet",
    "language_facet",
)
"""Fields with the words of each choice in them, counted over what is found: slug, Swedish and English name."""


@cache
def schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    made.add_text_field("key", tokenizer_name="raw", index_option="basic")
    for name in EXACT:
        made.add_text_field(name, tokenizer_name=TERMS, index_option="position")
    for name in (*STEMS, "context"):
        made.add_text_field(name, tokenizer_name=TERMS, index_option="freq")
    for name in NAMES:
        made.add_text_field(name, tokenizer_name=TERMS, index_option="position")
    made.add_text_field(
        "named", tokenizer_name="raw", index_option="basic"
    )  # a whole name or title, for one who knows it
    made.add_text_field("filter", tokenizer_name=TERMS, index_option="basic")
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("year", "recording", "day", "group"):
        made.add_unsigned_field(name, fast=True)
    made.add_bytes_field("shown", stored=True)
    return made.build()


def register(index: tantivy.Index) -> None:
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(TERMS, analyser)
