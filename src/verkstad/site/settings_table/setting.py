# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a setting is: its name, how its text is read, its default, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Setting(NamedTuple):
    name: str
    read: Callable[[str], Any]
    """From the text in the environment to the value; raises ValueError with a sentence."""
    kind: str
    """What the value is, in words."""
    default: str
    help: str
