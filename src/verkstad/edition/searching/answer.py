# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a path's query string to the answer: a page, JSON or a feed. From an open index; no database, and nothing is kept."""

from __future__ import annotations

from typing import NamedTuple

from verkstad.edition.rendering.tongue import tongue
from verkstad.edition.searching.answers import as_atom, as_json
from verkstad.edition.searching.page import render_away, render_empty, render_search
from verkstad.edition.searching.site import Sign
from verkstad.records.base import Language
from verkstad.search.index import Opened
from verkstad.search.query import read_query
from verkstad.search.results import find

HTML, JSON, ATOM = "text/html; charset=utf-8", "application/json; charset=utf-8", "application/atom+xml; charset=utf-8"


class Answer(NamedTuple):
    status: int
    media_type: str
    body: bytes


def answer(sign: Sign, opened: Opened | None, query_string: str, language: Language, *, accept: str = "") -> Answer:
    """``opened`` is None while the index is made anew: then that is what is said. Raises what Tantivy raises of a damaged index."""
    query, form = read_query(query_string), format_asked(query_string, accept)
    if opened is None:
        if form == JSON:
            return Answer(503, JSON, b'{"status": 503, "title": "Search is being rebuilt."}\n')
        return Answer(503, HTML, render_away(sign, query, language))
    if form == ATOM:
        query = query._replace(sort="newest") if query.sort == "best" else query
        found = find(opened, query, language, with_choices=False)
        _ = tongue(language).gettext
        asked = _("Like “%(title)s”") % {"title": found.like[0]} if found.like else query.text
        title = _("Search: %(query)s") % {"query": asked}
        return Answer(200, ATOM, as_atom(sign, query, found, language, title))
    if form == JSON:
        return Answer(200, JSON, as_json(sign, query, find(opened, query, language), language))
    if query.asks_nothing:
        return Answer(200, HTML, render_empty(sign, query._replace(page=1), language))
    found = find(opened, query, language)
    if found.total and not found.groups:  # a page after the last is the last; who reads JSON must see that it is none
        query = query._replace(page=found.last_seen)
        found = find(opened, query, language)
    return Answer(200, HTML, render_search(sign, query, found, language))


def format_asked(query_string: str, accept: str) -> str:
    """By ``format=json`` or ``format=atom``, else by what the reader prefers; a page when nothing is said."""
    for field in query_string[:4000].split("&"):
        if field == "format=json":
            return JSON
        if field == "format=atom":
            return ATOM
    first = accept.partition(",")[0].partition(";")[0].strip()
    return {"application/json": JSON, "application/atom+xml": ATOM}.get(first, HTML)
