# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a new workshop takes from an earlier one, or from a template: plain values of a revision, in and out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from verkstad.archive.fields import Words, new_id

RevisionContent = dict[str, Any]

_TEXTS = ("title", "audience")
_COLUMNS = (
    "series", "kind", "start_time", "end_time", "time_zone", "language", "mode", "venue", "meeting_address_url",
    "meeting_address_service", "meeting_address_public", "seats_limited",
    *(f"{text}_{part}" for text in _TEXTS for part in Words._fields),
)  # fmt: skip
_LISTS = ("sessions", "agenda", "organisers", "topics")
_PEOPLE = "appearances"
_REFERENCES = {"session_uid", "agenda_item_uid"}


def beginning_of(content: Mapping[str, Any], *, with_people: bool) -> RevisionContent:
    """The agenda, the organisers, the topics and what else comes back each time.

    Left out is what happened once: the day, what was said (the summary), pictures, who came, links, what was corrected, what
    became of it; and who took part, unless ``with_people``.
    """
    kept = {name: content[name] for name in _COLUMNS if name in content}
    for name in (*_LISTS, *((_PEOPLE,) if with_people else ())):
        kept[name] = [{**part, "pk": None} for part in content.get(name, ())]
    return kept


def with_new_uids(content: Mapping[str, Any]) -> tuple[RevisionContent, dict[str, UUID]]:
    """The same with an identity of its own for every part, and what refers to a part referring to the new one.

    Also which new uid took the place of each.
    """
    fresh: dict[str, UUID] = {
        str(part["uid"]): new_id()
        for value in content.values()
        if isinstance(value, list)
        for part in value
        if "uid" in part
    }
    renewed: RevisionContent = {}
    for name, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            renewed[name] = [_renewed(part, fresh) for part in value]
        else:
            renewed[name] = value
    return renewed, fresh


def _renewed(part: Mapping[str, Any], fresh: Mapping[str, UUID]) -> RevisionContent:
    changed: RevisionContent = {**part, "pk": None, "uid": str(fresh[str(part["uid"])])}
    for name in _REFERENCES & part.keys():
        new = fresh.get(str(part[name]))
        changed[name] = str(new) if new else None
    return changed
