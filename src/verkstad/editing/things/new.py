# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the button for a new thing says: written out for each kind, as *ny* and *nytt* follow the noun."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

NEW: dict[str, Any] = {
    "event": _("New workshop"),
    "material": _("New material"),
    "recording": _("New recording"),
    "person": _("New person"),
    "organisation": _("New organisation"),
    "topic": _("New topic"),
    "series": _("New series"),
}
