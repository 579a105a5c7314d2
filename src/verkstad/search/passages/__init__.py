# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passages: what an archive is searched in, each a short text with its place. Made from records, and in time from speech and slides."""

from __future__ import annotations

from verkstad.search.passages.from_records import bundle_of
from verkstad.search.passages.passage import Bundle, Kind, Named, Passage, Place

__all__ = ["Bundle", "Kind", "Named", "Passage", "Place", "bundle_of"]
