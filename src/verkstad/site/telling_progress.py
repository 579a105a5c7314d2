# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a failed publishing to the facts its sentence is made of; the desk says it in the reader's language."""

from __future__ import annotations

import errno
from typing import Any

from verkstad.edition.publish import BrokenLinks, OnHold
from verkstad.records.read import RecordUnreadable


def is_hold(error: Exception) -> bool:
    return isinstance(error, OnHold)


def failure_of(error: Exception) -> dict[str, Any]:
    """``{"kind": "record" | "links" | "disk" | "other", …}``, to be kept as JSON."""
    match error:
        case RecordUnreadable():
            return {
                "kind": "record",
                "thing_kind": error.kind,
                "thing_id": str(error.id or ""),
                "slug": error.slug or "",
                "problems": error.problems[:5],
            }
        case BrokenLinks():
            link, page = min(error.links.items())
            return {"kind": "links", "count": len(error.links), "link": link, "page": page}
        case OSError(errno=errno.ENOSPC):
            return {"kind": "disk"}
    return {"kind": "other", "what": type(error).__name__, "said": str(error)[:300]}
