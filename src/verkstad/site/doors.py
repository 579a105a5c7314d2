# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Swedish doors: the words that people type after the site's name, and the address each leads to."""

from __future__ import annotations

DOORS: dict[str, str] = {
    "om": "/about/",
    "workshop": "/events/",
    "workshops": "/events/",
    "workshoppar": "/events/",
    "kalender": "/events/",
    "kommande": "/events/",
    "tidigare": "/events/",
    "personer": "/people/",
    "medverkande": "/people/",
    "organisationer": "/organisations/",
    "amnen": "/topics/",
    "ämnen": "/topics/",
    "prenumerera": "/subscribe/",
    "andringar": "/changes/",
    "ändringar": "/changes/",
    "riktlinjer": "/policy/",
    "personuppgifter": "/privacy/",
    "integritet": "/privacy/",
    "tillganglighet": "/accessibility/",
    "tillgänglighet": "/accessibility/",
    "tillganglighetsredogorelse": "/accessibility/",
    "tillgänglighetsredogörelse": "/accessibility/",
    "oppna-data": "/data/",
    "öppna-data": "/data/",
    "kontakt": "/contact/",
    "propose": "/contact/?kind=proposal",
    "foresla": "/contact/?kind=proposal",
    "föreslå": "/contact/?kind=proposal",
    "en/propose": "/en/contact/?kind=proposal",
    "redigera": "/edit/",
    "sok": "/search",
    "sök": "/search",
}


def door(path: str) -> str | None:
    """Where a door leads; an edition's own page at the same path comes before it."""
    return DOORS.get(path.strip("/").lower())
