# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is held here about one person, for the answer that the archive draws up."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from verkstad.participation.models import Message


def messages_of(names: Collection[str], mails: Collection[str]) -> tuple[str, list[dict[str, Any]]]:
    """Messages that the person wrote, by name or address, and those whose text has a whole name. One query."""
    named = Q(pk=None)
    for name in names:
        if " " in name:
            named |= Q(name__iexact=name) | Q(text__contains=name)
    for mail in mails:
        named |= Q(email__iexact=mail) | Q(text__icontains=mail)
    found = Message.objects.filter(named).order_by("received_at", "pk")
    return "messages", [
        {
            "kind": str(message.get_kind_display()),
            "received": message.received_at.isoformat(),
            "kept_until": message.keep_until.isoformat(),
            "name": message.name or None,
            "mail": message.email or None,
            "about": message.about or None,
            "text": message.text,
        }
        for message in found
    ]
