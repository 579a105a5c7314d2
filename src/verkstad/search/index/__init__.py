# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index: one folder of files that never change, made from bundles, and the next one beside it from what changed."""

from __future__ import annotations

from verkstad.search.index.folder import Damaged, check, is_whole, mark_damaged
from verkstad.search.index.opened import Opened
from verkstad.search.index.write import build_index, content_sum, update_index

__all__ = [
    "Damaged",
    "Opened",
    "build_index",
    "check",
    "content_sum",
    "is_whole",
    "mark_damaged",
    "update_index",
]
