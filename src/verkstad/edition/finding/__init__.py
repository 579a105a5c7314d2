# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find-in-list: which workshops a few words, a year, a kind or a recording lead to. From one file of the edition, without a database.

The build writes the file (:func:`finding_rows`); the front loads it once per edition (:class:`Index`) and answers a query
string with a page (:func:`find_page`). What was said and shown is searched elsewhere: this looks at names and titles only.
"""

from __future__ import annotations

from verkstad.edition.finding.index import Found, FoundRow, Index, UnknownFormat, find
from verkstad.edition.finding.page import find_page, render_found
from verkstad.edition.finding.query import Query, parse_query
from verkstad.edition.finding.rows import FINDING_PATH, Findable, findable, finding_rows, rows_of, write_row

__all__ = [
    "FINDING_PATH",
    "Findable",
    "Found",
    "FoundRow",
    "Index",
    "Query",
    "UnknownFormat",
    "find",
    "find_page",
    "findable",
    "finding_rows",
    "parse_query",
    "render_found",
    "rows_of",
    "write_row",
]
