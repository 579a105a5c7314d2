# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a place in a record, as checks and claims name it, to the address of the very field in a form of the desk.

A place is a path: ``start_time``, ``agenda[2].title``, ``appearances[<uid>]``, ``recordings[<id>].captions``. The address works as an
anchor by itself; ``focus.js`` opens what the field is folded into, and puts the cursor there.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from verkstad.archive.models import Root
from verkstad.archive.reading import KINDS
from verkstad.archive.shapes import Part, shape_of

_STEP = re.compile(r"^(?P<name>\w+)(?:\[(?P<key>[^\]]+)\])?(?:\.(?P<rest>.+))?$")
_OWN_FORMS = {"materials": "material", "recordings": "recording"}
_LISTS = {
    "agenda": "agenda",
    "appearances": "agenda",
    "sessions": "workshop-sessions",
    "organisers": "workshop-organisers",
    "topics": "workshop-topics",
    "links": "workshop-links",
    "relations": "workshop-relations",
    "corrections": "workshop-corrections",
    "uncertainties": "workshop-uncertainties",
}
"""Lists of an event, by the part of its form that they stand in."""


def edit_address(kind: str, key: UUID | str, place: str | None = None) -> str:
    """The address of the form of a thing, at a place in it when one is given; an unknown place leads to the form alone."""
    step = _STEP.match(place or "")
    if step and step["name"] in _OWN_FORMS:
        return _of_part(kind, key, step["name"], step["key"], step["rest"])
    form = reverse(f"wagtailsnippets_archive_{kind}:edit", args=[str(key)])
    if step is None:
        return form
    if step["name"] in _LISTS:
        query = f"?{urlencode({'focus': step['key']})}" if step["key"] and _is_uid(step["key"]) else ""
        return f"{form}{query}#{_LISTS[step['name']]}"
    column = _column(KINDS[kind], place or "")
    return f"{form}#id_{column}" if column else form


def label_of(kind: str, place: str) -> str:
    """What the field at a place is called on the form; the path itself when nothing is known of it."""
    model = KINDS[kind]
    column = _column(model, place)
    if column:
        return str(model._meta.get_field(column).verbose_name)
    step = _STEP.match(place)
    child = shape_of(model).children.get(step["name"]) if step else None
    return str(child.model._meta.verbose_name) if child else place


def _of_part(kind: str, key: UUID | str, name: str, part: str | None, rest: str | None) -> str:
    """Material and recordings have forms of their own; of one that is not there yet, the form to make it."""
    if part and _is_uid(part):
        return edit_address(_OWN_FORMS[name], part, rest)
    return f"{reverse(f'wagtailsnippets_archive_{_OWN_FORMS[name]}:add')}?{urlencode({'event': str(key)})}"


def _column(model: type[Root], place: str) -> str | None:
    """The form's field for a path: ``image.alternative`` is kept as ``image_alternative_sv``, ``meeting_address`` begins with its address."""
    parts = {part.name: part for part in shape_of(model).parts}
    found: Any = None
    for name in re.sub(r"\[[^\]]*\]", "", place).split("."):
        found = parts.get(name)
        if found is None:
            return None
        parts = {part.name: part for part in found.inner}
    return _first(found)


def _first(part: Part) -> str:
    """The first field that stands for it: of a text the Swedish words, of an address the address."""
    if not part.inner:
        return part.keys[0]
    inner = {one.name: one for one in part.inner}
    return _first(inner.get(part.needs or "", part.inner[0]))


def _is_uid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True
