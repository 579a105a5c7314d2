# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A query: what somebody typed, read kindly, and what is asked of the index for it."""

from __future__ import annotations

from verkstad.search.query.parse import Clause, NameFilter, Query, parse, read_query

__all__ = ["Clause", "NameFilter", "Query", "parse", "read_query"]
