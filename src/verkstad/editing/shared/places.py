# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a place in a record, as checks and claims name it, to the address of the very field in a form of the desk.

A place is a path: ``start_time``, ``agenda[2].title``, ``appearances[<uid>]``, ``recordings[<id>].places``. The address works as an
anchor by itself; ``focus.js`` opens what the field is folded into, and puts the cursor there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import BooleanField
from django.urls import reverse
from django.utils.translation import gettext as _

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
    if kind == "recording" and step and step["name"] == "captions":
        return reverse("verkstad_captions:list", args=[str(key)])
    form = reverse(f"wagtailsnippets_archive_{kind}:edit", args=[str(key)])
    if step is None:
        return form
    if step["name"] in _LISTS:
        query = f"?{urlencode({'focus': step['key']})}" if step["key"] and _is_uid(step["key"]) else ""
        return f"{form}{query}#{_LISTS[step['name']]}"
    column = _column(KINDS[kind], place or "")
    return f"{form}#id_{column}" if column else form


def label_of(kind: str, place: str) -> str:
    """What the field at a place is called on the form, after the part it is in; the path itself when nothing is known of it."""
    field = _field(kind, place)
    step = _STEP.match(place)
    part = _part(kind, step["name"]) if step else None
    if field is not None and part is None:
        return str(field.verbose_name)
    if part is None:
        return place
    return f"{part._meta.verbose_name}: {field.verbose_name}" if field is not None else str(part._meta.verbose_name)


def words_of(kind: str, place: str, value: str) -> str:
    """A value as the form of the desk says it: of a choice the words, of anything else the value itself."""
    field, step = _field(kind, place), _STEP.match(place)
    if field is not None:
        return _in_choices(field, value)
    part = _part(kind, step["name"]) if step else None
    # Of a part as a whole a source says one of its choices: that a topic is what it is about, say.
    columns = part._meta.get_fields() if part is not None else ()
    return next((_in_choices(one, value) for one in columns if value in dict(getattr(one, "flatchoices", ()))), value)


def _in_choices(field: Any, value: str) -> str:
    if isinstance(field, BooleanField):
        return {"true": _("Yes"), "false": _("No")}.get(value, value)
    return str(dict(field.flatchoices).get(value, value))


def _part(kind: str, name: str) -> Any:
    """The model of the parts in a list of a thing, or of the things that belong to it."""
    if name in _OWN_FORMS:
        return KINDS[_OWN_FORMS[name]]
    child = shape_of(KINDS[kind]).children.get(name)
    return child.model if child else None


def _field(kind: str, place: str) -> Any:
    """The column that keeps what stands at a place; None of a part as a whole."""
    step = _STEP.match(place)
    part = _part(kind, step["name"]) if step else None
    if step is None or part is None:
        column = _column(KINDS[kind], place)
        return KINDS[kind]._meta.get_field(column) if column else None
    if step["rest"] is None:
        return None
    parts = shape_of(part).parts if part in KINDS.values() else shape_of(KINDS[kind]).children[step["name"]].parts
    column = _column_among(parts, step["rest"])
    return part._meta.get_field(column) if column else None


def _of_part(kind: str, key: UUID | str, name: str, part: str | None, rest: str | None) -> str:
    """Material and recordings have forms of their own; of one that is not there yet, the form to make it."""
    if part and _is_uid(part):
        return edit_address(_OWN_FORMS[name], part, rest)
    return f"{reverse(f'wagtailsnippets_archive_{_OWN_FORMS[name]}:add')}?{urlencode({'event': str(key)})}"


def _column(model: type[Root], place: str) -> str | None:
    """The form's field for a path: ``image.alternative`` is kept as ``image_alternative_sv``, ``meeting_address`` begins with its address."""
    return _column_among(shape_of(model).parts, place)


def _column_among(known: Iterable[Part], place: str) -> str | None:
    parts = {part.name: part for part in known}
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
