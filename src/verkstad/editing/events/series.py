# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which series an editor is offered for a workshop."""

from __future__ import annotations

from typing import Any

from verkstad.archive.models import Event, Series
from verkstad.archive.rules.access import may, roles_of, visible


def series_for(user: Any, *, also: Any = None) -> list[Series]:
    """The series in which somebody may start a workshop, by name; ``also`` the one that a workshop is in already.

    Who answers for an organisation is offered all that they see: whether it organises the workshop is known only later.
    """
    rows = list(visible(Series.objects.all(), user).order_by("pk"))
    answers_for_organisation = any(one.organisation is not None for one in roles_of(user))
    allowed = [row for row in rows if answers_for_organisation or row.pk == also or may(user, "add", Event(series=row))]
    return sorted(allowed, key=lambda row: str(row).casefold())
