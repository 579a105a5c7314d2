# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passages: what an archive is searched in, each a short text with its place. Made from records, and from what was said and shown."""

from __future__ import annotations

from verkstad.search.passages.from_records import Said, Shown, ShownPage, bundle_of
from verkstad.search.passages.passage import Bundle, Kind, Named, Passage, Picture, Place

__all__ = ["Bundle", "Kind", "Named", "Passage", "Picture", "Place", "Said", "Shown", "ShownPage", "bundle_of"]
