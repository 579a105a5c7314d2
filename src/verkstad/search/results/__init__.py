# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is found, as values: events and other things, each with its best passages, the words marked, and counts to narrow it by."""

from __future__ import annotations

from verkstad.search.results.find import PAGE, Choice, Found, Group, Hit, best, find
from verkstad.search.results.marks import Span

__all__ = ["PAGE", "Choice", "Found", "Group", "Hit", "Span", "best", "find"]
