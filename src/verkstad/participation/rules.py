# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may read what people write to us."""

from __future__ import annotations

from typing import Any

from verkstad.archive.choices import Role
from verkstad.archive.rules.access import roles_of


def may_read_messages(user: Any) -> bool:
    """Administrators, and editors of everything: a message may be about anything, and says who wrote it."""
    return any(one.is_of_all and one.role in {Role.ADMINISTRATOR, Role.EDITOR} for one in roles_of(user))
