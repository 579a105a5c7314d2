# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the content of a published thing to what readers may know of it: references to what they do not see fall away."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from verkstad.archive.shapes import Content


def only_public(content: Content, hidden: Collection[UUID]) -> Content:
    """The content of any published root, changed in place, without a trace of what is hidden."""
    if not content.get("meeting_address", {}).get("public"):
        content.pop("meeting_address", None)
    if not content.get("attendance", {}).get("public"):
        content.pop("attendance", None)
    keep_known_agenda(content)
    if not hidden:
        return content
    if content.get("part_of") in hidden:
        del content["part_of"]
    if "broader" in content:
        content["broader"] = [topic for topic in content["broader"] if topic not in hidden]
    if "organisers" in content:
        # Those of a series are ids, those of an event have a role.
        content["organisers"] = [
            part
            for part in content["organisers"]
            if (part["organisation"] if isinstance(part, dict) else part) not in hidden
        ]
    for name, refers in (("topics", "topic"), ("relations", "event")):
        if name in content:
            content[name] = [part for part in content[name] if part[refers] not in hidden]
    for part in (*content.get("materials", ()), *content.get("links", ())):
        if part.get("organisation") in hidden:
            del part["organisation"]
    if "appearances" in content:
        content["appearances"] = list(_seen(content["appearances"], hidden))
    return content


def _seen(appearances: Iterable[dict[str, Any]], hidden: Collection[UUID]) -> Iterable[dict[str, Any]]:
    """An appearance of somebody hidden keeps its organisation; without one it is left out."""
    for appearance in appearances:
        if appearance.get("person") in hidden:
            for name in ("person", "billed_as", "title"):
                appearance.pop(name, None)
        if appearance.get("organisation") in hidden:
            for name in ("organisation", "organisation_billed_as"):
                appearance.pop(name, None)
        if appearance.get("second_organisation") in hidden:
            del appearance["second_organisation"]
        if "person" in appearance or "organisation" in appearance or appearance.get("to_be_confirmed"):
            yield appearance


def keep_known_agenda(content: Content) -> None:
    """Let go of what names an agenda item or a session that is not in this event, or not yet: a draft may have it."""
    sessions = {session["uid"] for session in content.get("sessions", ())}
    items = {str(item["uid"]) for item in content.get("agenda", ())}
    for item in content.get("agenda", ()):
        if item.get("session") not in sessions:
            item.pop("session", None)
    chapters = [chapter for recording in content.get("recordings", ()) for chapter in recording.get("chapters", ())]
    for part in (*content.get("appearances", ()), *content.get("materials", ()), *chapters):
        if "agenda_item" in part and str(part["agenda_item"]) not in items:
            del part["agenda_item"]
